"""What does a member, or the officer who answers, get to read of a request?"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from register.models import Entry, MemberRequest
from register.states import MemberAnswer
from tenants.clocks import civil_date
from tenants.codes import Category, Level, Precaution
from tenants.context import current_organisation
from tenants.packs import Pack


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedPage:
    """A request as somebody may see it. What lies above the level is empty."""

    reference: str
    asked_at: datetime
    member: str
    about: str
    why: str
    is_open: bool
    own: bool
    answer_label: str
    reason: str
    stale: bool
    level: str
    precautions: tuple[Precaution, ...]
    category_label: str
    ring_name: str
    ring_phone: str


def page_of(
    asked: MemberRequest,
    *,
    pack: Pack,
    own: bool,
    stale_after: timedelta,
    at: datetime,
) -> AskedPage:
    """The answer counts for a day and only while the entry itself answers."""
    told = asked.answered_at
    stale = told is not None and at >= told + stale_after
    entry = _answering(asked, at) if own and not stale else None
    level = Level(asked.level) if entry is not None else Level.SEEK_ADVICE
    if entry is not None and entry.processing_restricted:
        level = Level.SEEK_ADVICE
    desk = current_organisation()
    own_ring = entry is not None and level >= Level.PRECAUTIONS and entry.ring_phone
    return AskedPage(
        reference=asked.reference,
        asked_at=asked.asked_at,
        member=asked.member.full_name,
        about=asked.about,
        why=asked.why,
        is_open=not asked.answer,
        own=own,
        answer_label=MemberAnswer(asked.answer).label if asked.answer else "",
        reason=asked.reason,
        stale=stale,
        level=level.value if entry is not None else "",
        precautions=_precautions(entry, level),
        category_label=_category(entry, level, pack),
        ring_name=entry.ring_name if entry and own_ring else desk.duty_name,
        ring_phone=entry.ring_phone if entry and own_ring else desk.duty_phone,
    )


def _answering(asked: MemberRequest, at: datetime) -> Entry | None:
    entry: Entry | None = asked.entry
    if entry is None or not entry.answers_on(civil_date(at), at=at):
        return None
    return entry


def _precautions(entry: Entry | None, level: Level) -> tuple[Precaution, ...]:
    if entry is None or level < Level.PRECAUTIONS:
        return ()
    return tuple(Precaution(code) for code in entry.precautions)


def _category(entry: Entry | None, level: Level, pack: Pack) -> str:
    if entry is None or level < Level.CATEGORY:
        return ""
    return pack.for_panel(entry.panel).label_of(Category(entry.category))
