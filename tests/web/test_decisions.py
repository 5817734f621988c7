"""Does a decision weigh everything, and is nobody left untold by accident?"""

import pytest

from tenants.codes import Role
from tests.register import making
from tests.web.walking import browser, page_of, signed_in


FACTORS = {
    "severity": "A chair was thrown; nobody was hurt.",
    "time_since": "One week.",
    "previous_conduct": "None known.",
    "current_conduct": "Has not been in touch.",
    "one_off_or_circumstances": "Nothing suggests an illness.",
    "animal_still_there": "not applicable",
    "discretionary": ["A threat made in general terms"],
    "under_18": "NO",
    "outcome": "APPROVE",
    "proportionality": "Officers visit every month.",
}
RULING = {
    "category": "THREAT",
    "precautions": ["TWO"],
    "summary": "Threw a chair.",
    "follows": "PERSON",
    "shareable": "yes",
}


@pytest.fixture
def people(in_eastmere):
    return making.make_people()


@pytest.fixture
def case(people) -> str:
    return f"/decisions/{making.make_report(people).reference}/"


@pytest.fixture
def decider(in_eastmere, people):
    return signed_in(in_eastmere, people.decider)


def answer(decider, case, people, *, tell="yes", reason=""):
    """Answer every step of an approval; give where the last one leads."""
    decider.post(f"{case}factors/", FACTORS)
    decider.post(f"{case}ruling/", RULING)
    decider.post(
        f"{case}audience/", {f"team-{people.team.pk}": "on", "reason": "They visit."}
    )
    told = decider.post(f"{case}tell/", {"tell": tell, "not_told_reason": reason})
    return told["Location"]


def test_an_approval_is_checked_and_made(decider, case, people):
    assert answer(decider, case, people) == f"{case}check/"

    checked = page_of(decider.get(f"{case}check/"))
    made = decider.post(f"{case}check/")
    page = page_of(decider.get(case))

    assert "Decide and send the letter" in checked
    assert "They visit." in checked
    assert made.status_code == 303
    assert "Approved" in page
    assert "Open the entry" in page


def test_declining_asks_nothing_more(decider, case):
    first = decider.post(f"{case}factors/", {**FACTORS, "outcome": "DECLINE"})
    made = decider.post(f"{case}check/")

    assert first["Location"] == f"{case}check/"
    assert made.status_code == 303
    assert "Declined" in page_of(decider.get(case))


def test_not_telling_stops_first_and_needs_a_reason(decider, case, people):
    unexplained = decider.post(f"{case}tell/", {"tell": "no", "not_told_reason": ""})
    led = answer(decider, case, people, tell="no", reason="He would find her.")

    assert "Say why the person is not to be told." in page_of(unexplained)
    assert led == f"{case}not-telling/"
    assert "extreme cases only" in page_of(decider.get(led))


@pytest.mark.parametrize(
    ("step", "change", "sentence"),
    [
        ("factors", {"severity": ""}, "say what you weighed"),
        ("factors", {"outcome": ""}, "Choose what you decide."),
        ("factors", {"proportionality": ""}, "Say why your decision is proportionate."),
        ("ruling", {"precautions": []}, "Choose at least one thing workers must do."),
        ("ruling", {"months": "x"}, "Enter the number of months as digits, like 6."),
        ("tell", {"tell": ""}, "Choose whether the person is told."),
    ],
)
def test_a_wrong_answer_is_named(decider, case, step, change, sentence):
    given = {"factors": FACTORS, "ruling": RULING, "tell": {}}[step]

    got = decider.post(f"{case}{step}/", {**given, **change})

    assert got.status_code == 422
    assert sentence in page_of(got)


def test_teams_need_a_reason_each(decider, case, people):
    got = decider.post(f"{case}audience/", {f"team-{people.team.pk}": "on"})

    assert "Say why these teams need to see it." in page_of(got)


def test_a_refusal_by_the_register_says_why_and_decides_nothing(decider, case, people):
    decider.post(f"{case}factors/", FACTORS)
    decider.post(f"{case}ruling/", {**RULING, "months": "999"})
    decider.post(f"{case}audience/", {})
    decider.post(f"{case}tell/", {"tell": "yes"})

    got = decider.post(f"{case}check/")

    assert got.status_code == 422
    assert "months at most" in page_of(got)
    assert "Waiting for a decision" in page_of(decider.get(case))


def test_whoever_countersigned_does_not_decide(in_eastmere, people, case):
    head = signed_in(in_eastmere, people.head)

    assert head.get(case).status_code == 403


def test_another_decider_sees_nothing_of_what_was_begun(in_eastmere, decider, case):
    decider.post(f"{case}factors/", FACTORS)
    other = browser(in_eastmere, Role.DECISION_OFFICER)

    assert str(FACTORS["severity"]) not in page_of(other.get(f"{case}factors/"))
