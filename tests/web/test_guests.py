"""Does the platform open a guest organisation, and nobody else?"""

import pytest

from audit.models import OutboxItem
from tenants.codes import Role
from tests.web.walking import browser, page_of


GIVEN = {
    "name": "Hartley Roofing",
    "slug": "hartley-roofing",
    "duty_name": "Hartley's office",
    "duty_phone": "01632 960777",
}


@pytest.fixture
def administrator(in_platform, settings):
    settings.PASSKEY_FOR_ADMINISTRATORS = False
    return browser(in_platform, Role.PLATFORM_ADMINISTRATOR)


def test_a_guest_is_asked_for_with_its_limit(administrator):
    page = page_of(administrator.get("/guests/open/"))
    led = administrator.post("/guests/open/", GIVEN)
    row = OutboxItem.objects.get(arguments__slug="hartley-roofing")

    assert "up to 10 named people" in page
    assert led["Location"] == f"/organisations/openings/{row.pk}/"
    assert row.arguments["most_people"] == "10"
    assert row.arguments["kind"] == "CONTRACTOR"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"slug": "H"}, "Short name must be 3 to 40"),
        ({"duty_phone": "soon"}, "Enter a telephone number"),
        ({"name": ""}, "Enter this: name of the contractor."),
        ({"slug": "brightfix"}, "An organisation called brightfix exists already."),
    ],
)
def test_what_cannot_be_is_named_and_nothing_is_lost(administrator, change, sentence):
    got = administrator.post("/guests/open/", GIVEN | change)

    assert got.status_code == 422
    assert sentence in page_of(got)
    assert "Hartley&#x27;s office" in page_of(got)


def test_a_council_does_not_open_guests(in_eastmere):
    sharer = browser(in_eastmere, Role.SHARING_OFFICER)

    assert sharer.get("/guests/open/").status_code == 404
