"""Does the register show what the viewer may see, and is every look on record?"""

from dataclasses import replace

import pytest

from register.actions import entries, letters
from register.models import Notice
from sharing.check import Answer
from tenants.codes import Role
from tenants.packs.choices import IndexVisible
from tenants.queries import current_pack
from tests.accounts.making import make_person
from tests.packs.walking import look
from tests.register import making
from tests.web.walking import browser, page_of, signed_in
from web import context


LIST = 11


@pytest.fixture
def people(in_eastmere):
    return making.make_people()


@pytest.fixture
def entry(people):
    return making.make_entry(people)


@pytest.fixture
def safety(in_eastmere):
    return browser(in_eastmere, Role.HEALTH_AND_SAFETY)


def test_an_entry_shows_what_to_do_and_why(safety, entry):
    page = page_of(safety.get(f"/register/entries/{entry.reference}/"))

    assert "Do not go alone" in page
    assert "Rowan Ashby" in page
    assert "Do not print" in page or "heed-register" in page


def test_who_looked_names_who_did(safety, entry):
    safety.get(f"/register/entries/{entry.reference}/")

    page = page_of(safety.get(f"/register/entries/{entry.reference}/looks/"))

    assert "Opened the entry" in page
    assert "health and safety" in page


def test_who_looked_at_an_entry_names_whoever_was_shown_it_in_a_check(safety, entry):
    adviser = make_person(Role.HEALTH_AND_SAFETY)
    assert look(adviser).answer == Answer.HIT
    look(adviser, postcode="ZX9 9ZZ", building="1")

    page = page_of(safety.get(f"/register/entries/{entry.reference}/looks/"))

    assert page.count(f"{adviser.full_name}, health and safety adviser") == 1
    assert "Shown in a check (a factual summary as well): home visit" in page


def test_an_entry_that_does_not_exist_is_not_found(safety, entry):
    assert safety.get("/register/entries/E-NOSUCH00/").status_code == 404


def test_an_officer_outside_its_teams_finds_no_entry(in_eastmere, entry):
    officer = browser(in_eastmere, Role.VISITING_OFFICER)

    assert officer.get(f"/register/entries/{entry.reference}/").status_code == 404
    assert officer.get("/register/").status_code == 403


def test_an_entry_is_removed_with_a_reason(in_eastmere, people, entry):
    decider = signed_in(in_eastmere, people.decider)
    address = f"/register/entries/{entry.reference}/"

    empty = decider.post(f"{address}withdraw/", {"reason": ""})
    done = decider.post(f"{address}withdraw/", {"reason": "The risk is gone."})

    assert "Say why the entry is removed." in page_of(empty)
    assert done["Location"] == address
    assert "Withdrawn" in page_of(decider.get(address))


def test_a_removed_entry_is_not_removed_again(in_eastmere, people, entry):
    decider = signed_in(in_eastmere, people.decider)
    entries.withdraw(
        reference=entry.reference, reason="Gone.", by=people.decider, at=making.AT
    )

    got = decider.post(
        f"/register/entries/{entry.reference}/withdraw/", {"reason": "Again."}
    )

    assert got.status_code == 422


def test_filters_hold_no_name(safety, entry):
    page = page_of(safety.get("/register/?state=ACTIVE&category=THREAT&name=Rowan"))

    assert "1 entry" in page
    assert 'name="name"' not in page


@pytest.mark.parametrize("page", ["0", "-1", "x", "99999999", "٣"])
def test_a_nonsense_page_is_the_first_or_empty(safety, entry, page):
    assert safety.get(f"/register/?page={page}").status_code == 200


@pytest.mark.parametrize("held", [1, 3])
def test_the_list_asks_the_same_of_the_database(
    in_eastmere, people, safety, held, django_assert_num_queries
):
    for _ in range(held):
        making.make_entry(people)

    with django_assert_num_queries(LIST):
        page = page_of(safety.get("/register/"))

    assert page.count("/register/entries/") == held


@pytest.mark.parametrize(
    ("role", "opens"),
    [
        (Role.HEALTH_AND_SAFETY, True),
        (Role.SHARING_OFFICER, False),
        (Role.DATA_PROTECTION_OFFICER, False),
    ],
)
def test_a_letter_is_a_link_only_for_whoever_may_open_it(
    in_eastmere, entry, role, opens
):
    letters.send(notice_id=Notice.objects.get().pk, at=making.AT)
    reader = browser(in_eastmere, role)
    link = f'href="/register/entries/{entry.reference}/letters/'

    page = page_of(reader.get(f"/register/entries/{entry.reference}/"))

    assert "Added to the register" in page
    assert (link in page) == opens


@pytest.mark.parametrize(
    ("shown", "listed"),
    [(IndexVisible.YES, True), (IndexVisible.NO, False)],
)
def test_the_menu_leads_to_a_list_only_where_the_pack_shows_one(
    in_eastmere, people, monkeypatch, shown, listed
):
    """A cover officer reads an entry, and not the list where the pack says so."""
    pack = replace(current_pack(in_eastmere), index_visible=shown)
    monkeypatch.setattr(context, "current_pack", lambda _: pack)
    cover = browser(in_eastmere, Role.COVER_OFFICER)

    assert ('href="/register/"' in page_of(cover.get("/"))) == listed
