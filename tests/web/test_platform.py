"""Can the platform open organisations, and stop sharing, without seeing an entry?"""

import pytest

from accounts.models import User
from audit.models import OutboxItem
from tenants import stopping
from tenants.codes import Role
from tenants.context import in_organisation
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

    assert 'operations/" aria-current="true"' in page
    assert 'organisations/" aria-current="true"' not in page

    assert "Organisations served" in page


@pytest.mark.parametrize(
    "path", ["/register/", "/checks/", "/reports/", "/sharing/E-1/"]
)
def test_the_platform_has_no_register_pages(administrator, path):
    assert administrator.get(path).status_code == 404


def test_the_front_page_leads_to_the_organisations(administrator):
    assert administrator.get("/")["Location"] == "/organisations/"


def path_of(organisation, step=""):
    return f"/organisations/{organisation.pk}/{step}"


def test_an_organisation_is_suspended_in_two_clicks_with_a_reason(
    administrator, eastmere
):
    asked = administrator.post(
        path_of(eastmere, "suspend/"), {"reason": "Its cover was invented."}
    )
    page = page_of(administrator.get(asked["Location"]))

    assert asked.status_code == 303
    assert "Its suspension was asked for" in page
    assert OutboxItem.objects.get(task=stopping.SUSPEND).arguments["organisation"] == (
        str(eastmere.pk)
    )


@pytest.mark.parametrize(
    ("step", "reason", "sentence"),
    [
        ("suspend/", "", "Enter this: why."),
        ("resume/", "All is well again.", "Eastmere Council is active already."),
    ],
)
def test_a_wrong_stop_is_a_sentence_and_changes_nothing(
    administrator, eastmere, step, reason, sentence
):
    got = administrator.post(path_of(eastmere, step), {"reason": reason})

    assert got.status_code == 422
    assert sentence in page_of(got)
    assert not OutboxItem.objects.filter(task__in=stopping.FROM).exists()


def test_the_platform_cannot_suspend_itself(administrator, platform_organisation):
    got = administrator.post(
        path_of(platform_organisation, "suspend/"), {"reason": "To see."}
    )

    assert "The platform cannot suspend itself." in page_of(got)


def test_the_first_administrator_is_invited_while_nobody_is_there(
    administrator, greenways
):
    page = page_of(administrator.get(path_of(greenways)))
    given = {"full_name": "Ama Fell", "email": "ama.fell@greenways.example"}
    invited = administrator.post(path_of(greenways, "invite/"), given)
    again = administrator.post(path_of(greenways, "invite/"), given)

    assert "Nobody can come in yet" in page
    assert invited.status_code == 303
    assert "has people already" in page_of(again)
    with in_organisation(greenways):
        assert User.objects.get().email == "ama.fell@greenways.example"
    assert "Nobody can come in yet" not in page_of(
        administrator.get(path_of(greenways))
    )


def test_an_organisation_nobody_opened_is_not_found(administrator):
    unknown = "/organisations/00000000-0000-7000-8000-000000000000/"

    assert administrator.get(unknown).status_code == 404


def test_every_page_says_who_is_signed_in(in_platform, settings):
    settings.PASSKEY_FOR_ADMINISTRATORS = False
    person = make_person(Role.PLATFORM_ADMINISTRATOR)
    browser = signed_in(in_platform, person)

    assert f"Signed in as {person.full_name}" in page_of(browser.get("/organisations/"))


@pytest.mark.parametrize(
    "path",
    ["/organisations/open/", "/guests/open/", "{one}resume/", "{one}invite/"],
)
def test_who_lets_somebody_in_proves_again_who_they_are(
    administrator, platform_organisation, greenways, path
):
    """Stopping alone is never slowed."""
    session = administrator.session
    for proof in session["account_authentication_methods"]:
        proof["at"] -= 6 * 3600
    session.save()

    got = administrator.get(path.format(one=path_of(greenways)))
    stop = administrator.get(path_of(greenways, "suspend/"))

    assert got.status_code == 302
    assert got["Location"].startswith("/account/prove/")
    assert stop.status_code == 200


def test_a_pack_is_offered_by_a_name_that_people_read(administrator):
    page = page_of(administrator.get("/organisations/open/"))

    assert '<option value="south_glos">South Glos</option>' in page


def test_an_optional_box_says_so_once(administrator):
    page = page_of(administrator.get("/people/invite/"))

    assert "Telephone number (optional)" in page
    assert "(optional) (optional)" not in page
