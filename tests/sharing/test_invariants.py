"""Do the gate's invariants hold for facts nobody thought of?"""

import os
from dataclasses import fields, replace
from datetime import timedelta
from itertools import chain, combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sharing import policy
from sharing.facts import PartnerFacts
from sharing.policy import decide
from tenants.codes import Activity, Category, Level, Purpose
from tests.sharing.golden import ENTRY, PERMITTED, TODAY
from tests.sharing.test_policy import REFUSALS, Recording


pytestmark = pytest.mark.proof(seconds=2)
TIMES = int(os.environ.get("HEED_PROOF", "1"))
DAYS = st.one_of(st.none(), st.integers(-2, 2).map(lambda n: TODAY + timedelta(days=n)))
FLAGS = st.sampled_from([True, False, None])
LEVELS = st.sampled_from([*Level, None, "ALL"])


def some(values):
    """A few of a list's codes, now and then with one that is not on it."""
    codes = [str(value) for value in values][:3]
    return st.frozensets(st.sampled_from([*codes, "UNKNOWN"]), max_size=3)


def one(values):
    codes = [str(value) for value in values][:3]
    return st.sampled_from([*codes, "UNKNOWN", None])


FIELDS = {
    "today": st.just(TODAY),
    "asking_status": st.sampled_from(["ACTIVE", "SUSPENDED", None]),
    "judged_roles": st.lists(
        st.sampled_from(["PARTNER_OFFICER", "REPORTER", None]), max_size=2
    ).map(tuple),
    "judged_briefings": st.lists(DAYS, max_size=2).map(tuple),
    "asker_kind": st.sampled_from(["PERSON", "CLIENT", None]),
    "second_factor": FLAGS,
    "scopes": st.sampled_from([frozenset(), frozenset({"check"})]),
    "register_status": st.sampled_from(["ACTIVE", "CLOSED", None]),
    "register_suspended": FLAGS,
    "entry_state": st.sampled_from(["ACTIVE", "PROVISIONAL", "LAPSED", None]),
    "provisional_open": FLAGS,
    "entry_starts_on": DAYS,
    "entry_ends_on": DAYS,
    "role_level": LEVELS,
    "processing_restricted": FLAGS,
    "agreement_state": st.sampled_from(["IN_FORCE", "SUSPENDED", None]),
    "agreement_starts_on": DAYS,
    "agreement_ends_on": DAYS,
    "document_hash": st.sampled_from(["a" * 64, "b" * 64, None]),
    "indemnity_hash": st.sampled_from(["a" * 64, None]),
    "indemnity_heads": st.sampled_from([PERMITTED.indemnity_heads, frozenset()]),
    "cover_ends_on": DAYS,
    "policy_undertaking": FLAGS,
    "asked_activity": one(Activity),
    "agreed_activities": some(Activity),
    "attestation_approver": st.sampled_from(["officer", None]),
    "attestation_starts_on": DAYS,
    "attestation_ends_on": DAYS,
    "attested_mode": st.sampled_from(["ENTERS_PREMISES", "NONE", None]),
    "attested_activity": st.sampled_from(["REPAIRS", "GROUNDS_MAINTENANCE", None]),
    "discloser_excludes": st.sampled_from([frozenset(), frozenset({"REPAIRS"})]),
    "purpose": one(Purpose),
    "agreed_purposes": some(Purpose),
    "entry_category": one(Category),
    "agreed_categories": some(Category),
    "entry_shareable": FLAGS,
    "in_portfolio": FLAGS,
    "release_role": st.sampled_from(["SHARING_OFFICER", "REPORTER", None]),
    "release_withdrawn": FLAGS,
    "agreement_level": LEVELS,
    "release_level": LEVELS,
    "discloser_level": LEVELS,
}
FACTS = st.builds(PartnerFacts, **FIELDS)
# Mostly permitted, with a few fields changed: what random facts would never reach.
NEAR = st.builds(
    lambda names, facts: replace(PERMITTED, **{n: getattr(facts, n) for n in names}),
    st.sets(st.sampled_from(sorted(FIELDS)), max_size=4),
    FACTS,
)
OWN_FIELDS = {}
for rule in policy.RULES[PartnerFacts]:
    OWN_FIELDS[rule.__name__] = set()
    for _, change, _ in [
        ("", {}, ""),
        *(c for c in REFUSALS[PartnerFacts] if c[0] == rule.__name__),
    ]:
        seen = Recording(replace(PERMITTED, **change))
        rule(seen)
        OWN_FIELDS[rule.__name__] |= seen.read - {"today"}
OWN_FIELDS["asker_has_proved_who_they_are"].add("scopes")
OWN_FIELDS["entry_is_live"].add("provisional_open")

# Each makes a permit harder to have, never easier.
TIGHTENINGS = [
    {"agreement_state": None},
    {"agreement_state": "SUSPENDED"},
    {"attested_activity": "GROUNDS_MAINTENANCE"},
    {"discloser_excludes": frozenset(Activity)},
    {"attested_mode": "NONE"},
    {"release_withdrawn": True},
    {"release_role": None},
    {"indemnity_hash": None},
    {"register_suspended": True},
    {"entry_shareable": False},
    {"in_portfolio": False},
    {"agreed_categories": frozenset()},
    {"agreed_purposes": frozenset()},
    {"judged_roles": ()},
]


def put_right(facts: PartnerFacts, rules: set[str]) -> PartnerFacts:
    """Set exactly these clauses' fields to a permitted case's."""
    names = {name for rule in rules for name in OWN_FIELDS[rule]}
    return replace(facts, **{name: getattr(PERMITTED, name) for name in names})


def test_the_fields_of_every_fact_are_drawn():
    assert set(FIELDS) == {field.name for field in fields(PartnerFacts)}
    assert set(ENTRY) <= set(FIELDS)


@settings(max_examples=120 * TIMES)
@given(st.one_of(FACTS, NEAR), st.sampled_from(TIGHTENINGS))
def test_taking_away_never_turns_a_refusal_into_a_permit(facts, tightening):
    before, after = decide(facts), decide(replace(facts, **tightening))

    assert before.permit or not after.permit
    if before.permit and after.permit:
        assert after.level is not None
        assert before.level is not None
        assert after.level <= before.level


ENDS = ["agreement_ends_on", "cover_ends_on", "attestation_ends_on", "entry_ends_on"]


@settings(max_examples=120 * TIMES)
@given(NEAR, st.sampled_from(ENDS), st.integers(0, 400))
def test_moving_time_past_an_end_never_permits(facts, end, days):
    held = getattr(facts, end)
    if held is None:
        return

    later = replace(facts, today=held + timedelta(days=1 + days))

    assert not decide(later).permit


@settings(max_examples=120 * TIMES)
@given(st.one_of(FACTS, NEAR))
def test_reasons_are_complete(facts):
    reasons = set(decide(facts).reasons)

    assert decide(put_right(facts, reasons)).permit


@settings(max_examples=120 * TIMES)
@given(NEAR)
def test_reasons_are_minimal(facts):
    reasons = sorted(decide(facts).reasons)
    subsets = chain.from_iterable(
        combinations(reasons, size) for size in range(len(reasons))
    )

    for some_of_them in subsets:
        assert not decide(put_right(facts, set(some_of_them))).permit


@settings(max_examples=120 * TIMES)
@given(st.one_of(FACTS, NEAR))
def test_the_level_is_never_above_any_limit(facts):
    decision = decide(facts)
    if not decision.permit:
        assert decision.level is None
        return

    limits = [getattr(facts, name) for name in policy.LIMITS[PartnerFacts]]
    assert all(decision.level <= Level(limit) for limit in limits)
    assert decision.level <= Level.SUMMARY
    assert not facts.processing_restricted or decision.level == Level.SEEK_ADVICE


@settings(max_examples=120 * TIMES)
@given(st.one_of(FACTS, NEAR))
def test_no_rule_ever_reads_anothers_fields(facts):
    for rule in policy.RULES[PartnerFacts]:
        seen = Recording(facts)
        rule(seen)

        assert seen.read <= OWN_FIELDS[rule.__name__] | {"today"}, rule.__name__
