"""What waits for this person?"""

from collections.abc import Iterator
from datetime import date, timedelta

from accounts.models import User
from accounts.queries.due import due_for
from register.appeal_states import AppealState
from register.members.queries import to_answer
from register.models import Entry, Notice, Report, SubjectPair
from register.permissions import Standing, covered_by, standing_of
from register.queries.hearings import to_comment
from register.shown import WorkItem
from register.states import EntryState, MatchState, NoticeKind, NoticeState, ReportState
from tenants.clocks import add_months, civil_date
from tenants.codes import Permission, Role
from tenants.context import current_organisation
from tenants.due import Clock
from tenants.packs import Pack
from tenants.queries import current_pack


OPEN = (ReportState.DRAFT, ReportState.RETURNED)
MOST_MATCHES = 3
TO_DECIDE = (ReportState.COUNTERSIGNED, ReportState.UNDER_DECISION)


def my_work(user: User, *, on: date) -> list[WorkItem]:
    """Everything that waits for this person, what is overdue first."""
    who = standing_of(user, on=on)
    pack = current_pack(current_organisation())
    items = [*_returned(who), *_to_countersign(who, pack), *_to_decide(who, pack)]
    items += [*_standing_in(who), *to_answer(who, pack)]
    if Permission.REVIEW_REGISTER in who.permissions:
        items += _reviews(pack, on)
    if Permission.DECIDE in who.permissions:
        items += _letters(on)
    if Role.HEALTH_AND_SAFETY in who.roles:
        items += _matches()
    items += _due(who, on)
    if Permission.RAISE_REPORT in who.permissions:
        items += _to_comment(user)
    return sorted(items, key=lambda item: (not item.overdue, item.due_on or date.max))


def my_reports(user: User, *, on: date) -> list[WorkItem]:
    """Every report this person began, newest first, and where it stands."""
    reports = Report.objects.filter(reporter=user).order_by("-created_at", "-pk")
    return [_report(report, kind="report", owner="") for report in reports]


def _report(report: Report, *, kind: str, owner: str) -> WorkItem:
    state = ReportState(report.state)
    begun = civil_date(report.submitted_at or report.created_at)
    return WorkItem(
        reference=report.reference,
        what=f"Report {report.reference} of {begun.day} {begun:%B %Y}",
        state_label=state.label,
        owner=owner,
        due_on=None,
        overdue=False,
        kind=kind,
    )


def _returned(who: Standing) -> Iterator[WorkItem]:
    for report in Report.objects.filter(reporter=who.user, state__in=OPEN):
        yield _report(report, kind="report", owner="you")


def _to_countersign(who: Standing, pack: Pack) -> Iterator[WorkItem]:
    if not who.roles & pack.countersigning_roles:
        return
    waiting = Report.objects.filter(state=ReportState.SUBMITTED)
    for report in waiting.exclude(reporter=who.user).order_by("submitted_at"):
        role = pack.for_panel(report.panel).countersign_role
        if role in who.roles:
            yield _report(report, kind="countersign", owner=role.label)


def _standing_in(who: Standing) -> Iterator[WorkItem]:
    """Reports that wait for a countersignature and were given to this cover officer."""
    waiting = covered_by(who).filter(state=ReportState.SUBMITTED)
    for report in waiting.exclude(reporter=who.user).order_by("submitted_at"):
        yield _report(report, kind="countersign", owner=Role.COVER_OFFICER.label)


def _to_decide(who: Standing, pack: Pack) -> Iterator[WorkItem]:
    if not who.roles & pack.deciding_roles:
        return
    states = [*TO_DECIDE, ReportState.SUBMITTED]
    waiting = Report.objects.filter(state__in=states).select_related("entry")
    own = waiting.exclude(reporter=who.user).exclude(countersigned_by=who.user)
    for report in own.order_by("submitted_at"):
        rules = pack.for_panel(report.panel)
        early = report.state == ReportState.SUBMITTED and rules.countersign_role
        if not early and rules.decider_role in who.roles:
            yield _report(report, kind="decide", owner=rules.decider_role.label)


def _entry(entry: Entry, what: str, due_on: date, *, owner: str, on: date) -> WorkItem:
    return WorkItem(
        reference=entry.reference,
        what=f"{what}: entry {entry.reference}",
        state_label=EntryState(entry.state).label,
        owner=owner,
        due_on=due_on,
        overdue=due_on < on,
        kind="entry",
    )


def _reviews(pack: Pack, on: date) -> Iterator[WorkItem]:
    """The sweep: all that falls due for review before the next one."""
    until = add_months(on, pack.sweep_months)
    due = Entry.objects.filter(
        state__in=[EntryState.ACTIVE, EntryState.UNDER_REVIEW],
        review_on__lte=until,
        ends_on__gt=on,
    )
    for entry in due.order_by("review_on"):
        yield _entry(
            entry, "Review", entry.review_on, owner=pack.decider_role.label, on=on
        )


def _clocks(who: Standing) -> Iterator[Clock]:
    """The clocks whose lines stand among this person's own work; other clocks have
    pages of their own."""
    if Permission.DECIDE in who.permissions:
        yield Clock.RETEST
    if Role.HEALTH_AND_SAFETY in who.roles:
        yield Clock.APPEAL_ACKNOWLEDGEMENT
    if {Role.HEALTH_AND_SAFETY, Role.APPEAL_PANEL} & who.roles:
        yield Clock.APPEAL_HEARING


def _due(who: Standing, on: date) -> Iterator[WorkItem]:
    """What this person must do by the clocks of telling and of appeals."""
    soon, clocks = on + timedelta(weeks=1), tuple(_clocks(who))
    if not clocks:
        return
    for line in due_for(who.user, on=on, until=soon, clocks=clocks, roles=who.roles):
        yield WorkItem(
            reference=line.reference,
            what=line.what,
            state_label=line.clock.label,
            owner=line.owner.label if line.owner else "you",
            due_on=line.on,
            overdue=line.is_late(on),
            kind=line.kind,
        )


def _to_comment(user: User) -> Iterator[WorkItem]:
    """Appeals about what this employee reported: they may speak to the panel."""
    for appeal in to_comment(user):
        yield WorkItem(
            reference=appeal.reference,
            what=f"Tell the panel your side: appeal {appeal.reference}",
            state_label=AppealState(appeal.state).label,
            owner="you",
            due_on=None,
            overdue=False,
            kind="comment",
        )


def _matches() -> Iterator[WorkItem]:
    """The first few pairs that may be one. The line names nobody."""
    waiting = SubjectPair.objects.filter(state=MatchState.PROPOSED)
    for pair in waiting.order_by("proposed_at", "pk")[:MOST_MATCHES]:
        yield WorkItem(
            reference=str(pair.pk),
            what=f"Two records that may be one, found {civil_date(pair.proposed_at):%-d %B}",
            state_label=MatchState(pair.state).label,
            owner="",
            due_on=None,
            overdue=False,
            kind="match",
        )


def _letters(on: date) -> Iterator[WorkItem]:
    """Letters made and not gone: whoever decides prints and posts them."""
    made = Notice.objects.filter(state=NoticeState.MADE).select_related("entry")
    for notice in made.order_by("due_on"):
        what = f"Print and post the letter “{NoticeKind(notice.kind).label}”"
        yield _entry(notice.entry, what, notice.due_on, owner="", on=on)
