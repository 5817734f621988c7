"""Which decisions are refused, and is every reason given?"""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from register.facts import (
    CRITERIA,
    NOT_KNOWN,
    Answer,
    Audience,
    Criteria,
    Ruling,
    StatementFacts,
    Tell,
)
from register.policy import decisions
from register.policy.decisions import DecisionFacts, reasons_against, rests_on_fact
from register.policy.terms import Term
from register.states import Origin, Outcome
from tenants.codes import Category, Follows, Precaution, Role, StatementKind
from tenants.packs import load, shipped


PACK = load(shipped("eastmere"))
NO_MONITORING = load(shipped("torley"))
ALWAYS_TOLD = replace(PACK, not_told=None)
TODAY = date(2026, 11, 23)
TEAM = UUID("018f0000-0000-7000-8000-000000000001")
SEEN = StatementFacts(kind=StatementKind.SEEN, text="A chair was thrown.")
TOLD = StatementFacts(kind=StatementKind.TOLD, text="So I heard.", by_whom="A friend")
BACKED = replace(TOLD, corroborated_by="The caretaker")
TERM = Term(
    starts_on=TODAY,
    ends_on=date(2026, 11, 24),
    review_on=date(2026, 11, 24),
    months=12,
    working=(),
)
RULING = Ruling(
    category=Category.THREAT,
    precautions=(Precaution.TWO,),
    summary="x" * 250,
    follows=Follows.PERSON,
    months=12,
)
ANSWERED = Criteria(
    **dict.fromkeys(CRITERIA, "weighed"),
    compulsory=("A weapon used or shown",),
    discretionary=("A dangerous animal at the address",),
    under_18=Answer.NO,
)
# On every boundary: the last day of a term, the longest summary, the pack's months.
APPROVABLE = DecisionFacts(
    outcome=Outcome.APPROVE,
    origin=Origin.STAFF,
    bulk=False,
    has_evidence=False,
    statements=(SEEN, TOLD),
    criteria=ANSWERED,
    proportionality="Nothing less keeps staff safe.",
    audience=(Audience(team_id=TEAM, reason="They visit."),),
    ruling=RULING,
    tell=Tell(told=True),
    term=TERM,
    decider_roles=frozenset({Role.DECISION_OFFICER}),
    age=18,
    pack=PACK,
)
NOT_TELLING = {"tell": Tell(told=False, reason="He said he would kill whoever wrote.")}

REFUSALS = [
    (
        "the_young_are_known",
        {"age": 17},
        "By their date of birth they are 17. Answer again whether they are under 18.",
    ),
    (
        "the_young_are_known",
        {"criteria": replace(ANSWERED, under_18=Answer.YES)},
        "By their date of birth they are 18. Answer again whether they are under 18.",
    ),
    (
        "the_young_are_known",
        {"criteria": replace(ANSWERED, under_18=Answer.NOT_KNOWN)},
        "By their date of birth they are 18. Answer again whether they are under 18.",
    ),
    (
        "entry_rests_on_fact",
        {"statements": (TOLD,)},
        (
            "Every statement is uncorroborated hearsay. An entry must rest on "
            "something seen, inferred from what was seen, or corroborated."
        ),
    ),
    (
        "evidence_is_there",
        {"pack": replace(PACK, evidence_required=True)},
        "This register needs evidence: add a picture to the report first.",
    ),
    (
        "bulk_is_not_on_told_alone",
        {"bulk": True, "statements": (BACKED,)},
        (
            "This rests only on what others said, so it cannot be approved together "
            "with others. Open it and decide it by itself."
        ),
    ),
    (
        "every_criterion_is_recorded",
        {"criteria": replace(ANSWERED, severity=" ")},
        "Record this: the level of violence, the threat, or the danger of the animal.",
    ),
    (
        "every_criterion_is_recorded",
        {"criteria": replace(ANSWERED, time_since=NOT_KNOWN)},
        (
            "“not known from the old register” is only for what came from an old "
            "register. Record this: the time since it happened."
        ),
    ),
    (
        "animal_is_answered_for",
        {
            "criteria": replace(ANSWERED, animal_still_there="not applicable"),
            "ruling": replace(RULING, category=Category.ANIMAL),
        },
        "This entry is about an animal. Say whether it is still there.",
    ),
    (
        "criteria_are_the_packs",
        {"criteria": replace(ANSWERED, compulsory=("Rudeness",))},
        "“Rudeness” is not one of this register's compulsory criteria.",
    ),
    (
        "reasons_are_given",
        {"proportionality": "  "},
        "Say why this is proportionate.",
    ),
    (
        "audience_has_reasons",
        {"audience": (Audience(team_id=TEAM, reason=" "),)},
        "Say for each team why it needs to see this entry.",
    ),
    (
        "audience_has_reasons",
        {"audience": (Audience(team_id=TEAM, reason="a"),) * 2},
        "One team is chosen twice.",
    ),
    (
        "monitoring_is_offered",
        {
            "outcome": Outcome.MONITOR,
            "pack": NO_MONITORING,
            "criteria": replace(ANSWERED, compulsory=(), discretionary=()),
        },
        "This register has no monitoring. Approve or decline.",
    ),
    (
        "ruling_is_complete",
        {"ruling": None},
        "An approval needs its category, precautions, term and letter decided.",
    ),
    (
        "ruling_is_complete",
        {"ruling": replace(RULING, precautions=())},
        "Choose at least one precaution: what must a worker do?",
    ),
    (
        "ruling_is_complete",
        {"ruling": replace(RULING, months=13)},
        "This register keeps this category for 12 months at most.",
    ),
    (
        "ruling_is_complete",
        {"ruling": replace(RULING, months=0)},
        "A term is at least one month.",
    ),
    (
        "ruling_is_complete",
        {"ruling": replace(RULING, summary="x" * 251)},
        "The summary may have 250 characters at most.",
    ),
    (
        "ruling_is_complete",
        {"ruling": replace(RULING, category=Category.OTHER)},
        "Say in words what kind of risk “other” is.",
    ),
    (
        "ruling_is_complete",
        {"ruling": replace(RULING, category=Category.ORDER)},
        "Say when the court order ends.",
    ),
    (
        "term_is_not_over",
        {"term": replace(TERM, ends_on=TODAY)},
        (
            "The term ended on Monday 23 November 2026, so there is nothing left to "
            "approve. Decline it, or record a newer incident."
        ),
    ),
    (
        "not_telling_is_extreme",
        {**NOT_TELLING, "ruling": replace(RULING, category=Category.CONTACT)},
        "A person given a contact route must always be told of it.",
    ),
    (
        "not_telling_is_extreme",
        {**NOT_TELLING, "pack": ALWAYS_TOLD},
        "This register always tells the person.",
    ),
    (
        "not_telling_is_extreme",
        {**NOT_TELLING, "decider_roles": frozenset({Role.HEAD_OF_SERVICE})},
        "Only the decision officer may decide not to tell the person.",
    ),
    (
        "not_telling_is_extreme",
        {"tell": Tell(told=False, reason=" ")},
        "Say why telling the person would be dangerous.",
    ),
]


def test_the_golden_case_may_be_approved():
    assert reasons_against(APPROVABLE) == []


@pytest.mark.parametrize(("rule", "change", "reason"), REFUSALS)
def test_refuses_and_says_why(rule, change, reason):
    facts = replace(APPROVABLE, **change)

    assert reasons_against(facts) == [reason]
    assert list(getattr(decisions, rule)(facts)) == [reason]


def test_every_rule_is_seen_to_refuse():
    seen = {rule for rule, _, _ in REFUSALS}

    assert seen == {rule.__name__ for rule in decisions.RULES}


def test_every_reason_is_given_at_once():
    facts = replace(
        APPROVABLE,
        statements=(TOLD,),
        proportionality="",
        ruling=replace(RULING, precautions=(), category=Category.OTHER),
    )

    assert len(reasons_against(facts)) == 4


@pytest.mark.parametrize(
    ("statements", "fact"),
    [
        ((), False),
        ((TOLD,), False),
        ((TOLD, TOLD), False),
        ((BACKED,), True),
        ((SEEN,), True),
        ((TOLD, replace(SEEN, kind=StatementKind.INFERRED)), True),
    ],
)
def test_hearsay_is_what_was_told_and_nothing_else(statements, fact):
    assert rests_on_fact(statements) is fact


@pytest.mark.parametrize("outcome", [Outcome.MONITOR, Outcome.DECLINE])
def test_other_outcomes_need_no_ruling_or_fact(outcome):
    facts = replace(
        APPROVABLE, outcome=outcome, ruling=None, tell=None, term=None, statements=()
    )

    assert reasons_against(facts) == []


def test_an_imported_row_may_say_not_known():
    facts = replace(APPROVABLE, origin=Origin.IMPORT, criteria=Criteria.not_known())

    assert reasons_against(facts) == []
