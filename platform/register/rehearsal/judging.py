"""How would this one entry stand under another pack?

Pure: frozen facts and packs in, what moves out. A pack in force can shorten a term that
was decided before it, because nothing is kept longer than the policy says; it never
lengthens one, because keeping takes a fresh decision and a letter.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from register.policy.keeping import term_kept
from register.policy.terms import Term, TermFacts, term
from tenants.clocks import say
from tenants.codes import Category, Level, Permission, Role
from tenants.packs import Pack


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingEntry:
    """A live entry as far as a pack has a say in it. No name and no place."""

    reference: str
    panel: str
    category: Category
    incident_dates: Sequence[date]
    decided_on: date
    months: int | None
    kept: bool
    ends_on: date
    review_on: date
    date_of_birth: date | None
    birth_year: int | None
    order_ends_on: date | None
    held_fields: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """What would change for one entry; a pair is before and after, None is no change.

    `seen_by` is role → (level now, level then). `longer_until` says how long a fresh
    decision could keep what this pack by itself does not lengthen.
    """

    reference: str
    term: tuple[date, date] | None
    review: tuple[date, date] | None
    longer_until: date | None
    seen_by: Mapping[Role, tuple[Level, Level]]
    hidden_fields: tuple[str, ...]
    opened_fields: tuple[str, ...]
    not_a_category: bool
    working: tuple[str, ...]

    @property
    def changes(self) -> bool:
        """Whether anything at all is different."""
        return bool(
            self.term
            or self.review
            or self.seen_by
            or self.hidden_fields
            or self.opened_fields
            or self.not_a_category
        )


def moved(entry: StandingEntry, *, now: Pack, then: Pack, from_day: date) -> Moved:
    """What changes for this entry on the day the other pack counts."""
    before, after = now.for_panel(entry.panel), then.for_panel(entry.panel)
    would_be = _term(entry, after)
    ends_on = entry.ends_on
    review_on = entry.review_on
    longer = None
    if would_be is not None:
        ends_on = min(entry.ends_on, max(would_be.ends_on, from_day))
        review_on = min(entry.review_on, max(would_be.review_on, from_day), ends_on)
        longer = _longer(entry, after)
    return Moved(
        reference=entry.reference,
        term=_pair(entry.ends_on, ends_on),
        review=_pair(entry.review_on, review_on),
        longer_until=longer,
        seen_by=levels_moved(before, after),
        hidden_fields=_no_longer(entry, before, after),
        opened_fields=_no_longer(entry, after, before),
        not_a_category=entry.category not in after.categories,
        working=would_be.working if would_be else (),
    )


def _no_longer(entry: StandingEntry, one: Pack, other: Pack) -> tuple[str, ...]:
    """What the entry holds that the one pack allows and the other does not."""
    return tuple(
        sorted(
            name
            for name in entry.held_fields
            if one.may_hold(name) and not other.may_hold(name)
        )
    )


def levels_moved(before: Pack, after: Pack) -> dict[Role, tuple[Level, Level]]:
    """Each role that looks, and how much it sees under the one pack and the other."""
    looking = (
        role
        for role in Role
        if role.permissions & {Permission.CHECK, Permission.READ_REGISTER}
    )
    pairs = {role: (before.level_of(role), after.level_of(role)) for role in looking}
    return {role: pair for role, pair in pairs.items() if pair[0] is not pair[1]}


def _term(
    entry: StandingEntry, pack: Pack, *, months: int | None = None
) -> Term | None:
    """The term under this pack, of the months once decided at most."""
    if not entry.incident_dates or not pack.retention_months[entry.category]:
        return None
    worked_out = term_kept if entry.kept else term
    return worked_out(
        TermFacts(
            category=entry.category,
            incident_dates=entry.incident_dates,
            decided_on=entry.decided_on,
            date_of_birth=entry.date_of_birth,
            birth_year=entry.birth_year,
            order_ends_on=entry.order_ends_on,
            months=months or entry.months,
        ),
        pack=pack,
    )


def _longer(entry: StandingEntry, pack: Pack) -> date | None:
    could = _term(entry, pack, months=pack.retention_months[entry.category])
    return could.ends_on if could and could.ends_on > entry.ends_on else None


def _pair(before: date, after: date) -> tuple[date, date] | None:
    return None if before == after else (before, after)


def in_words(change: Moved) -> list[str]:
    """The change as sentences, for the page and the command."""
    said = []
    if change.term:
        said.append(f"Ends {say(change.term[1])}, not {say(change.term[0])}.")
    if change.review:
        said.append(
            f"Reviewed by {say(change.review[1])}, not {say(change.review[0])}."
        )
    if change.longer_until:
        said.append(f"A fresh decision could keep it until {say(change.longer_until)}.")
    if change.not_a_category:
        said.append("The register no longer has its kind of risk.")
    if change.hidden_fields:
        names = ", ".join(name.replace("_", " ") for name in change.hidden_fields)
        said.append(f"No longer held or shown: {names}.")
    if change.opened_fields:
        names = ", ".join(name.replace("_", " ") for name in change.opened_fields)
        said.append(f"Shown again: {names}.")
    return said
