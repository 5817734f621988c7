"""May an entry answer for some hours before it is decided?"""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction

from accounts.models import User
from accounts.queries import actor
from audit.kinds import Kind
from register.actions import publishing
from register.actions.approvals import NEVER_SHARED
from register.actions.entries import until
from register.actions.events import note
from register.actions.reports import locked
from register.facts import Ruling
from register.models import Entry, Report
from register.permissions import against_countersigning, standing_of
from register.policy.decisions import rests_on_fact
from register.policy.terms import Term, TermFacts, term
from register.queries.contents import content_of, proposal_of
from register.references import new_reference
from register.refusals import NotPermitted, Refused
from register.states import EntryState, ReportState
from tenants.clocks import civil_date
from tenants.codes import Permission
from tenants.context import current_organisation
from tenants.packs import Pack
from tenants.queries import current_pack


@transaction.atomic
def enter_provisionally(
    *, reference: str, ruling: Ruling | None = None, by: User, at: datetime
) -> Entry:
    """Let a countersigned report answer checks for the pack's hours, undecided.

    By whoever may countersign it. Hearsay is kept out here as well; it is never
    shared with partners, and it ends by itself.
    """
    report = locked(reference)
    who = standing_of(by, on=civil_date(at))
    pack = current_pack(current_organisation())
    NotPermitted.if_any(against_countersigning(who, report, pack))
    Refused.if_any(_against(report, pack))
    content = content_of(report)
    if content is None or report.subject is None:
        raise Refused("This report is still a draft.")
    ruled = ruling or proposal_of(content)
    span = term(
        TermFacts(
            category=ruled.category,
            incident_dates=[incident.happened_on for incident in content.incidents],
            decided_on=civil_date(at),
            date_of_birth=content.subject.date_of_birth,
            birth_year=content.subject.birth_year,
            order_ends_on=ruled.order_ends_on,
            months=ruled.months,
        ),
        pack=pack,
    )
    Refused.if_any(
        _against_ruling(ruled, span, on_fact=rests_on_fact(content.statements))
    )
    entry = _make(report, ruled, span, pack, by=by, at=at)
    publishing.publish(
        entry, by=actor(by, role=who.role_for(Permission.COUNTERSIGN)), at=at
    )
    note(
        Kind.ENTRY_PROVISIONAL,
        who=who,
        step=Permission.COUNTERSIGN,
        at=at,
        subject=entry.reference,
        details={"report": report.reference, "hours": pack.provisional.hours},
    )
    return entry


def _make(
    report: Report, ruled: Ruling, span: Term, pack: Pack, *, by: User, at: datetime
) -> Entry:
    entry = Entry.objects.create(
        reference=new_reference("E"),
        subject=report.subject,
        state=EntryState.PROVISIONAL.value,
        category=ruled.category.value,
        category_text=ruled.category_text,
        precautions=[precaution.value for precaution in ruled.precautions],
        summary=ruled.summary,
        follows=ruled.follows.value,
        source=report.source,
        shareable=ruled.shareable and report.source not in NEVER_SHARED,
        ring_name=ruled.ring_name or report.ring_name,
        ring_phone=ruled.ring_phone or report.ring_phone,
        starts_on=span.starts_on,
        ends_on=span.ends_on,
        review_on=span.review_on,
        order_ends_on=ruled.order_ends_on,
        provisional_until=until(at, hours=pack.provisional.hours),
        entered_by=by,
        entered_at=at,
    )
    report.entry = entry
    report.save(update_fields=["entry"])
    return entry


def _against(report: Report, pack: Pack) -> Iterator[str]:
    if not pack.provisional.allowed:
        yield "This register has no provisional entries."
    if report.entry is not None:
        yield "This report has an entry already."
    if report.state not in {ReportState.COUNTERSIGNED, ReportState.UNDER_DECISION}:
        yield f"This report is “{ReportState(report.state).label}”; countersign it first."


def _against_ruling(ruled: Ruling, span: Term, *, on_fact: bool) -> Iterator[str]:
    if not on_fact:
        yield "Every statement is uncorroborated hearsay, so this cannot go live."
    if not ruled.precautions:
        yield "Choose at least one precaution: what must a worker do?"
    if span.is_over:
        yield "The term is over, so there is nothing to enter."
