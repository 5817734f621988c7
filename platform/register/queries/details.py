"""What does an entry's page say of its decision, its letters and its life so far?"""

from collections.abc import Iterator

from accounts.models import Team
from register.appeal_states import Route
from register.facts import CRITERIA
from register.models import Appeal, Decision, Entry, Notice, SubjectReply
from register.shown import DecisionShown, Moment, NoticeLine, ReplyShown
from register.states import ChangeKind, EntryState, NoticeKind, NoticeState, Outcome


LISTS = {
    "compulsory": "Compulsory criteria met",
    "discretionary": "Discretionary criteria met",
    "under_18": "Under 18",
}


def decision_shown(decision: Decision) -> DecisionShown:
    return DecisionShown(
        outcome_label=Outcome(decision.outcome).label,
        decider=decision.decider.full_name,
        decided_at=decision.decided_at,
        criteria=tuple(_criteria(decision)),
        proportionality=decision.proportionality,
        audience=tuple(_audience(decision)),
        term_working=tuple(decision.term_working),
        told=bool(decision.told),
        not_told_reason=decision.not_told_reason,
        not_told_retest_on=decision.not_told_retest_on,
    )


def _criteria(decision: Decision) -> Iterator[tuple[str, str]]:
    for name, words in {**CRITERIA, **LISTS}.items():
        value = decision.criteria.get(name, "")
        yield words, "; ".join(value) if isinstance(value, list) else str(value)


def _audience(decision: Decision) -> Iterator[tuple[str, str]]:
    """Team names with the reason each was chosen; one statement for all."""
    reasons = {a["team_id"]: a["reason"] for a in decision.audience}
    names = Team.objects.filter(pk__in=list(reasons)).order_by("name")
    for team in names:
        yield team.name, reasons[str(team.pk)]


def notice_lines(entry: Entry) -> tuple[NoticeLine, ...]:
    owed = sorted(entry.notices.all(), key=lambda notice: notice.asked_at)
    return tuple(notice_line(notice) for notice in owed)


def notice_line(notice: Notice) -> NoticeLine:
    return NoticeLine(
        id=notice.pk,
        kind=notice.kind,
        kind_label=NoticeKind(notice.kind).label,
        state=notice.state,
        state_label=NoticeState(notice.state).label,
        due_on=notice.due_on,
        due_working=tuple(notice.due_working),
        has_document=notice.document_id is not None,
        to_print=notice.state == NoticeState.MADE,
        not_sent_reason=notice.not_sent_reason,
    )


def replies_of(entry: Entry) -> tuple[ReplyShown, ...]:
    """What the person said, in a reply or an appeal, oldest first."""
    said: list[SubjectReply | Appeal] = [*entry.replies.all(), *entry.appeals.all()]
    return tuple(
        ReplyShown(
            text=one.text if isinstance(one, SubjectReply) else one.grounds,
            route_label=Route(one.route).label,
            received_on=one.received_on,
            appeal_reference=one.reference if isinstance(one, Appeal) else "",
        )
        for one in sorted(said, key=lambda one: (one.received_on, one.recorded_at))
    )


def timeline_of(entry: Entry) -> Iterator[Moment]:
    """Newest first: its end, its letters, its decision, its provisional beginning."""
    moments = list(_moments(entry))
    yield from sorted(moments, key=lambda moment: moment.at, reverse=True)


def _moments(entry: Entry) -> Iterator[Moment]:
    changes = list(entry.changes.all())
    if entry.ended_at is not None:
        ended = EntryState(entry.state).label
        by = (c.by.full_name for c in changes if c.at == entry.ended_at)
        yield Moment(
            at=entry.ended_at, what=ended, who=next(by, ""), note=entry.end_reason
        )
    for notice in entry.notices.all():
        if notice.sent_at is not None:
            kind = NoticeKind(notice.kind).label
            yield Moment(at=notice.sent_at, what=f"Letter sent: {kind}")
    for change in changes:
        if change.kind == ChangeKind.REMOVED:
            continue  # Its end says so already.
        yield Moment(
            at=change.at,
            what=ChangeKind(change.kind).label,
            who=change.by.full_name,
            note=change.reason,
        )
    decision = entry.decision
    if decision is not None:
        who = decision.decider.full_name
        yield Moment(at=decision.decided_at, what="Approved", who=who)
    if decision is None or entry.entered_at < decision.decided_at:
        who = entry.entered_by.full_name
        yield Moment(at=entry.entered_at, what="Entered provisionally", who=who)
