"""Which appeals does this person hear, arrange or comment on, and what do they see?"""

from collections.abc import Collection, Iterator
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from accounts.models import User
from accounts.permissions import holders_of
from register.appeal_states import OPEN_APPEALS, AppealOutcome, AppealState, Route
from register.models import Appeal, AppealMember, Part
from register.permissions import Standing, heard_by, hears, standing_of
from register.queries.appeals import may_arrange, people_of
from register.queries.bundles import bundle_of
from register.queries.details import notice_line
from register.refusals import NotFound
from register.shown_appeals import (
    AppealLine,
    AppealList,
    AppealPage,
    MemberLine,
    PapersLine,
)
from tenants.clocks import civil_date
from tenants.codes import Permission, Role


OPEN = sorted(OPEN_APPEALS)
NO_APPEAL = "There is no such appeal."


def appeals_for(user: User, *, on: date) -> AppealList:
    """Every appeal this person has something to do with, open ones first."""
    who = standing_of(user, on=on)
    arranges = Permission.ARRANGE_APPEALS in who.permissions
    every = Appeal.objects.select_related("entry").order_by("-recorded_at")
    to_hear = every.filter(pk__in=heard_by(who).values("pk"))
    return AppealList(
        to_hear=_lines(to_hear),
        to_arrange=_lines(every, barred=_barred(who, every)) if arranges else (),
        to_comment=_lines(to_comment(user)),
    )


def to_comment(user: User) -> QuerySet[Appeal]:
    """Open appeals about what this employee reported, not commented on by them yet."""
    return (
        Appeal.objects.select_related("entry")
        .filter(state__in=OPEN, entry__reports__reporter=user)
        .exclude(comments__by=user)
        .distinct()
        .order_by("recorded_at")
    )


def appeal_for(user: User, reference: str, *, at: datetime) -> AppealPage:
    """The appeal as this person may see it, or NotFound.

    Whoever arranges or hears it sees it whole; the employee who reported sees that it
    is there and the person's words, to comment on them.
    """
    who = standing_of(user, on=civil_date(at))
    appeal = (
        Appeal.objects.select_related("entry__subject", "entry__decision__decider")
        .prefetch_related("notices", "members__member", "comments", "bundles")
        .filter(reference=reference)
        .first()
    )
    if appeal is None:
        raise NotFound(NO_APPEAL)
    arranges, sits = may_arrange(who, appeal), hears(who, appeal)
    comments = to_comment(user).filter(pk=appeal.pk).exists()
    if not (arranges or sits or comments or _recorded(who, appeal)):
        raise NotFound(NO_APPEAL)
    return _page(appeal, who, arranges=arranges, sits=sits, comments=comments, at=at)


def _recorded(who: Standing, appeal: Appeal) -> bool:
    """Whoever took it in sees what became of it, though others arrange it."""
    return (
        appeal.recorded_by_id == who.user.pk
        and Permission.ARRANGE_APPEALS in who.permissions
    )


def _barred(who: Standing, every: QuerySet[Appeal]) -> frozenset[UUID]:
    """Those whose entry this person had a part in, and that they did not take in."""
    part = Part.objects.filter(entry=OuterRef("entry"), acted_by=who.user.pk)
    shut = every.filter(Exists(part)).exclude(recorded_by=who.user.pk)
    open_to_them = heard_by(who).union(to_comment(who.user).order_by())
    return frozenset(shut.values_list("pk", flat=True)) - frozenset(
        open_to_them.values_list("pk", flat=True)
    )


def _lines(
    found: QuerySet[Appeal], *, barred: Collection[UUID] = ()
) -> tuple[AppealLine, ...]:
    lines = [
        AppealLine(
            reference=appeal.reference,
            entry_reference=appeal.entry.reference,
            state_label=AppealState(appeal.state).label,
            is_open=appeal.is_open,
            received_on=appeal.received_on,
            hearing_at=appeal.hearing_at,
            due_on=_due(appeal),
            outcome_label=_outcome(appeal),
            may_open=appeal.pk not in barred,
        )
        for appeal in found
    ]
    return tuple(sorted(lines, key=lambda line: not line.is_open))


def _due(appeal: Appeal) -> date | None:
    match appeal.state:
        case AppealState.RECEIVED:
            return appeal.acknowledge_due_on
        case AppealState.ACKNOWLEDGED:
            return appeal.hearing_due_on
        case _:
            return None


def _outcome(appeal: Appeal) -> str:
    return AppealOutcome(appeal.outcome).label if appeal.outcome else ""


def _page(
    appeal: Appeal,
    who: Standing,
    *,
    arranges: bool,
    sits: bool,
    comments: bool,
    at: datetime,
) -> AppealPage:
    notices = sorted(appeal.notices.all(), key=lambda notice: notice.asked_at)
    bundle = bundle_of(appeal, dated=civil_date(at), for_person=False)
    steps = _steps(appeal, who, arranges=arranges, sits=sits, comments=comments, at=at)
    return AppealPage(
        reference=appeal.reference,
        version=appeal.version,
        entry_reference=appeal.entry.reference,
        state_label=AppealState(appeal.state).label,
        is_open=appeal.is_open,
        received_on=appeal.received_on,
        route_label=Route(appeal.route).label,
        grounds=appeal.grounds,
        acknowledge_due_on=appeal.acknowledge_due_on,
        acknowledge_working=tuple(appeal.acknowledge_working),
        acknowledged_at=appeal.acknowledged_at,
        hearing_due_on=appeal.hearing_due_on,
        hearing_working=tuple(appeal.hearing_working),
        hearing_at=appeal.hearing_at,
        hearing_place=appeal.hearing_place,
        bundle=tuple(bundle.sections) if sits else (),
        letters=tuple(notice_line(n) for n in notices) if arranges else (),
        outcome_label=_outcome(appeal),
        changes=tuple(appeal.changes),
        decided_at=appeal.decided_at,
        may=frozenset(steps),
        **_whole(appeal, who, sits=sits, whole=arranges or sits),
    )


def _whole(appeal: Appeal, who: Standing, *, sits: bool, whole: bool) -> dict[str, Any]:
    """What only those who arrange or hear it see; for others it is empty."""
    bundles = sorted(appeal.bundles.all(), key=lambda bundle: bundle.number)
    papers = [PapersLine(number=b.number, made_at=b.made_at) for b in bundles]
    return {
        "person": appeal.entry.subject.name if whole else "",
        "represented_by": appeal.represented_by if whole else "",
        "late_reason": appeal.late_reason if whole else "",
        "reasons": appeal.reasons if whole else "",
        "members": tuple(_members(appeal, who, sits=sits)) if whole else (),
        "comments": tuple(c.text for c in appeal.comments.all()) if whole else (),
        "papers": tuple(papers) if whole else (),
    }


def _members(appeal: Appeal, who: Standing, *, sits: bool) -> Iterator[MemberLine]:
    """A member sees the others' views once their own is given; whoever arranges sees
    only who has given one, until the outcome."""
    found: list[AppealMember] = sorted(
        appeal.members.all(), key=lambda m: m.assigned_at
    )
    own = next((m for m in found if m.member_id == who.user.pk), None)
    knows = not appeal.is_open or (sits and own is not None and bool(own.view))
    for member in found:
        shown = bool(member.view) and (knows or member.member_id == who.user.pk)
        yield MemberLine(
            id=member.member_id,
            name=member.member.full_name,
            has_view=bool(member.view),
            view_label=AppealOutcome(member.view).label if shown else "",
            view_reasons=member.view_reasons if shown else "",
        )


def _steps(
    appeal: Appeal,
    who: Standing,
    *,
    arranges: bool,
    sits: bool,
    comments: bool,
    at: datetime,
) -> Iterator[str]:
    if not appeal.is_open:
        return
    state = AppealState(appeal.state)
    if comments:
        yield "comment"
    if arranges:
        yield from ("assign", "withdraw")
        yield "acknowledge" if state is AppealState.RECEIVED else "set-hearing"
        if state is AppealState.HEARING_SET:
            yield "prepare"
    if sits and appeal.hearing_at is not None and appeal.hearing_at <= at:
        yield "view"
        members = list(appeal.members.all())
        if members and all(member.view for member in members):
            yield "outcome"


def may_sit(user: User, reference: str, *, at: datetime) -> list[tuple[UUID, str]]:
    """Whom this person may name to hear the appeal: panel members who had no part in
    the entry and are not named yet."""
    who = standing_of(user, on=civil_date(at))
    appeal = Appeal.objects.select_related("entry").filter(reference=reference).first()
    if appeal is None or not may_arrange(who, appeal):
        raise NotFound(NO_APPEAL)
    named = set(appeal.members.values_list("member_id", flat=True))
    left_out = named | people_of(appeal.entry)
    members = holders_of(Role.APPEAL_PANEL, civil_date(at)).exclude(pk__in=left_out)
    return list(members.values_list("pk", "full_name"))
