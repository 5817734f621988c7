"""Which entry may this person see, and how much of it?"""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from datetime import datetime
from math import ceil
from uuid import UUID

from django.db.models import QuerySet

from accounts.models import Team, User
from register.facts import ReportContent
from register.models import Decision, Entry, Notice
from register.permissions import Standing, standing_of
from register.queries import projection
from register.queries.contents import content_of
from register.queries.details import (
    decision_shown,
    notice_lines,
    replies_of,
    timeline_of,
)
from register.queries.erasure import erased_on, is_hidden, not_hidden
from register.queries.overlays import overlays_of
from register.refusals import NotFound, NotPermitted
from register.shown import EntryLine, EntryList, EntryPage
from register.states import LIVE_STATES, EntryState
from tenants.clocks import civil_date
from tenants.codes import (
    ELIGIBLE_MODES,
    Level,
    Permission,
)
from tenants.context import current_organisation
from tenants.packs import Pack
from tenants.packs.choices import IndexVisible
from tenants.queries import current_pack


PAGE = 25
RUNS_THE_REGISTER = frozenset(
    {Permission.REVIEW_REGISTER, Permission.SHARE, Permission.RIGHTS}
)


def entry_for(user: User, reference: str, *, at: datetime) -> EntryPage:
    """The entry at this person's level, or NotFound.

    The page that shows it goes through `looks.open_entry`, which records it.
    """
    who = standing_of(user, on=civil_date(at))
    pack = current_pack(current_organisation(), civil_date(at))
    entry = whole().filter(reference=reference).first()
    level = None if entry is None else level_for(who, entry, pack, at=at)
    if entry is None or level is None or is_hidden(entry, on=civil_date(at)):
        raise NotFound("There is no such entry.")
    return page_of(entry, level=level, pack=pack, at=at)


def level_for(who: Standing, entry: Entry, pack: Pack, *, at: datetime) -> Level | None:
    """The least of all limits, or None for somebody who may not open it at all.

    The register's readers see any entry at their role's level; a member of a team
    that the decision chose sees a live one, never in FULL.
    """
    rules = pack.for_panel(entry.panel)
    most = Level.maximum(rules.level_of(role) for role in who.roles)
    limits = [most]
    if entry.processing_restricted:
        limits.append(Level.SEEK_ADVICE)
    if Permission.READ_REGISTER in who.permissions:
        return Level.minimum(*limits)
    teams = _teams_chosen(who, entry)
    answers = entry.answers_on(civil_date(at), at=at)
    if not teams or not answers or Permission.CHECK not in who.permissions:
        return None
    named = [rules.team_limits[name] for name in teams if name in rules.team_limits]
    return Level.minimum(*limits, Level.SUMMARY, *named)


def entries_for(
    user: User,
    *,
    at: datetime,
    state: str | None = None,
    category: str | None = None,
    page: int = 1,
) -> EntryList:
    """One page of the register's list, for those who run it."""
    who = standing_of(user, on=civil_date(at))
    pack = current_pack(current_organisation(), civil_date(at))
    NotPermitted.if_any(against_listing(who, pack))
    found = Entry.objects.select_related("subject", "decision__decider")
    found = found.filter(not_hidden(on=civil_date(at)))
    if state:
        found = found.filter(state=state)
    if category:
        found = found.filter(category=category)
    total = found.count()
    first = (page - 1) * PAGE
    rows = found.order_by("review_on", "reference")[first : first + PAGE]
    return EntryList(
        rows=tuple(line_of(entry, who, pack) for entry in rows),
        total=total,
        page=page,
        pages=max(1, ceil(total / PAGE)),
    )


def against_listing(who: Standing, pack: Pack) -> Iterator[str]:
    """Reading one entry is not reading the list: the pack says who may (`index`)."""
    if Permission.READ_REGISTER not in who.permissions:
        yield "Your role does not read the register."
    elif not shows_list(who.permissions, pack):
        yield "This register shows no list: open the entry you need by its reference."


def shows_list(permissions: AbstractSet[Permission], pack: Pack) -> bool:
    """Whether the pack lets somebody who reads the register see its list."""
    if pack.index_visible is IndexVisible.CASE_LEVEL_ONLY:
        return False
    runs = bool(permissions & RUNS_THE_REGISTER)
    return runs or pack.index_visible is not IndexVisible.NO


def entry_id_for(user: User, reference: str, *, at: datetime) -> UUID:
    """The id behind a reference, for whoever may open the entry."""
    return entry_for(user, reference, at=at).id


def notice_for(user: User, reference: str, notice_id: UUID, *, at: datetime) -> Notice:
    """A letter of an entry that this person sees in full, or NotFound."""
    page = entry_for(user, reference, at=at)
    notice = (
        Notice.objects.select_related("document", "entry")
        .filter(pk=notice_id, entry_id=page.id, document__isnull=False)
        .first()
    )
    if page.level is not Level.FULL or notice is None:
        raise NotFound("There is no such letter.")
    return notice


def whole() -> QuerySet[Entry]:
    """Entries with all that a page shows, in a fixed number of statements."""
    return Entry.objects.select_related(
        "subject", "decision__decider", "decision__report", "entered_by"
    ).prefetch_related(
        "notices",
        "changes__by",
        "replies",
        "appeals",
        "reports__subject",
        "reports__incidents__statements",
    )


def page_of(entry: Entry, *, level: Level, pack: Pack, at: datetime) -> EntryPage:
    full = level >= Level.FULL
    rules = pack.for_panel(entry.panel)
    decision: Decision | None = entry.decision
    return EntryPage(
        id=entry.pk,
        reference=entry.reference,
        version=entry.version,
        state=entry.state,
        state_label=EntryState(entry.state).label,
        is_live=entry.state in LIVE_STATES,
        answers_now=entry.answers_on(civil_date(at), at=at),
        level=level,
        overlays=overlays_of(entry, level=level),
        display=projection.display(entry, level, rules),
        place=projection.place(entry, level, rules),
        precautions=projection.precautions(entry, level),
        category=entry.category if level >= Level.CATEGORY else "",
        category_label=projection.category(entry, level, rules),
        category_text=entry.category_text if level >= Level.CATEGORY else "",
        panel=entry.panel if level >= Level.CATEGORY else "",
        summary=projection.summary(entry, level, rules),
        ring_name=entry.ring_name or current_organisation().duty_name,
        ring_phone=entry.ring_phone or current_organisation().duty_phone,
        starts_on=entry.starts_on,
        review_on=entry.review_on,
        ends_on=entry.ends_on,
        order_ends_on=entry.order_ends_on if full else None,
        erased_on=erased_on(entry) if full and entry.ended_at else None,
        end_reason=entry.end_reason if full else "",
        notices=notice_lines(entry) if full else (),
        timeline=tuple(timeline_of(entry)) if full else (),
        decision=decision_shown(decision) if full and decision else None,
        contents=_contents(entry) if full else (),
        replies=replies_of(entry) if full else (),
        not_told=entry.not_told and full and entry.state in LIVE_STATES,
    )


def line_of(entry: Entry, who: Standing, pack: Pack) -> EntryLine:
    """One row of a list: whom it is about only where the level allows."""
    rules = pack.for_panel(entry.panel)
    level = Level.maximum(rules.level_of(role) for role in who.roles)
    shown = Level.minimum(
        level, Level.SEEK_ADVICE if entry.processing_restricted else Level.FULL
    )
    decider = entry.decision.decider.full_name if entry.decision else ""
    return EntryLine(
        reference=entry.reference,
        state=entry.state,
        state_label=EntryState(entry.state).label,
        category_label=projection.category(entry, shown, rules),
        display=projection.display(entry, shown, rules),
        review_on=entry.review_on,
        ends_on=entry.ends_on,
        owner=decider,
    )


def _contents(entry: Entry) -> tuple[ReportContent, ...]:
    found = (content_of(report) for report in entry.reports.all())
    return tuple(content for content in found if content is not None)


def _teams_chosen(who: Standing, entry: Entry) -> list[str]:
    """The names of this person's teams that see the entry now."""
    if not entry.audience:
        return []
    chosen = [audience["team_id"] for audience in entry.audience]
    teams = Team.objects.filter(
        pk__in=chosen,
        active=True,
        contact_mode__in=[mode.value for mode in ELIGIBLE_MODES],
        members=who.user,
    )
    return list(teams.values_list("name", flat=True))
