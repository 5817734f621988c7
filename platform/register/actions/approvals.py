"""What does an approval bring about?"""

from datetime import date, datetime

from accounts.queries import actor
from audit.kinds import Kind
from register.actions import publishing
from register.actions.events import note
from register.actions.history import add_change
from register.actions.joining import learn
from register.actions.messages import owe_new_entry_message
from register.actions.notices import owe_letter
from register.actions.parts import acts_by_report
from register.models import Decision, Entry, Report
from register.permissions import Standing
from register.policy.decisions import DecisionFacts
from register.references import new_reference
from register.refusals import Refused
from register.states import LIVE_STATES, ChangeKind, EntryState, NoticeKind
from tenants.codes import Permission, Source


# Police intelligence never leaves the organisation, whatever a decider says.
NEVER_SHARED = frozenset({Source.POLICE.value})


def enter(
    decision: Decision, facts: DecisionFacts, *, who: Standing, at: datetime
) -> Entry:
    """Make the entry, or make a provisional one active, and let checks find it."""
    if facts.ruling is None or facts.term is None or facts.tell is None:
        raise Refused("An approval needs its ruling, term and letter decided.")
    report = decision.report
    standing = _standing(report)
    joins = standing is not None and standing.decision is not None
    entry = standing or Entry(
        reference=new_reference("E"), entered_by=who.user, entered_at=at
    )
    before = entry.ends_on
    _fill(entry, decision, facts)
    entry.state = EntryState.ACTIVE.value
    entry.save()
    acts_by_report(entry, report)
    report.entry = entry
    report.save(update_fields=["entry"])
    by = actor(who.user, role=who.role_for(Permission.DECIDE))
    change = publishing.republish if standing else publishing.publish
    change(entry, by=by, at=at)
    note(
        Kind.ENTRY_EXTENDED if joins else Kind.ENTRY_MADE,
        who=who,
        step=Permission.DECIDE,
        at=at,
        subject=entry.reference,
        details={"report": report.reference, "ends_on": entry.ends_on.isoformat()},
    )
    if joins:
        _note_extension(entry, decision, before, who=who, at=at)
    if facts.tell.told:
        kind = NoticeKind.CHANGED if joins else NoticeKind.ADDED
        owe_letter(entry, kind, by=by, at=at)
    owe_new_entry_message(entry, at=at)
    return entry


def _note_extension(
    entry: Entry, decision: Decision, before: date, *, who: Standing, at: datetime
) -> None:
    add_change(
        entry,
        ChangeKind.EXTENDED,
        reason=decision.proportionality,
        by=who.user,
        at=at,
        before={"ends_on": before.isoformat()},
        after={"ends_on": entry.ends_on.isoformat()},
    )


def _standing(report: Report) -> Entry | None:
    """The entry that answers already: provisional for this report, or a live one that
    the decider adds the incident to. One that ended meanwhile is not revived."""
    entry = report.entry
    if entry is None or entry.state not in LIVE_STATES:
        return None
    return entry


def _fill(entry: Entry, decision: Decision, facts: DecisionFacts) -> None:
    ruling, term = facts.ruling, facts.term
    report = decision.report
    if ruling is None or term is None or report.subject is None:
        raise Refused("An approval needs its ruling, term and subject.")
    if entry.decision_id is None:
        entry.subject = report.subject
    else:
        learn(entry, report.subject)
    entry.decision = decision
    entry.panel = report.panel
    entry.category = ruling.category.value
    entry.category_text = ruling.category_text
    entry.precautions = [precaution.value for precaution in ruling.precautions]
    entry.summary = ruling.summary
    entry.follows = ruling.follows.value
    entry.audience = decision.audience
    entry.source = report.source
    entry.shareable = ruling.shareable and report.source not in NEVER_SHARED
    entry.ring_name = ruling.ring_name or report.ring_name
    entry.ring_phone = ruling.ring_phone or report.ring_phone
    entry.starts_on = term.starts_on
    entry.ends_on = term.ends_on
    entry.review_on = term.review_on
    entry.order_ends_on = ruling.order_ends_on
    entry.provisional_until = None
    entry.not_told = decision.told is False
    entry.not_told_retest_on = decision.not_told_retest_on
