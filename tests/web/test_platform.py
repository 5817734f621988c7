"""Can the platform open organisations, and stop sharing, without seeing an entry?"""

import pytest

from tenants.codes import Role
from tests.accounts.making import make_person
from tests.web.walking import page_of, signed_in


OPENING = {
    "name": "Fernley Borough Council",
    "slug": "fernley",
    "kind": "COUNCIL",
    "pack": "eastmere",
    "duty_name": "Fernley duty desk",
    "duty_phone": "01632 960777",
    "brand_colour": "#1f4b63",
}


@pytest.fixture
def administrator(in_platform, settings):
    settings.PASSKEY_FOR_ADMINISTRATORS = False
    return signed_in(in_platform, make_person(Role.PLATFORM_ADMINISTRATOR))


def test_organisations_are_listed_with_their_status(administrator):
    page = page_of(administrator.get("/organisations/"))

    assert "Eastmere Council" in page
    assert "Active" in page


def test_an_organisation_is_asked_for_and_its_progress_shown(administrator):
    asked = administrator.post("/organisations/open/", OPENING)
    page = page_of(administrator.get(asked["Location"]))

    assert asked.status_code == 303
    assert "Opening Fernley Borough Council" in page
    assert "1 of 4 steps done" in page
    assert "Fernley Borough Council" in page_of(administrator.get("/organisations/"))


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"slug": "Fern Ley!"}, "Short name must be 3 to 40 small letters"),
        ({"slug": "eastmere"}, "An organisation called eastmere exists already."),
        ({"kind": ""}, "Choose the kind of organisation."),
        ({"kind": "PLATFORM"}, "Select a valid choice."),
        ({"pack": ""}, "Choose the policy pack."),
        ({"duty_phone": "ring me"}, "Enter a telephone number, like 01632 960101."),
        ({"brand_colour": "#ffdd00"}, "White cannot be read on this colour."),
    ],
)
def test_a_wrong_value_is_named_and_opens_nothing(administrator, change, sentence):
    got = administrator.post("/organisations/open/", OPENING | change)

    assert got.status_code == 422
    assert sentence in page_of(got)
    assert "Being opened" not in page_of(administrator.get("/organisations/"))


def test_an_opening_nobody_asked_for_is_not_found(administrator):
    address = "/organisations/openings/00000000-0000-7000-8000-000000000000/"

    assert administrator.get(address).status_code == 404


def test_operations_tell_counts_only(administrator):
    page = page_of(administrator.get("/organisations/operations/"))

    assert "Organisations served" in page


@pytest.mark.parametrize(
    "path", ["/register/", "/checks/", "/reports/", "/sharing/E-1/"]
)
def test_the_platform_has_no_register_pages(administrator, path):
    assert administrator.get(path).status_code == 404


def test_the_front_page_leads_to_the_organisations(administrator):
    assert administrator.get("/")["Location"] == "/organisations/"
