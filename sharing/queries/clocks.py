"""Which agreements, indemnities and recalls have a date that comes soon?"""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from sharing.models import AgreementVersion, Indemnity, Recall
from sharing.queries import undertaken_clocks as undertaken
from sharing.queries.waiting_recalls import waiting_recalls
from sharing.queries.wording import names_of
from tenants.clocks import civil_date, say
from tenants.codes import Role
from tenants.context import current_organisation
from tenants.due import Clock, DueLine, Reading, Sources


IN_FORCE = ("IN_FORCE", "SUSPENDED")


def ending(*, on: date, until: date) -> QuerySet[AgreementVersion]:
    """Agreements in force that end by then."""
    del on
    found = AgreementVersion.objects.filter(state__in=IN_FORCE, ends_on__lte=until)
    return found.select_related("agreement").order_by("ends_on")


def agreements(
    rows: QuerySet[AgreementVersion], *, on: date, until: date
) -> Iterable[DueLine]:
    del on, until
    names = names_of(*(_partner(version) for version in rows))
    for version in rows:
        yield DueLine(
            clock=Clock.AGREEMENT,
            key=str(version.pk),
            reference=str(version.agreement_id),
            what=f"Agreement {version.agreement.reference} ends",
            on=version.ends_on,
            working=(
                (
                    f"Version {version.number} says that it ends on "
                    f"{say(version.ends_on)}."
                ),
            ),
            owner=_side(version),
            kind="agreement",
            between=names[_partner(version)],
        )


def ending_cover(*, on: date, until: date) -> QuerySet[Indemnity]:
    """Cover behind an agreement in force that runs out by then."""
    del on
    current = Indemnity.objects.filter(
        replaced_at__isnull=True,
        version__state__in=IN_FORCE,
        cover_ends_on__lte=until,
    )
    return current.select_related("version__agreement").order_by("cover_ends_on")


def insurance(rows: QuerySet[Indemnity], *, on: date, until: date) -> Iterable[DueLine]:
    del until
    names = names_of(*(_partner(cover.version) for cover in rows))
    for cover in rows:
        ends = "ended" if cover.cover_ends_on < on else "ends"
        yield DueLine(
            clock=Clock.INSURANCE,
            key=str(cover.pk),
            reference=str(cover.agreement_id),
            what=f"Indemnity cover of {cover.version.agreement.reference} {ends}",
            on=cover.cover_ends_on,
            working=(f"The cover given ends on {say(cover.cover_ends_on)}.",),
            owner=_side(cover.version),
            kind="agreement",
            between=names[_partner(cover.version)],
        )


def open_recalls(*, on: date, until: date) -> QuerySet[Recall]:
    """Recalls that we have not acknowledged, and that a partner of ours has not."""
    del on
    return waiting_recalls().filter(due_on__lte=until).order_by("due_on")


def recalls(rows: QuerySet[Recall], *, on: date, until: date) -> Iterable[DueLine]:
    del on, until
    ours = current_organisation().id
    names = names_of(*(side for row in rows for side in (row.owner, row.recipient)))
    for recall in rows:
        mine = recall.recipient == ours
        raised = civil_date(recall.raised_at)
        yield DueLine(
            clock=Clock.RECALL,
            key=str(recall.pk),
            reference=str(recall.pk),
            what=(
                "Acknowledge a recall: drop or correct what you were shown"
                if mine
                else "A partner has not yet acknowledged a recall"
            ),
            on=recall.due_on,
            working=(f"The agreement's days for a recall, from {say(raised)}.",),
            owner=Role.PARTNER_OFFICER if mine else Role.SHARING_OFFICER,
            kind="recall",
            between=names[recall.owner if mine else recall.recipient],
        )


def _partner(version: AgreementVersion) -> UUID:
    """The other side, whichever is ours."""
    ours = version.discloser == current_organisation().id
    return version.recipient if ours else version.discloser


def _side(version: AgreementVersion) -> Role:
    """Who of ours sees to it, on the side we are on."""
    ours = version.discloser == current_organisation().id
    return Role.SHARING_OFFICER if ours else Role.PARTNER_SIGNATORY


CLOCKS: Sources = {
    Clock.AGREEMENT: (
        Reading(undertaken.to_review, undertaken.reviews),
        Reading(ending, agreements),
    ),
    Clock.INSURANCE: (Reading(ending_cover, insurance),),
    Clock.ATTESTATION: (
        Reading(undertaken.ending_attestations, undertaken.attestations),
    ),
    Clock.MISUSE: (
        Reading(undertaken.open_tasks, undertaken.tasks),
        Reading(undertaken.undecided_cases, undertaken.breaches),
    ),
    Clock.RECALL: (Reading(open_recalls, recalls),),
}
