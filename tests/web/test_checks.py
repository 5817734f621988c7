"""Does somebody about to visit read what to do, and never that it is safe?"""

from datetime import timedelta

import pytest
import time_machine

from sharing import check as checks
from tenants.codes import Role
from tenants.context import in_organisation
from tests.accounts.making import make_person
from tests.sharing import worlds
from tests.web.walking import browser, page_of, signed_in


PLACE = {"purpose": "home-visit", "postcode": "ZX1 1AA", "building": "12"}


@pytest.fixture
def officer(in_eastmere):
    person = make_person(Role.COVER_OFFICER)
    found = signed_in(in_eastmere, person)
    found.person = person
    return found


def test_a_check_is_posted_and_answered_at_its_own_address(officer, in_eastmere):
    worlds.publish_marker(in_eastmere)

    posted = officer.post("/checks/", PLACE)
    answer = officer.get(posted["Location"])

    assert posted.status_code == 303
    assert "12" not in posted["Location"].split("/")
    assert "Warning: do this first" in page_of(answer)
    assert "Do not go alone" in page_of(answer)
    assert answer["Cache-Control"] == "no-store"


def test_no_warning_never_reads_as_safe(officer):
    posted = officer.post("/checks/", {**PLACE, "postcode": "ZX9 9ZZ"})
    page = page_of(officer.get(posted["Location"]))

    assert "No warning found" in page
    assert "does not mean there is no risk" in page
    assert "Eastmere Council: searched" in " ".join(page.split())
    assert "safe" not in page.lower().replace("safely", "")


def test_purpose_is_remembered_and_nothing_that_was_typed(officer):
    officer.post("/checks/", PLACE)

    assert officer.cookies["heed_purpose"].value == "home-visit"
    assert "ZX1" not in str(officer.cookies)
    assert 'value="home-visit" selected' in page_of(officer.get("/checks/"))


def test_a_council_says_what_work_it_is_where_others_share_with_it(
    db, eastmere, torley
):
    held = worlds.publish_marker(torley)
    with in_organisation(eastmere):
        alone = page_of(browser(eastmere, Role.COVER_OFFICER).get("/checks/"))
    standing = worlds.agree(torley, eastmere, activities=("CARE_VISITS",))
    worlds.release_to(standing, held, torley, activity="CARE_VISITS")

    with in_organisation(eastmere):
        officer = browser(eastmere, Role.COVER_OFFICER)
        form = page_of(officer.get("/checks/"))
        left_out = officer.post("/checks/", PLACE)["Location"]
        named = officer.post("/checks/", {**PLACE, "activity": "CARE_VISITS"})
        other = officer.post("/checks/", {**PLACE, "activity": "REPAIRS"})
        answers = [page_of(officer.get(at)) for at in (left_out, named["Location"])]

    assert "What work is it?" not in alone
    assert "What work is it?" in form
    assert ("CARE_VISITS" in form, "REPAIRS" in form) == (True, False)
    assert "We cannot tell" in answers[0]
    assert "Warning: do this first" in answers[1]
    assert other.status_code == 422


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"purpose": ""}, "Choose why you are checking."),
        ({"purpose": "nosiness"}, "Choose why you are checking from the list."),
        ({"postcode": "", "building": ""}, "Enter a postcode, a name or a UPRN."),
        ({"postcode": "ZX1"}, "Enter a whole postcode, like ZX1 1AA."),
        ({"postcode": ""}, "Enter the postcode of that house as well."),
        ({"uprn": "12x"}, "UPRN must be 12 digits or fewer, with no letters."),
        ({"uprn": "٣"}, "UPRN must be 12 digits or fewer, with no letters."),
        (
            {"date_of_birth_day": "1", "date_of_birth_year": "1980"},
            "Date of birth must include a month.",
        ),
        ({"name": "x" * 201}, "Name must be 200 characters or fewer."),
    ],
)
def test_a_wrong_value_is_named_and_kept(officer, change, sentence):
    got = officer.post("/checks/", {**PLACE, **change})

    assert got.status_code == 422
    assert sentence in page_of(got)
    assert "<title>Error: " in page_of(got).replace("\n", "")
    for typed in change.values():
        assert typed == "nosiness" or typed in page_of(got)


def test_when_it_cannot_be_recorded_nothing_is_told(officer, in_eastmere, monkeypatch):
    worlds.publish_marker(in_eastmere)

    def refuse(**_: object) -> None:
        raise checks.NotRecorded

    monkeypatch.setattr(checks, "check", refuse)
    got = officer.post("/checks/", PLACE)

    assert got.status_code == 503
    assert "We cannot check right now" in page_of(got)
    assert "01632 960000" in page_of(got)
    assert "Garfield" not in page_of(got)
    assert "Do not go alone" not in page_of(got)


def test_an_answer_of_yesterday_must_be_asked_for_again(officer, in_eastmere):
    posted = officer.post("/checks/", PLACE)
    later = worlds.now() + timedelta(hours=25)
    with time_machine.travel(later, tick=False):
        again = signed_in(in_eastmere, officer.person)
        got = again.get(posted["Location"])

    assert got.status_code == 410
    assert "This answer is too old" in page_of(got)


def test_somebody_elses_check_is_not_found(officer, in_eastmere):
    posted = officer.post("/checks/", PLACE)
    other = browser(in_eastmere, Role.COVER_OFFICER)

    assert other.get(posted["Location"]).status_code == 404
    assert other.get(f"{posted['Location']}why/").status_code == 404


def test_why_names_what_matched(officer, in_eastmere):
    worlds.publish_marker(in_eastmere)
    posted = officer.post("/checks/", PLACE)

    page = page_of(officer.get(f"{posted['Location']}why/"))

    assert "postcode and building" in page


def test_my_checks_hold_no_name_and_no_address(officer):
    officer.post("/checks/", {**PLACE, "name": "Garfield Thistlewood"})

    page = page_of(officer.get("/checks/mine/"))

    assert "Home visit" in page
    assert "Garfield" not in page
    assert "ZX1" not in page


def test_a_role_that_does_not_check_is_refused(in_eastmere):
    administrator = browser(in_eastmere, Role.APPEAL_PANEL)

    assert administrator.get("/checks/").status_code == 403
    assert administrator.post("/checks/", PLACE).status_code == 403
