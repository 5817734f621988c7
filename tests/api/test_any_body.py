"""Is every body either a check or a refusal that says what to do?"""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from api.problems import Kinds, Problem
from api.v1.check_body import PERSON, PREMISES, TOP, read_check
from sharing.check import CheckRequest
from tenants.codes import Activity, Purpose


TODAY = date(2026, 11, 21)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=10), inner, max_size=3)
    ),
    max_leaves=6,
)
TEXTS = (
    st.sampled_from(["999111000001", "ZX1 1AA", "12", "Mill Street", "1980-02-03", ""])
    | st.sampled_from([purpose.value for purpose in Purpose])
    | st.sampled_from([activity.value for activity in Activity])
    | st.text(max_size=20)
)


def objects(fields, values):
    named = st.sampled_from(sorted(fields)) | st.text(max_size=8)
    return st.dictionaries(named, values, max_size=6)


VALUES = TEXTS | ANYTHING
BODIES = st.fixed_dictionaries(
    {},
    optional={
        **dict.fromkeys(TOP - {"premises", "person"}, VALUES),
        "premises": objects(PREMISES, VALUES) | ANYTHING,
        "person": objects(PERSON, VALUES) | ANYTHING,
    },
)


def read(body) -> CheckRequest | Problem:
    try:
        return read_check(body, today=TODAY)
    except Problem as problem:
        return problem


@given(BODIES | objects(TOP, VALUES))
def test_any_body_is_a_check_or_a_refusal_with_sentences(body):
    outcome = read(body)

    if isinstance(outcome, Problem):
        assert outcome.kind is Kinds.INVALID
        assert outcome.errors
        assert all(sentence.endswith(".") for sentence in outcome.errors.values())
    else:
        assert outcome.purpose in Purpose
        assert outcome.uprn or outcome.postcode or outcome.address or outcome.name
        assert outcome.record()["purpose"] == outcome.purpose
        assert len(outcome.keys) < 1500


@given(objects(PREMISES, TEXTS), objects(PERSON, TEXTS))
def test_a_check_that_is_read_holds_what_was_sent(premises, person):
    outcome = read({"purpose": "repair", "premises": premises, "person": person})

    if isinstance(outcome, CheckRequest):
        for field, value in premises.items():
            assert getattr(outcome, field) == value.strip()
        assert outcome.name == person.get("name", "").strip()
