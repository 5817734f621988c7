"""Which agreements, indemnities and recalls have a date that comes soon?"""

from collections.abc import Iterable, Mapping
from datetime import date

from sharing.models import AgreementVersion, Indemnity, Recall
from sharing.queries.undertaken_clocks import attestations, misuse, reviews
from tenants.clocks import civil_date, say
from tenants.codes import Role
from tenants.context import current_organisation
from tenants.due import Clock, DueLine, Source


IN_FORCE = ("IN_FORCE", "SUSPENDED")


def agreements(*, on: date, until: date) -> Iterable[DueLine]:
    """Agreements in force that end by then, or are to be reviewed."""
    yield from reviews(on=on, until=until)
    ending = AgreementVersion.objects.filter(state__in=IN_FORCE, ends_on__lte=until)
    for version in ending.select_related("agreement").order_by("ends_on"):
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
        )


def insurance(*, on: date, until: date) -> Iterable[DueLine]:
    """Cover behind an agreement in force that runs out by then."""
    current = Indemnity.objects.filter(
        replaced_at__isnull=True,
        version__state__in=IN_FORCE,
        cover_ends_on__lte=until,
    )
    for cover in current.select_related("version__agreement").order_by("cover_ends_on"):
        yield DueLine(
            clock=Clock.INSURANCE,
            key=str(cover.pk),
            reference=str(cover.agreement_id),
            what=f"Indemnity cover of {cover.version.agreement.reference} ends",
            on=cover.cover_ends_on,
            working=(f"The cover given ends on {say(cover.cover_ends_on)}.",),
            owner=_side(cover.version),
            kind="agreement",
        )


def recalls(*, on: date, until: date) -> Iterable[DueLine]:
    """Recalls that we have not acknowledged, and that a partner of ours has not."""
    waiting = Recall.objects.filter(acknowledged_at__isnull=True, due_on__lte=until)
    ours = current_organisation().id
    for recall in waiting.order_by("due_on"):
        mine = recall.recipient == ours
        raised = civil_date(recall.raised_at)
        yield DueLine(
            clock=Clock.RECALL,
            key=str(recall.pk),
            reference=str(recall.pk if mine else recall.agreement_id),
            what=(
                "Acknowledge a recall: drop or correct what you were shown"
                if mine
                else "A partner has not yet acknowledged a recall"
            ),
            on=recall.due_on,
            working=(f"The agreement's days for a recall, from {say(raised)}.",),
            owner=Role.PARTNER_OFFICER if mine else Role.SHARING_OFFICER,
            kind="recall" if mine else "agreement",
        )


def _side(version: AgreementVersion) -> Role:
    """Who of ours sees to it, on the side we are on."""
    ours = version.discloser == current_organisation().id
    return Role.SHARING_OFFICER if ours else Role.PARTNER_SIGNATORY


CLOCKS: Mapping[Clock, Source] = {
    Clock.AGREEMENT: agreements,
    Clock.INSURANCE: insurance,
    Clock.ATTESTATION: attestations,
    Clock.MISUSE: misuse,
    Clock.RECALL: recalls,
}
