"""Does somebody find the public's ten answers, and take them away, without a small number?"""

import csv
import io

import pytest
from django.utils import timezone

from rights.policy.suppression import FEWER
from tenants.codes import Role
from tests.register import making
from tests.web.walking import browser, page_of, signed_in


PATH = "/rights/figures/"


@pytest.fixture
def people(in_eastmere):
    return making.make_people()


@pytest.fixture
def officer(in_eastmere, people):
    making.make_entry(people)
    return browser(in_eastmere, Role.DATA_PROTECTION_OFFICER)


def test_ten_questions_are_answered_on_a_page_each_with_its_working(officer):
    page = page_of(officer.get(PATH))

    for question in ("Is there a register?", "How many were removed in the period?"):
        assert question in page
    assert page.count("How it was worked out") >= 10
    assert FEWER in page, "one entry is a small number"


def test_the_same_answers_leave_as_a_sheet(officer):
    answer = officer.get(PATH, {"as": "csv"} | period())

    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"].startswith("attachment")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[0][-1] == "How it was worked out"
    assert {row[0] for row in rows[1:]} == {str(n) for n in range(1, 11)}
    assert all(row[4] for row in rows[1:])
    on_it = {row[2]: row[3] for row in rows[1:] if row[0] == "2"}
    assert on_it["In all"] == FEWER


def period(**changed: str) -> dict[str, str]:
    """This year so far, as the form posts it."""
    today = timezone.localdate()
    days = {
        "since_day": "1",
        "since_month": "1",
        "since_year": str(today.year),
        "until_day": str(today.day),
        "until_month": str(today.month),
        "until_year": str(today.year),
    }
    return days | changed


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"until_year": "2199"}, "The period must end today or in the past."),
        ({"since_year": "2198", "until_year": "2197"}, "on or after the day it begins"),
    ],
)
def test_a_period_that_cannot_be_is_said_and_answers_nothing(
    officer, changed, sentence
):
    answer = officer.get(PATH, period(**changed))

    assert answer.status_code == 422
    assert sentence in page_of(answer)
    assert "Is there a register?" not in page_of(answer)


def test_the_figures_are_for_those_who_read_the_audit(in_eastmere, people):
    assert signed_in(in_eastmere, people.reporter).get(PATH).status_code == 403
