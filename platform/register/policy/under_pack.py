"""Does this decision keep to the organisation's own rules?

What the law and the policy ask of every register is in `decisions`; here is what this
register's pack adds. Every rule is always asked.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from register.facts import Criteria, ReportContent, Ruling
from register.states import Origin, Outcome
from tenants.packs import Pack
from tenants.packs.choices import Presence


# What a ruling may say over again of the pack's fields.
RULED_FIELDS = ("summary", "ring_name", "ring_phone")


@dataclass(frozen=True, slots=True, kw_only=True)
class PackFacts:
    """What the pack's own rules are asked of. `register` is the whole register's pack,
    `pack` the panel's where the report is for one."""

    outcome: Outcome
    origin: Origin
    content: ReportContent
    criteria: Criteria
    ruling: Ruling | None
    register: Pack
    pack: Pack

    @property
    def approves(self) -> bool:
        return self.outcome is Outcome.APPROVE

    @property
    def is_new(self) -> bool:
        """An old register may not have kept what this one asks."""
        return self.origin is not Origin.IMPORT


type Rule = Callable[[PackFacts], Iterator[str]]


def register_is_in_use(facts: PackFacts) -> Iterator[str]:
    """No entry is made on a suspended register."""
    suspended = facts.pack.suspended
    if facts.approves and suspended is not None:
        yield f"The register is suspended. {suspended.reason} Instead: " + (
            suspended.fallback
        )


def panel_is_named(facts: PackFacts) -> Iterator[str]:
    """Where a register has panels, each case is one panel's."""
    asked = facts.approves and facts.register.panels and facts.is_new
    if asked and not facts.content.panel:
        yield "Say which panel this is for."


def a_threshold_is_met(facts: PackFacts) -> Iterator[str]:
    """An entry is made because something the pack lists was done."""
    pack, criteria = facts.pack, facts.criteria
    listed = pack.thresholds or pack.compulsory or pack.discretionary
    met = facts.content.criteria_met or criteria.compulsory or criteria.discretionary
    if facts.approves and facts.is_new and listed and not met:
        yield "Say which of this register's thresholds or criteria is met."


def compulsory_makes_an_entry(facts: PackFacts) -> Iterator[str]:
    """What the pack calls compulsory leaves no choice."""
    if facts.approves:
        return
    for text in facts.criteria.compulsory:
        yield (
            f"“{text}” makes an entry compulsory here. Approve, or do not say that it "
            "is met."
        )


def risk_is_rated(facts: PackFacts) -> Iterator[str]:
    """Where the pack has ratings, a new entry has one."""
    asked = facts.approves and facts.is_new and facts.pack.risk_rating
    if asked and not facts.content.risk_rating:
        yield f"Rate the risk: {', '.join(facts.pack.risk_rating)}."


def others_were_consulted(facts: PackFacts) -> Iterator[str]:
    """Whoever the pack has the decider consult was consulted, and that is written."""
    if not facts.approves or facts.ruling is None:
        return
    for role in facts.pack.decider_consults:
        if role.value not in facts.ruling.consulted:
            yield f"Consult the {role.label.lower()} first, and say that you did."


def ruling_holds_what_the_pack_holds(facts: PackFacts) -> Iterator[str]:
    """What is ruled keeps to the fields the register requires and forbids."""
    if not facts.approves or facts.ruling is None:
        return
    for name in RULED_FIELDS:
        words = name.replace("_", " ")
        given = getattr(facts.ruling, name) or getattr(facts.content, name)
        presence = facts.pack.presence_of(name)
        if presence is Presence.REQUIRED and not given:
            yield f"Give the {words}."
        if presence is Presence.FORBIDDEN and given:
            yield f"This register does not hold the {words}. Remove it."


RULES: tuple[Rule, ...] = (
    register_is_in_use,
    panel_is_named,
    a_threshold_is_met,
    compulsory_makes_an_entry,
    risk_is_rated,
    others_were_consulted,
    ruling_holds_what_the_pack_holds,
)


def reasons_against(facts: PackFacts) -> list[str]:
    """Every reason the pack gives against deciding so."""
    return [reason for rule in RULES for reason in rule(facts)]
