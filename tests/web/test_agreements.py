"""Do both sides see where an agreement stands, and can only the right one move it?"""

from datetime import timedelta

import pytest
from django.utils import timezone

from tenants.codes import Role
from tenants.context import in_organisation
from tests.accounts.making import make_person
from tests.sharing import worlds
from tests.web.walking import browser, page_of, signed_in


AGREEMENTS = 11


@pytest.fixture
def standing(db, eastmere, brightfix):
    return worlds.agree(eastmere, brightfix)


@pytest.fixture
def sharer(standing, in_eastmere):
    return browser(in_eastmere, Role.SHARING_OFFICER)


def terms(recipient) -> dict[str, object]:
    today = timezone.localdate()
    days = {
        "starts_on": today,
        "review_on": today + timedelta(days=90),
        "ends_on": today + timedelta(days=300),
    }
    return {
        "recipient": str(recipient.pk),
        "title": "Repairs",
        "activities": ["REPAIRS"],
        "purposes": ["repair"],
        "categories": ["THREAT"],
        "portfolio_kind": "UPRNS",
        "level": "SUMMARY",
        "lawful_basis_discloser": "uk-gdpr:6(1)(e)",
        "lawful_basis_recipient": "uk-gdpr:6(1)(f)",
        "training_months": 24,
        "recall_days": 2,
        "retention_days": 0,
    } | {
        f"{name}_{part}": getattr(day, part)
        for name, day in days.items()
        for part in ("day", "month", "year")
    }


def test_a_draft_is_saved_with_its_terms(in_eastmere, harbour):
    sharer = browser(in_eastmere, Role.SHARING_OFFICER)

    saved = sharer.post("/agreements/new/", terms(harbour))
    page = page_of(sharer.get(saved["Location"]))

    assert saved.status_code == 303
    assert "Harbour Homes" in page
    assert "Sign and offer" in page


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"recipient": ""}, "Choose the organisation that receives."),
        ({"title": ""}, "Enter this: what is it called?"),
        ({"purposes": []}, "Choose at least one: for which purposes?"),
        ({"level": "FULL"}, "Select a valid choice."),
        ({"recall_days": "soon"}, "must be a whole number, like 2."),
        ({"ends_on_year": "2020"}, "End date must be after the start date."),
        ({"starts_on_month": "13"}, "Start date must be a real date"),
    ],
)
def test_a_wrong_term_is_named_and_kept(in_eastmere, harbour, change, sentence):
    sharer = browser(in_eastmere, Role.SHARING_OFFICER)

    got = sharer.post("/agreements/new/", terms(harbour) | change)

    assert got.status_code == 422
    assert sentence in page_of(got)
    assert "value=&quot;" not in page_of(got)
    assert 'value="Repairs"' in page_of(got) or "title" in change


def test_both_sides_see_the_agreement(standing, sharer, brightfix):
    address = f"/agreements/{standing.agreement.pk}/"
    own = page_of(sharer.get(address))

    assert "Brightfix Repairs" in own
    assert "Suspend now" in own


def test_another_organisation_finds_no_agreement(standing, torley):
    with in_organisation(torley):
        stranger = signed_in(torley, make_person(Role.SHARING_OFFICER))

        assert stranger.get(f"/agreements/{standing.agreement.pk}/").status_code == 404
        assert "Brightfix" not in page_of(stranger.get("/agreements/"))


def test_suspending_needs_a_reason_and_stops_at_once(standing, sharer):
    address = f"/agreements/{standing.agreement.pk}/"

    empty = sharer.post(f"{address}suspend/", {"reason": ""})
    done = sharer.post(f"{address}suspend/", {"reason": "Misuse was reported."})

    assert "Enter this: why?" in page_of(empty)
    assert done["Location"] == address
    assert "Suspended" in page_of(sharer.get(address))


def test_a_step_out_of_turn_says_why_not(standing, sharer):
    address = f"/agreements/{standing.agreement.pk}/put-in-force/"

    got = sharer.post(address, {"reason": "Again."})

    assert got.status_code == 422
    assert "There is a problem" in page_of(got)


def test_whoever_may_only_read_takes_no_step(standing, in_eastmere):
    reader = browser(in_eastmere, Role.DATA_PROTECTION_OFFICER)
    address = f"/agreements/{standing.agreement.pk}/"

    assert reader.get(address).status_code == 200
    assert reader.post(f"{address}suspend/", {"reason": "x"}).status_code == 403


@pytest.mark.parametrize(
    "partners", [["brightfix"], ["brightfix", "harbour", "torley"]]
)
def test_the_list_asks_the_same_of_the_database(
    partners, db, eastmere, request, django_assert_num_queries
):
    for partner in partners:
        worlds.agree(eastmere, request.getfixturevalue(partner))
    with in_organisation(eastmere):
        sharer = signed_in(eastmere, make_person(Role.SHARING_OFFICER))

        with django_assert_num_queries(AGREEMENTS):
            page = page_of(sharer.get("/agreements/"))

    assert page.count("shares with") == len(partners)


@pytest.mark.parametrize(
    ("step", "heading"),
    [
        ("suspend", "Suspend this agreement now"),
        ("terminate", "End this agreement"),
        ("attest", "Attest an activity"),
    ],
)
def test_a_step_says_whose_agreement_it_is_about(standing, sharer, step, heading):
    page = page_of(sharer.get(f"/agreements/{standing.agreement.pk}/{step}/"))

    assert heading in page
    assert "Eastmere Council shares with Brightfix Repairs" in page


def test_the_agreement_leads_to_releasing_under_it_while_it_answers(standing, sharer):
    address = f"/agreements/{standing.agreement.pk}/"
    link = f'href="/sharing/several/{standing.agreement.pk}/REPAIRS/"'
    before = page_of(sharer.get(address))

    sharer.post(f"{address}suspend/", {"reason": "Misuse was reported."})

    assert link in before
    assert link not in page_of(sharer.get(address))


def test_agreements_are_listed_by_the_names_of_the_two(db, eastmere, request):
    for partner in ("torley", "harbour", "brightfix"):
        worlds.agree(eastmere, request.getfixturevalue(partner))
    with in_organisation(eastmere):
        page = page_of(browser(eastmere, Role.SHARING_OFFICER).get("/agreements/"))

    said = [part.split("<")[0] for part in page.split("shares with ")[1:]]
    assert said == ["Brightfix Repairs", "Harbour Homes", "Torley Council"]
