"""May this report be decided in this way?

RULES is the whole of it. Every rule is always asked, so a refusal gives all its
reasons. Who may decide is `register.permissions`.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from register.facts import (
    CRITERIA,
    NOT_APPLICABLE,
    NOT_KNOWN,
    Answer,
    Audience,
    Criteria,
    Ruling,
    StatementFacts,
    Tell,
)
from register.policy.contents import SUMMARY_MAX
from register.policy.terms import Term
from register.states import Origin, Outcome
from tenants.clocks import say
from tenants.codes import Category, Role, StatementKind
from tenants.packs import Pack


ADULT = 18


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionFacts:
    """Everything a decision is judged on. No defaults: a forgotten fact is an error.

    `ruling`, `tell` and `term` are None where the outcome makes no entry; `age` is in
    whole years on the day, None where no date of birth is known.
    """

    outcome: Outcome
    origin: Origin
    bulk: bool
    has_evidence: bool
    statements: Sequence[StatementFacts]
    criteria: Criteria
    proportionality: str
    audience: Sequence[Audience]
    ruling: Ruling | None
    tell: Tell | None
    term: Term | None
    decider_roles: frozenset[Role]
    age: int | None
    pack: Pack


type Rule = Callable[[DecisionFacts], Iterator[str]]


def rests_on_fact(statements: Sequence[StatementFacts]) -> bool:
    """At least one statement is more than uncorroborated hearsay."""
    return any(not statement.is_hearsay for statement in statements)


def rests_on_told_alone(statements: Sequence[StatementFacts]) -> bool:
    """Nothing but what others told, corroborated or not."""
    return all(statement.kind is StatementKind.TOLD for statement in statements)


def entry_rests_on_fact(facts: DecisionFacts) -> Iterator[str]:
    """An entry rests on fact, not hearsay: the policy's second part."""
    if facts.outcome is Outcome.APPROVE and not rests_on_fact(facts.statements):
        yield (
            "Every statement is uncorroborated hearsay. An entry must rest on "
            "something seen, inferred from what was seen, or corroborated."
        )


def evidence_is_there(facts: DecisionFacts) -> Iterator[str]:
    """Where the pack asks for evidence, a report without it is not approved."""
    needed = facts.outcome is Outcome.APPROVE and facts.pack.evidence_required
    if needed and not facts.has_evidence:
        yield "This register needs evidence: add a picture to the report first."


def bulk_is_not_on_told_alone(facts: DecisionFacts) -> Iterator[str]:
    """What others told is weighed one by one, never many at once."""
    approve = facts.outcome is Outcome.APPROVE
    if approve and facts.bulk and rests_on_told_alone(facts.statements):
        yield (
            "This rests only on what others said, so it cannot be approved together "
            "with others. Open it and decide it by itself."
        )


def every_criterion_is_recorded(facts: DecisionFacts) -> Iterator[str]:
    """The policy's third part: every factor is considered and written down."""
    imported = facts.origin is Origin.IMPORT
    for name, words in CRITERIA.items():
        answer = getattr(facts.criteria, name).strip()
        if not answer:
            yield f"Record this: {words.lower()}."
        elif answer == NOT_KNOWN and not imported:
            yield (
                f"“{NOT_KNOWN}” is only for what came from an old register. "
                f"Record this: {words.lower()}."
            )


def animal_is_answered_for(facts: DecisionFacts) -> Iterator[str]:
    """For an animal, whether it is still there is a factor of its own."""
    about_animal = facts.ruling and facts.ruling.category is Category.ANIMAL
    if about_animal and facts.criteria.animal_still_there.strip() == NOT_APPLICABLE:
        yield "This entry is about an animal. Say whether it is still there."


def the_young_are_known(facts: DecisionFacts) -> Iterator[str]:
    """Whether they are under 18 is what their date of birth says, where there is one."""
    said = facts.criteria.under_18
    if facts.age is None or (
        said is Answer.NOT_KNOWN and facts.origin is Origin.IMPORT
    ):
        return
    if said is not (Answer.YES if facts.age < ADULT else Answer.NO):
        yield (
            f"By their date of birth they are {facts.age}. Answer again whether they "
            f"are under {ADULT}."
        )


def criteria_are_the_packs(facts: DecisionFacts) -> Iterator[str]:
    """Compulsory and discretionary criteria are those the pack lists."""
    for kind in ("compulsory", "discretionary"):
        for text in getattr(facts.criteria, kind):
            if text not in getattr(facts.pack, kind):
                yield f"“{text}” is not one of this register's {kind} criteria."


def reasons_are_given(facts: DecisionFacts) -> Iterator[str]:
    """Proportionality is reasoned for every outcome."""
    if not facts.proportionality.strip():
        yield "Say why this is proportionate."


def audience_has_reasons(facts: DecisionFacts) -> Iterator[str]:
    """Who is to see it, and why: need to know, team by team (*Clift*)."""
    teams = [audience.team_id for audience in facts.audience]
    if len(set(teams)) != len(teams):
        yield "One team is chosen twice."
    if any(not audience.reason.strip() for audience in facts.audience):
        yield "Say for each team why it needs to see this entry."


def monitoring_is_offered(facts: DecisionFacts) -> Iterator[str]:
    """The pack says whether a report may be monitored without an entry."""
    if facts.outcome is Outcome.MONITOR and not facts.pack.monitor_outcome:
        yield "This register has no monitoring. Approve or decline."


def ruling_is_complete(facts: DecisionFacts) -> Iterator[str]:
    """An approval says what kind of risk, what to do, and for how long."""
    if facts.outcome is not Outcome.APPROVE:
        return
    if facts.ruling is None or facts.term is None or facts.tell is None:
        yield "An approval needs its category, precautions, term and letter decided."
        return
    yield from codes_and_words(facts.ruling, facts.pack)


def codes_and_words(ruling: Ruling, pack: Pack) -> Iterator[str]:
    """What any entry of this register may say, whether decided or corrected."""
    yield from _codes(ruling, pack)
    yield from _words_and_months(ruling, pack)


def _codes(ruling: Ruling, pack: Pack) -> Iterator[str]:
    if ruling.category not in pack.categories:
        yield f"This register has no category {ruling.category}."
    if not ruling.precautions:
        yield "Choose at least one precaution: what must a worker do?"
    for precaution in ruling.precautions:
        if precaution not in pack.precautions:
            yield f"This register has no precaution “{precaution.label}”."


def _words_and_months(ruling: Ruling, pack: Pack) -> Iterator[str]:
    if ruling.category is Category.OTHER and not ruling.category_text.strip():
        yield "Say in words what kind of risk “other” is."
    if ruling.category is Category.ORDER and ruling.order_ends_on is None:
        yield "Say when the court order ends."
    if len(ruling.summary) > SUMMARY_MAX:
        yield f"The summary may have {SUMMARY_MAX} characters at most."
    if ruling.months is not None and ruling.months < 1:
        yield "A term is at least one month."
    longest = pack.retention_months[ruling.category]
    if ruling.months is not None and ruling.months > longest:
        yield f"This register keeps this category for {longest} months at most."


def term_is_not_over(facts: DecisionFacts) -> Iterator[str]:
    """An entry whose term has run out is not made."""
    if facts.outcome is Outcome.APPROVE and facts.term and facts.term.is_over:
        yield (
            f"The term ended on {say(facts.term.ends_on)}, so there is nothing left to "
            "approve. Decline it, or record a newer incident."
        )


def not_telling_is_extreme(facts: DecisionFacts) -> Iterator[str]:
    """Not telling: only by the pack's role, with a reason and a re-test date."""
    tell, ruling, rule = facts.tell, facts.ruling, facts.pack.not_told
    if facts.outcome is not Outcome.APPROVE or tell is None or tell.told:
        return
    if ruling and ruling.category is Category.CONTACT:
        yield "A person given a contact route must always be told of it."
    if rule is None:
        yield "This register always tells the person."
    elif rule.role not in facts.decider_roles:
        yield f"Only the {rule.role.label.lower()} may decide not to tell the person."
    if not tell.reason.strip():
        yield "Say why telling the person would be dangerous."


RULES: tuple[Rule, ...] = (
    entry_rests_on_fact,
    evidence_is_there,
    bulk_is_not_on_told_alone,
    every_criterion_is_recorded,
    animal_is_answered_for,
    the_young_are_known,
    criteria_are_the_packs,
    reasons_are_given,
    audience_has_reasons,
    monitoring_is_offered,
    ruling_is_complete,
    term_is_not_over,
    not_telling_is_extreme,
)


def reasons_against(facts: DecisionFacts) -> list[str]:
    """Every reason not to decide so; none means it may be decided."""
    return [reason for rule in RULES for reason in rule(facts)]
