"""What is known, at this moment, about one question of who may see what?

Facts are gathered once, frozen, then judged by `sharing.policy`. No field has a
default: a fact that was forgotten is a TypeError, never a release. `None` and an
empty collection mean "there is none, or nobody knows", and are refused alike.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Any


type Recorded = str | bool | int | list[Recorded] | None


class AskerKind(StrEnum):
    PERSON = "PERSON"
    CLIENT = "CLIENT"


class AgreementState(StrEnum):
    """One version of an agreement. `sharing.states` says which may follow which."""

    DRAFT = "DRAFT"
    OFFERED = "OFFERED"
    ACCEPTED = "ACCEPTED"
    INDEMNIFIED = "INDEMNIFIED"
    IN_FORCE = "IN_FORCE"
    SUSPENDED = "SUSPENDED"
    SUPERSEDED = "SUPERSEDED"
    EXPIRED = "EXPIRED"
    TERMINATED = "TERMINATED"
    REFUSED = "REFUSED"
    WITHDRAWN = "WITHDRAWN"


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryFacts:
    """Whoever asks, and the entry itself: what every question rests on.

    `judged_*` hold one item a person who answers for the check: the asker, or a
    client's responsible person, and the officer a client names.
    """

    today: date
    asking_status: str | None
    judged_roles: tuple[str | None, ...]
    judged_briefings: tuple[date | None, ...]
    asker_kind: str | None
    second_factor: bool | None
    scopes: frozenset[str]
    register_status: str | None
    register_suspended: bool | None
    entry_state: str | None
    provisional_open: bool | None
    entry_starts_on: date | None
    entry_ends_on: date | None
    role_level: str | None
    processing_restricted: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderFacts(EntryFacts):
    """An organisation's own entry, and a role that may read them all."""

    reads_register: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamFacts(EntryFacts):
    """An organisation's own entry, and one of its own teams."""

    team_mode: str | None
    team_reason: str
    team_withdrawn: bool | None
    team_level: str | None
    teams_that_meet_the_public: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerFacts(EntryFacts):
    """An entry of one organisation, an agreement, and somebody at the recipient."""

    agreement_state: str | None
    agreement_starts_on: date | None
    agreement_ends_on: date | None
    document_hash: str | None
    indemnity_hash: str | None
    indemnity_heads: frozenset[str]
    cover_ends_on: date | None
    policy_undertaking: bool | None
    asked_activity: str | None
    agreed_activities: frozenset[str]
    attestation_approver: str | None
    attestation_starts_on: date | None
    attestation_ends_on: date | None
    attested_mode: str | None
    attested_activity: str | None
    discloser_excludes: frozenset[str]
    purpose: str | None
    agreed_purposes: frozenset[str]
    entry_category: str | None
    agreed_categories: frozenset[str]
    entry_shareable: bool | None
    in_portfolio: bool | None
    release_role: str | None
    release_withdrawn: bool | None
    agreement_level: str | None
    release_level: str | None
    discloser_level: str | None


type Facts = PartnerFacts | TeamFacts | ReaderFacts


def as_record(facts: EntryFacts) -> dict[str, Recorded]:
    """The facts as JSON keeps them: dates as ISO text, sets as sorted lists."""
    return {
        field.name: _recorded(getattr(facts, field.name)) for field in fields(facts)
    }


def _recorded(value: object) -> Recorded:
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, frozenset):
        return [*sorted(str(item) for item in value)]
    if isinstance(value, Iterable):
        return [_recorded(item) for item in value]
    raise TypeError(f"A fact of type {type(value).__name__} cannot be recorded.")


class Unreadable(ValueError):
    """A record that these facts cannot be made from; the text says why."""


def from_record[F: EntryFacts](kind: type[F], record: Mapping[str, Any]) -> F:
    """The facts as they were recorded.

    Raises:
        Unreadable: the record lacks a fact that the rules ask for now, or holds one
            that they know nothing of, or a day that is none.
    """
    names = [field.name for field in fields(kind)]
    missing = sorted(set(names) - set(record))
    unknown = sorted(set(record) - set(names))
    if missing:
        raise Unreadable(f"It was not recorded then: {_listed(missing)}.")
    if unknown:
        raise Unreadable(f"The rules no longer ask for: {_listed(unknown)}.")
    try:
        read: dict[str, Any] = {name: _read(name, record[name]) for name in names}
        return kind(**read)
    except ValueError as error:
        raise Unreadable(f"A fact cannot be read: {error}.") from error


def _listed(names: Iterable[str]) -> str:
    return ", ".join(name.replace("_", " ") for name in names)


SETS = frozenset(
    {
        "scopes",
        "indemnity_heads",
        "agreed_activities",
        "discloser_excludes",
        "agreed_purposes",
        "agreed_categories",
    }
)


def _read(name: str, value: Recorded) -> object:
    if isinstance(value, list):
        items = (_read(name, item) for item in value)
        return frozenset(items) if name in SETS else tuple(items)
    if isinstance(value, str) and (name.endswith("_on") or name in DAYS):
        return date.fromisoformat(value)
    return value


DAYS = frozenset({"today", "judged_briefings"})
