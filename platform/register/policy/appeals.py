"""May this appeal be taken in, heard and decided in this way?

Each function gives every reason against; none means it may be done. Who may do it is
`register.permissions`.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime

from register.appeal_states import EFFECTS, AppealEffect, AppealOutcome
from register.policy.contents import SUMMARY_MAX
from tenants.clocks import civil_date, say
from tenants.codes import Category, Precaution
from tenants.packs import Pack


# These say more than a kind of risk: an order's end, or words of their own.
NEEDS_MORE = frozenset({Category.ORDER, Category.OTHER, Category.CONTACT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """An appeal as it reached us. `window_ends_on` is the last day of the pack's
    window, None where no letter has told the person of a decision."""

    grounds: str
    received_on: date
    decided_on: date
    window_ends_on: date | None
    late_reason: str
    has_open_appeal: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryChange:
    """What a panel changes of an entry. None leaves a thing as it is."""

    ends_on: date | None = None
    category: Category | None = None
    precautions: tuple[Precaution, ...] | None = None
    summary: str | None = None

    @property
    def changes_nothing(self) -> bool:
        return all(getattr(self, field.name) is None for field in fields(self))


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The entry as it stands when the panel decides."""

    ends_on: date
    is_live: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a panel found, and all that it is judged on. No defaults."""

    outcome: AppealOutcome
    effect: AppealEffect
    reasons: str
    change: EntryChange
    entry: Standing
    views: Sequence[AppealOutcome | None]
    hearing_at: datetime | None
    at: datetime
    pack: Pack


def against_receiving(facts: Received, *, today: date) -> Iterator[str]:
    """An appeal comes after the decision and, unless there is a reason, in time."""
    if not facts.grounds.strip():
        yield "Write down what the person says, in their own words."
    if facts.received_on > today:
        yield "The day the appeal reached us cannot be in the future."
    if facts.received_on < facts.decided_on:
        yield f"The appeal cannot be earlier than the decision, {say(facts.decided_on)}."
    if facts.has_open_appeal:
        yield "An appeal against this entry is open already. Add to that one."
    ended = facts.window_ends_on
    if ended and facts.received_on > ended and not facts.late_reason.strip():
        yield (
            f"The time to appeal ended on {say(ended)}. Say why it is heard all the "
            "same, or tell the person that it came too late."
        )


def against_hearing_at(
    hearing_at: datetime, place: str, *, at: datetime
) -> Iterator[str]:
    """A hearing is to come, and somewhere."""
    if hearing_at <= at:
        yield "The hearing must be in the future."
    if not place.strip():
        yield "Say where the hearing is, or how the person joins it."


def against_finding(facts: Finding) -> Iterator[str]:
    """The panel has met, every member has a view, and the outcome fits both."""
    if facts.hearing_at is None or facts.hearing_at > facts.at:
        yield "The hearing has not been held yet."
    if not facts.reasons.strip():
        yield "Say why the panel decided so."
    yield from _against_views(facts)
    if facts.effect not in EFFECTS[facts.outcome]:
        labels = " or ".join(sorted(f"“{e.label}”" for e in EFFECTS[facts.outcome]))
        yield f"With the outcome “{facts.outcome.label}” choose {labels}."
    if facts.effect is AppealEffect.CHANGE:
        yield from _against_change(facts)


def _against_views(facts: Finding) -> Iterator[str]:
    given = [view for view in facts.views if view is not None]
    missing = len(facts.views) - len(given)
    if not facts.views:
        yield "Nobody has been named to hear this appeal."
    elif missing:
        members = "member has" if missing == 1 else "members have"
        yield f"{missing} {members} not given a view yet."
    else:
        counted = Counter(given)
        if counted[facts.outcome] < max(counted.values()):
            yield f"Most of the panel did not find “{facts.outcome.label}”."


def _against_change(facts: Finding) -> Iterator[str]:
    change, entry, pack = facts.change, facts.entry, facts.pack
    if not entry.is_live:
        yield "The entry has ended, so there is nothing to change. Remove it instead."
    if change.changes_nothing:
        yield "Say what is changed: the end, the kind of risk, what staff do, or the facts."
    if change.ends_on and change.ends_on >= entry.ends_on:
        yield f"A panel may only shorten the entry: it ends on {say(entry.ends_on)}."
    if change.ends_on and change.ends_on <= civil_date(facts.at):
        yield "A new end must be in the future. To end it today, remove the entry."
    yield from _against_codes(change, pack)
    if change.summary and len(change.summary) > SUMMARY_MAX:
        yield f"The facts may have {SUMMARY_MAX} characters at most."


def _against_codes(change: EntryChange, pack: Pack) -> Iterator[str]:
    if change.category and change.category not in pack.categories:
        yield f"This register has no category “{change.category.label}”."
    if change.category in NEEDS_MORE:
        yield f"“{change.category.label}” needs a new decision, not a change on appeal."
    if change.precautions is not None and not change.precautions:
        yield "Choose at least one precaution, or remove the entry."
    for precaution in change.precautions or ():
        if precaution not in pack.precautions:
            yield f"This register has no precaution “{precaution.label}”."
