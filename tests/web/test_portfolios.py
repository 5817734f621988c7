"""Is a portfolio looked at before it replaces another, and any change rehearsed?"""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from sharing.models import AgreementVersion
from tenants.codes import Role
from tenants.context import in_organisation
from tests.accounts.making import make_person
from tests.sharing import worlds
from tests.web.walking import browser, page_of, signed_in


@pytest.fixture
def standing(db, eastmere, brightfix):
    return worlds.agree(eastmere, brightfix)


@pytest.fixture
def marker(standing, eastmere):
    marker = worlds.publish_marker(eastmere)
    worlds.release_to(standing, marker, eastmere)
    return marker


@pytest.fixture
def sharer(marker, in_eastmere):
    return browser(in_eastmere, Role.SHARING_OFFICER)


def homes(text: str) -> dict[str, SimpleUploadedFile]:
    return {"homes": SimpleUploadedFile("homes.csv", text.encode())}


def test_a_list_is_uploaded_looked_at_and_put_in_place(sharer, standing, marker):
    start = f"/portfolios/{standing.agreement.pk}/"

    led = sharer.post(f"{start}homes/", homes("uprn\n999111000777\nx12\n"))
    change = page_of(sharer.get(led["Location"]))
    refused = sharer.post(led["Location"])
    done = sharer.post(led["Location"], {"leave_out": "on"})
    after = page_of(sharer.get(led["Location"]))

    assert "1 would be covered" in change
    assert "Row 3: The UPRN is not a number of up to 12 digits." in change
    assert "<strong>1</strong> would vanish" in change
    assert marker.reference in change
    assert refused.status_code == 422
    assert "Say that the rows with findings are left out" in page_of(refused)
    assert done["Location"] == f"/agreements/{standing.agreement.pk}/"
    assert "In place" in after
    assert led["Location"] in page_of(sharer.get(start))


def test_what_waits_for_a_version_says_so_and_can_be_given_up(sharer, standing):
    """The homes that were signed for hold until the version for the area is in force."""
    coming = AgreementVersion.objects.get(pk=standing.version.pk)
    coming.pk, coming.number, coming.state = uuid4(), 2, "DRAFT"
    coming.portfolio_kind = "AREA"
    coming._state.adding = True
    coming.save(force_insert=True)
    AgreementVersion.objects.filter(pk=coming.pk).update(state="ACCEPTED")
    start = f"/portfolios/{standing.agreement.pk}/"
    change = sharer.post(f"{start}areas/", {"codes": "E09000018"})["Location"]

    replaced = sharer.post(change)
    waits = page_of(sharer.get(change))
    now = page_of(sharer.get(start))
    given_up = sharer.post(f"{change}give-up/")

    assert replaced["Location"] == change
    assert "Waits for the version it is for" in waits
    assert "Both change in the same moment." in waits
    assert "Waits for the version it is for. 1 covered." in now
    assert given_up["Location"] == start
    assert "Given up" in page_of(sharer.get(change))


def test_a_file_that_is_no_list_says_why(sharer, standing):
    led = sharer.post(
        f"/portfolios/{standing.agreement.pk}/homes/", homes("house\n1\n")
    )
    page = page_of(sharer.get(led["Location"]))
    given_up = sharer.post(f"{led['Location']}give-up/")

    assert "The first row must name a column uprn" in page
    assert "Nothing was changed." in page
    assert given_up["Location"] == f"/portfolios/{standing.agreement.pk}/"


@pytest.mark.parametrize(
    ("way", "given", "sentence"),
    [
        ("homes", {}, "Choose the list of homes."),
        ("areas", {"codes": ""}, "Enter at least one GSS code"),
        ("areas", {"codes": "Mill Street"}, "is none."),
        ("cases", {"cases": "E-NONE"}, "No live entry has the reference E-NONE."),
    ],
)
def test_what_is_missing_is_named(sharer, standing, way, given, sentence):
    got = sharer.post(f"/portfolios/{standing.agreement.pk}/{way}/", given)

    assert got.status_code == 422
    assert sentence in page_of(got)


def test_an_area_is_looked_at_too(sharer, standing):
    led = sharer.post(
        f"/portfolios/{standing.agreement.pk}/areas/", {"codes": "E09000018"}
    )

    assert "Areas" in page_of(sharer.get(led["Location"]))


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ("what=suspend&agreement={id}", "<strong>1</strong> would vanish"),
        ("what=end&agreement={id}", "<strong>1</strong> would vanish"),
        ("what=exclude&agreement=&activity=REPAIRS", "<strong>1</strong> would vanish"),
        ("what=ceiling&agreement=&level=FLAG", "1 would show less"),
        ("what=register&agreement=", "The register that keeps the entry is suspended."),
        (
            "what=day&agreement=&day_day=1&day_month=1&day_year=2040",
            "<strong>1</strong> would vanish",
        ),
        ("what=in-force&agreement={id}", "none would appear, vanish or change"),
    ],
)
def test_a_change_is_rehearsed_by_count_and_row(
    sharer, standing, marker, asked, sentence
):
    page = page_of(
        sharer.get(f"/portfolios/rehearse/?{asked.format(id=standing.agreement.pk)}")
    )

    assert sentence in page
    assert marker.reference in page or "none would" in page


def test_an_agreement_not_in_force_says_what_could_be_released(
    sharer, standing, marker, eastmere
):
    other = worlds.publish_marker(eastmere, reference="E-OTHER")

    page = page_of(
        sharer.get(
            f"/portfolios/rehearse/?what=in-force&agreement={standing.agreement.pk}"
        )
    )

    assert "What could then be released: 1" in page
    assert other.reference in page


def test_what_a_rehearsal_needs_is_named(sharer):
    got = sharer.get("/portfolios/rehearse/?what=suspend&agreement=")

    assert got.status_code == 422
    assert "Choose the agreement." in page_of(got)
    assert sharer.get("/portfolios/rehearse/").status_code == 200


def test_others_find_nothing(standing, torley):
    with in_organisation(torley):
        stranger = signed_in(torley, make_person(Role.SHARING_OFFICER))

        found = stranger.get(f"/portfolios/{standing.agreement.pk}/")

    assert found.status_code == 404
