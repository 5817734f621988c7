"""May an entry answer for some hours before it is decided?"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import transaction

from accounts.models import User
from accounts.queries import actor
from audit.kinds import Kind
from register.actions import publishing
from register.actions.attempts import noting_attempts
from register.actions.events import note
from register.actions.judging import term_of
from register.actions.parts import acts_by_report
from register.actions.reports import locked
from register.facts import ReportContent, Ruling
from register.models import Entry, Report
from register.permissions import against_countersigning, standing_of
from register.policy.decisions import rests_on_fact
from register.policy.terms import Term
from register.queries.contents import content_of, proposal_of
from register.references import new_reference
from register.refusals import NotPermitted, Refused
from register.states import EntryState, ReportState
from tenants.clocks import civil_date
from tenants.codes import Permission
from tenants.context import current_organisation
from tenants.packs import Pack
from tenants.queries import current_pack


@noting_attempts
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
    whole = current_pack(current_organisation(), civil_date(at))
    pack = whole.for_panel(report.panel)
    NotPermitted.if_any(against_countersigning(who, report, whole))
    Refused.if_any(_against(report, pack))
    content = content_of(report)
    if content is None or report.subject is None:
        raise Refused("This report is still a draft.")
    ruled = ruling or proposal_of(content, pack)
    span = term_of(content, ruled, pack=pack, at=at)
    Refused.if_any(_against_ruling(ruled, span, content))
    entry = _enter(report, ruled, span, by=by, at=at)
    entry.subject = report.subject
    entry.provisional_until = at + timedelta(hours=pack.provisional.hours)
    entry.save()
    acts_by_report(entry, report)
    report.entry = entry
    report.save(update_fields=["entry"])
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


def _enter(
    report: Report, ruled: Ruling, span: Term | None, *, by: User, at: datetime
) -> Entry:
    """The entry, not yet saved: undecided, so never to be released to a partner."""
    if span is None:
        raise Refused("No term can be worked out for this report.")
    return Entry(
        reference=new_reference("E"),
        state=EntryState.PROVISIONAL.value,
        panel=report.panel,
        category=ruled.category.value,
        category_text=ruled.category_text,
        precautions=[precaution.value for precaution in ruled.precautions],
        summary=ruled.summary,
        follows=ruled.follows.value,
        source=report.source,
        shareable=False,
        ring_name=ruled.ring_name or report.ring_name,
        ring_phone=ruled.ring_phone or report.ring_phone,
        starts_on=span.starts_on,
        ends_on=span.ends_on,
        review_on=span.review_on,
        order_ends_on=ruled.order_ends_on,
        entered_by=by,
        entered_at=at,
    )


def _against(report: Report, pack: Pack) -> Iterator[str]:
    if not pack.provisional.allowed:
        yield "This register has no provisional entries."
    if report.entry is not None:
        yield "This report has an entry already."
    if report.state not in {ReportState.COUNTERSIGNED, ReportState.UNDER_DECISION}:
        yield f"This report is “{ReportState(report.state).label}”; countersign it first."


def _against_ruling(
    ruled: Ruling, span: Term | None, content: ReportContent
) -> Iterator[str]:
    if not rests_on_fact(content.statements):
        yield "Every statement is uncorroborated hearsay, so this cannot go live."
    if not ruled.precautions:
        yield "Choose at least one precaution: what must a worker do?"
    if span is None or span.is_over:
        yield "The term is over, so there is nothing to enter."
