"""Which appeals are there against an entry, and what do they bar?"""

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID

from accounts.queries import pack
from register.appeal_states import OPEN_APPEALS
from register.models import Appeal, Entry, Notice, Part
from register.permissions import Standing, against_arranging
from register.states import NoticeKind
from tenants.clocks import civil_date, say


# The letters that tell of a decision, so that the time to appeal begins with each.
APPEALABLE = (
    NoticeKind.ADDED,
    NoticeKind.KEPT,
    NoticeKind.CHANGED,
    NoticeKind.REMOVED,
)


def people_of(entry: Entry) -> set[UUID]:
    """Everybody who reported or countersigned what the entry rests on, or has ever
    decided about it: approved, kept, corrected, removed it."""
    acted = Part.objects.filter(entry=entry, acted_by__isnull=False)
    return set(acted.values_list("acted_by", flat=True))


def open_appeal(entry: Entry) -> Appeal | None:
    return Appeal.objects.filter(entry=entry, state__in=sorted(OPEN_APPEALS)).first()


def window_ends_on(entry: Entry) -> date | None:
    """The last day to appeal: the pack's days after the last letter that told of a
    decision. None where no letter has been made."""
    last = (
        Notice.objects.filter(entry=entry, kind__in=APPEALABLE, made_at__isnull=False)
        .order_by("made_at")
        .last()
    )
    if last is None or last.made_at is None:
        return None
    return civil_date(last.made_at) + timedelta(days=pack().appeal.days)


def why_not_erased(entry: Entry, *, on: date) -> list[str]:
    """Why the entry's appeals bar its erasure on that day; empty where none does."""
    return list(_bars(entry, on))


def _bars(entry: Entry, on: date) -> Iterator[str]:
    pending = open_appeal(entry)
    if pending is not None:
        yield f"Appeal {pending.reference} is open."
    ends = window_ends_on(entry)
    if ends is not None and on <= ends:
        yield f"The time to appeal has not passed: it ends on {say(ends)}."


def may_arrange(who: Standing, appeal: Appeal) -> bool:
    """Holds the permission, and had no part in the entry."""
    return not list(against_arranging(who, people_of(appeal.entry)))
