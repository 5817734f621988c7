"""Is the person asking fit to ask, and is the entry fit to answer?

These rules hold for an organisation's own people and for a partner's alike. Each
reads its own fields and today's date, and nothing another rule reads.
"""

from collections.abc import Callable, Collection
from datetime import date
from enum import StrEnum
from typing import Protocol

from sharing.authorities import Authority
from sharing.facts import AskerKind, EntryFacts
from tenants.codes import Level, Permission, Role


type Reason = str

ACTIVE = "ACTIVE"
CHECK_SCOPE = "check"
CHECKERS = frozenset(role for role in Role if Permission.CHECK in role.permissions)
LIVE_STATES = frozenset({"ACTIVE", "UNDER_REVIEW"})
PROVISIONAL = "PROVISIONAL"


class Rule[F](Protocol):
    """A clause that must be true: the reason it is not, or None."""

    __name__: str
    authority: Authority

    def __call__(self, facts: F, /) -> Reason | None: ...


def on_authority[F](
    authority: Authority,
) -> Callable[[Callable[[F], Reason | None]], Rule[F]]:
    """Name the authority a rule rests on."""

    def cite(rule: Callable[[F], Reason | None]) -> Rule[F]:
        rule.authority = authority  # type: ignore[attr-defined]
        return rule  # type: ignore[return-value]

    return cite


def in_words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def agreed(code: str | None, codes: Collection[str], known: type[StrEnum]) -> bool:
    """Whether a code is among those agreed, all of which are known."""
    return code in codes and all(item in known for item in codes)


@on_authority(Authority.LAWFULNESS)
def asking_organisation_is_active(facts: EntryFacts) -> Reason | None:
    """Only an organisation that is open on the service may ask."""
    if facts.asking_status != ACTIVE:
        return "The organisation that asks is not active."
    return None


@on_authority(Authority.SECURITY)
def everyone_judged_may_check(facts: EntryFacts) -> Reason | None:
    """The asker, a client's responsible person and any officer it names hold a role
    that may check."""
    if not facts.judged_roles:
        return "Nobody answers for this check."
    if not CHECKERS.issuperset(facts.judged_roles):
        return "The role of the person asking does not include checks."
    return None


@on_authority(Authority.SECURITY)
def everyone_judged_is_briefed(facts: EntryFacts) -> Reason | None:
    """Nobody has access before a briefing, nor after it has run out."""
    if not facts.judged_briefings:
        return "Nobody answers for this check."
    for briefing_ends_on in facts.judged_briefings:
        if briefing_ends_on is None:
            return "The person asking has not been briefed."
        if briefing_ends_on < facts.today:
            return f"The briefing ran out on {in_words(briefing_ends_on)}."
    return None


@on_authority(Authority.SECURITY)
def asker_has_proved_who_they_are(facts: EntryFacts) -> Reason | None:
    """A person has used a second factor; a client holds the scope for checks."""
    if facts.asker_kind == AskerKind.PERSON:
        if facts.second_factor is not True:
            return "The person asking has not used a second factor."
        return None
    if facts.asker_kind == AskerKind.CLIENT:
        if CHECK_SCOPE not in facts.scopes:
            return "The client that asks does not hold the scope for checks."
        return None
    return "It is not known who asks."


@on_authority(Authority.LAWFULNESS)
def register_organisation_is_active(facts: EntryFacts) -> Reason | None:
    """Only the register of an organisation that is open on the service answers."""
    if facts.register_status != ACTIVE:
        return "The organisation that keeps the entry is not active."
    return None


@on_authority(Authority.ACCURACY)
def register_is_not_suspended(facts: EntryFacts) -> Reason | None:
    """A register its organisation has suspended answers nobody."""
    if facts.register_suspended is not False:
        return "The register that keeps the entry is suspended."
    return None


@on_authority(Authority.ACCURACY)
def entry_is_live(facts: EntryFacts) -> Reason | None:
    """Only a live entry answers: active, under review, or provisional in its hours."""
    if facts.entry_state in LIVE_STATES:
        return None
    if facts.entry_state == PROVISIONAL and facts.provisional_open is True:
        return None
    return "The entry is not live."


@on_authority(Authority.STORAGE_LIMITATION)
def entry_is_within_its_term(facts: EntryFacts) -> Reason | None:
    """An entry answers from its first day until the day before its end date."""
    if facts.entry_starts_on is None or facts.entry_ends_on is None:
        return "The entry has no term."
    if facts.today < facts.entry_starts_on:
        return f"The entry starts on {in_words(facts.entry_starts_on)}."
    if facts.today >= facts.entry_ends_on:
        return f"The entry ended on {in_words(facts.entry_ends_on)}."
    return None


@on_authority(Authority.RESTRICTION)
def restriction_is_known(facts: EntryFacts) -> Reason | None:
    """Whether processing is restricted decides how much is shown, so it is known."""
    if not isinstance(facts.processing_restricted, bool):
        return "It is not known whether processing of the entry is restricted."
    return None


@on_authority(Authority.MINIMISATION)
def role_limit_is_known(facts: EntryFacts) -> Reason | None:
    """The policy pack of the asker's organisation says how much the role may see."""
    if facts.role_level not in Level:
        return "It is not known how much this role may see."
    return None


# Whoever asks, of whatever source.
ASKER_RULES: tuple[Rule[EntryFacts], ...] = (
    asking_organisation_is_active,
    everyone_judged_may_check,
    everyone_judged_is_briefed,
    asker_has_proved_who_they_are,
    role_limit_is_known,
)
# Whichever register is asked.
REGISTER_RULES: tuple[Rule[EntryFacts], ...] = (
    register_organisation_is_active,
    register_is_not_suspended,
)
# Whichever entry it is.
ENTRY_RULES: tuple[Rule[EntryFacts], ...] = (
    entry_is_live,
    entry_is_within_its_term,
    restriction_is_known,
)
CHECK_RULES = ASKER_RULES + REGISTER_RULES + ENTRY_RULES
