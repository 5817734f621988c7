"""Can a data protection officer answer somebody's request, step by step?"""

import pytest

from audit.kinds import Kind
from audit.models import Event
from rights.models import Export, RightsRequest
from tenants.codes import Role
from tests.accounts.making import make_person
from tests.register import making
from tests.rights.making import receive
from tests.web.walking import browser, page_of, signed_in


@pytest.fixture
def entry(in_eastmere):
    return making.make_entry(making.make_people())


@pytest.fixture
def officer(in_eastmere):
    return browser(in_eastmere, Role.DATA_PROTECTION_OFFICER)


def recorded(officer, kind="ACCESS"):
    got = officer.post(
        "/rights/new/",
        {
            "kind": kind,
            "received_on_day": "20",
            "received_on_month": "11",
            "received_on_year": "2026",
            "received_how": "By letter",
            "requester_name": "Rowan Ashby",
            "requester_address": "14 Larch Court",
            "acting_for": "",
            "what_asked": "Everything, please.",
        },
    )
    assert got.status_code == 303, page_of(got)
    return got["Location"]


def step(officer, page, slug, **given):
    got = officer.post(f"{page}steps/{slug}/", given)
    assert got.status_code == 303, page_of(got)


def linked(officer, page, entry):
    found = officer.post(f"{page}person/", {"name": "rowan"})
    assert str(entry.subject_id) in page_of(found)
    got = officer.post(f"{page}person/choose/", {"subjects": [str(entry.subject_id)]})
    assert got.status_code == 303


def test_from_the_letter_to_the_sealed_copy(officer, entry):
    page = recorded(officer)
    linked(officer, page, entry)
    step(officer, page, "identity", how="Passport seen.")
    assert officer.post(f"{page}copy/gather/").status_code == 303
    review = page_of(officer.get(f"{page}copy/"))
    assert "He raised a chair and threw it at the counter." in review
    assert "Seal the copy" in review

    assert "cannot be called back" in page_of(officer.get(f"{page}copy/seal/"))
    assert officer.post(f"{page}copy/seal/").status_code == 303
    assert "on your computer" in page_of(officer.get(f"{page}copy/download/"))
    got = officer.post(f"{page}copy/download/")

    assert got["Content-Type"] == "application/zip"
    assert got["Content-Disposition"].startswith("attachment;")
    step(officer, page, "answer", outcome="GRANTED", reasons="Here it is.")
    answered = page_of(officer.get(page))
    assert "Granted" in answered
    assert "Answer (PDF)" in answered


def test_a_line_is_changed_with_a_reason(officer, entry):
    page = recorded(officer)
    linked(officer, page, entry)
    officer.post(f"{page}copy/gather/")
    line = Export.objects.get().lines.get(label="Place")
    address = f"{page}copy/lines/{line.number}/"

    got = officer.post(address, {"treatment": "WITHHELD", "shown": "", "reason": ""})
    assert got.status_code == 422
    assert "Say why it is kept back" in page_of(got)
    got = officer.post(
        address, {"treatment": "WITHHELD", "shown": "", "reason": "A workplace."}
    )

    assert got.status_code == 303
    assert "Because: A workplace." in page_of(officer.get(f"{page}copy/"))


def test_what_was_typed_stays_when_something_is_missing(officer):
    got = officer.post("/rights/new/", {"requester_name": "Rowan Ashby"})

    assert got.status_code == 422
    assert 'value="Rowan Ashby"' in page_of(got)
    assert "Choose what they ask." in page_of(got)


@pytest.mark.parametrize(
    ("slug", "given", "says"),
    [
        ("pause", {"about": "SCOPE", "asked": "Which years?"}, "Clock stopped"),
        ("extend", {"reason": "Twenty years of records."}, "Extended because"),
        ("acknowledge", {}, "Acknowledgement (PDF)"),
    ],
)
def test_the_clock_and_the_letters_show(in_eastmere, slug, given, says):
    person = make_person(Role.DATA_PROTECTION_OFFICER)
    request = receive(person)
    officer = signed_in(in_eastmere, person)
    page = f"/rights/{request.reference}/"

    step(officer, page, slug, **given)

    assert says in page_of(officer.get(page))


def test_an_answer_that_cannot_be_given_says_why(officer):
    page = recorded(officer, "OBJECTION")

    got = officer.post(
        f"{page}steps/answer/", {"outcome": "GRANTED", "reasons": "We agree."}
    )

    assert got.status_code == 422
    assert "Make sure who they are" in page_of(got)
    assert "We agree." in page_of(got)


def test_each_page_is_one_event(officer, entry):
    page = recorded(officer)
    linked(officer, page, entry)
    officer.post(f"{page}copy/gather/")

    for address, kind in (
        ("/rights/", Kind.RIGHTS_LISTED),
        (page, Kind.RIGHTS_READ),
        (f"{page}copy/", Kind.EXPORT_READ),
    ):
        before = Event.objects.count()
        assert officer.get(address).status_code == 200
        assert Event.objects.count() == before + 1
        assert Event.objects.filter(kind=kind).exists()


def test_a_list_asks_the_same_of_the_database(
    in_eastmere, django_assert_max_num_queries
):
    person = make_person(Role.DATA_PROTECTION_OFFICER)
    for _ in range(3):
        receive(person)
    officer = signed_in(in_eastmere, person)

    with django_assert_max_num_queries(12):
        page = page_of(officer.get("/rights/"))

    assert page.count('href="/rights/Q-') == RightsRequest.objects.count() == 3
