"""May this entry be shown to whoever asks, how much of it, and why?

Closed by default. Every rule is always asked, so that a refusal gives all of its
reasons; one reason forbids, whatever else would permit; an unknown value or an
error in a rule is a refusal. The rules stand in `partner_rules`, `team_rules` and
`check_rules`; `POLICY.md` is generated from them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from sharing.check_rules import Reason, Rule
from sharing.facts import EntryFacts, Facts, PartnerFacts, ReaderFacts, TeamFacts
from sharing.partner_rules import PARTNER_RULES, SOURCE_RULES
from sharing.team_rules import (
    READER_RULES,
    READER_SOURCE_RULES,
    TEAM_RULES,
    TEAM_SOURCE_RULES,
)
from tenants.codes import Level


RULES: dict[type[EntryFacts], tuple[Rule[Any], ...]] = {
    PartnerFacts: PARTNER_RULES,
    TeamFacts: TEAM_RULES,
    ReaderFacts: READER_RULES,
}
# Whether a source may answer at all, before any entry is looked at.
MAY_ANSWER: dict[type[EntryFacts], tuple[Rule[Any], ...]] = {
    PartnerFacts: SOURCE_RULES,
    TeamFacts: TEAM_SOURCE_RULES,
    ReaderFacts: READER_SOURCE_RULES,
}
# A check never shows more than the summary, and FULL never leaves an organisation.
MOST_IN_A_CHECK = Level.SUMMARY
LIMITS: dict[type[EntryFacts], tuple[str, ...]] = {
    PartnerFacts: (
        "agreement_level",
        "release_level",
        "discloser_level",
        "role_level",
    ),
    TeamFacts: ("team_level", "role_level"),
    ReaderFacts: ("role_level",),
}
UNDECIDABLE: Reason = "This clause could not be decided, so it refuses."


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What the gate says. `permit` follows from the reasons and from nothing else.

    `reasons` maps each rule that refuses to its sentence. `level` is None on a
    refusal. `terms` are what decided: the rules that refused, or, on a permit, every
    rule and then each limit that set the level.
    """

    facts: Facts
    reasons: Mapping[str, Reason] = field(repr=False)
    level: Level | None
    terms: tuple[str, ...]

    @property
    def permit(self) -> bool:
        return not self.reasons


def decide(facts: Facts) -> Decision:
    """Ask every rule of this kind of facts."""
    reasons = judge(RULES[type(facts)], facts)
    if reasons:
        return Decision(facts=facts, reasons=reasons, level=None, terms=tuple(reasons))
    level, limits = _level(facts)
    return Decision(
        facts=facts,
        reasons=reasons,
        level=level,
        terms=_names(RULES[type(facts)]) + limits,
    )


def may_answer(facts: Facts) -> dict[str, Reason]:
    """Why this source may not answer this asker today; empty where it may."""
    return judge(MAY_ANSWER[type(facts)], facts)


def judge(rules: tuple[Rule[Any], ...], facts: EntryFacts) -> dict[str, Reason]:
    """Every rule's reason, in the rules' order. None is skipped, whatever happens."""
    reasons: dict[str, Reason] = {}
    for rule in rules:
        reason = _asked(rule, facts)
        if reason is not None:
            reasons[rule.__name__] = reason
    return reasons


def _asked(rule: Rule[Any], facts: EntryFacts) -> Reason | None:
    try:
        return rule(facts)
    except Exception:
        return UNDECIDABLE


def _level(facts: Facts) -> tuple[Level, tuple[str, ...]]:
    """The least of every limit, and which limits set it."""
    limits = {name: Level(getattr(facts, name)) for name in LIMITS[type(facts)]}
    limits["most_in_a_check"] = MOST_IN_A_CHECK
    if facts.processing_restricted:
        limits["processing_restricted"] = Level.SEEK_ADVICE
    level = Level.minimum(*limits.values())
    return level, tuple(name for name, limit in limits.items() if limit is level)


@cache
def _names(rules: tuple[Rule[Any], ...]) -> tuple[str, ...]:
    return tuple(rule.__name__ for rule in rules)
