"""May each role open each page, and does any page tell of another organisation?

Walked from the addresses themselves, so a new route is walked, or fails, by itself.
"""

import pytest
from django.test import Client

from tenants.codes import Role
from tenants.context import in_organisation
from tests.accounts.making import make_person
from tests.figures import record_figure
from tests.web.foreign import SECRET, Foreign, make_foreign
from tests.web.routes import Route, routes
from tests.web.sameness import Told, differences, told
from tests.web.walking import client_of, page_of, signed_in
from web.access import Access, may_open, rule_for


LEAVES = {"account_logout"}
"""Opening these ends the session that walks."""
NOT_ASKED_LIKE_THAT = 405


@pytest.fixture
def foreign(db, eastmere, brightfix) -> Foreign:
    return make_foreign(eastmere, brightfix)


@pytest.fixture
def elsewhere(foreign) -> dict[str, object]:
    """The ids of another organisation's things, for every part of an address."""
    return foreign.first()


def walked(urlconf: str, ids: dict[str, object]) -> list[Route]:
    """The routes that pages guard. A route that shows its credential guards itself."""
    found = [route for route in routes(urlconf, ids) if route.name not in LEAVES]
    undeclared = [route for route in found if rule_for(route.name) is None]
    assert undeclared == []
    return [route for route in found if rule_for(route.name) != Access.SHOWN_CREDENTIAL]


def asked(browser: Client, route: Route, roles: frozenset[Role]) -> None:
    """Ask once; assert what this person gets."""
    opens = may_open(rule_for(route.name), signed_in=True, roles=roles)

    got = browser.get(route.address)

    record_figure("Routes × roles walked", 1)
    told = f"{route.name} as {sorted(roles)}: {got.status_code}"
    assert got.status_code < 500, told
    assert (got.status_code == 403) == (not opens) or opens, told
    assert SECRET not in page_of(got) if not got.streaming else True, told
    if not opens:
        assert browser.post(route.address, {}).status_code == 403, told


@pytest.mark.walk
@pytest.mark.parametrize("role", sorted(set(Role) - {Role.PLATFORM_ADMINISTRATOR}))
def test_each_role_opens_its_own_pages_only(role, elsewhere, torley, settings):
    settings.PASSKEY_FOR_ADMINISTRATORS = False
    with in_organisation(torley):
        browser = signed_in(torley, make_person(role))

    for route in walked("config.urls", elsewhere):
        asked(browser, route, frozenset({role}))


@pytest.mark.walk
def test_the_platform_opens_its_own_pages_only(
    elsewhere, platform_organisation, settings
):
    settings.PASSKEY_FOR_ADMINISTRATORS = False
    role = Role.PLATFORM_ADMINISTRATOR
    with in_organisation(platform_organisation):
        browser = signed_in(platform_organisation, make_person(role))

    for route in walked("config.urls_platform", elsewhere):
        asked(browser, route, frozenset({role}))


@pytest.mark.proof(seconds=80)
def test_another_organisations_id_is_answered_as_one_that_nobody_has(
    foreign, torley, settings
):
    """To somebody who may open every page, each kind of id at each address that takes
    one: the same status, headers and bytes, though the id is real elsewhere."""
    settings.PASSKEY_FOR_ADMINISTRATORS = False
    with in_organisation(torley):
        everybody = sorted(set(Role) - {Role.PLATFORM_ADMINISTRATOR})
        browser = signed_in(torley, make_person(*everybody))
    nowhere: dict[tuple[str, str], Told] = {}
    tried = set()

    for known, unknown in foreign.beside_unknown():
        for route, other in zip(
            walked("config.urls", known), walked("config.urls", unknown), strict=True
        ):
            if route.address == other.address or ("get", route.address) in tried:
                continue
            for method in ("get", "post"):
                asked_for = (method, other.address)
                if asked_for not in nowhere:
                    nowhere[asked_for] = answer_to(browser, *asked_for, unknown)
                if nowhere[asked_for][0] == NOT_ASKED_LIKE_THAT:
                    continue
                got = answer_to(browser, method, route.address, known)
                assert differences(got, nowhere[asked_for]) == [], (method, route)
                assert SECRET not in got[2], (method, route)
                tried.add((method, route.address))

    record_figure("Other organisations' ids tried at pages", len(tried))
    assert len(foreign.uuids) > 20
    assert len(tried) > 2_500


def answer_to(
    browser: Client, method: str, address: str, ids: dict[str, object]
) -> Told:
    browser.cookies.pop("messages", None)  # what another page left to be said here
    response = getattr(browser, method)(address, {})
    return told(response, {str(ids["uuid"]), str(ids["string"])})


@pytest.mark.parametrize("organisation", ["torley", "platform_organisation"])
def test_nobody_who_has_not_signed_in_opens_more_than_the_door(
    organisation, elsewhere, request
):
    here = request.getfixturevalue(organisation)
    urlconf = "config.urls" if organisation == "torley" else "config.urls_platform"

    for route in walked(urlconf, elsewhere):
        got = client_of(here).get(route.address)

        record_figure("Routes × roles walked", 1)
        if rule_for(route.name) != Access.ANYONE:
            assert got.status_code == 302, route
            assert got["Location"].startswith("/account/sign-in/"), route


def test_a_platform_route_is_unknown_at_an_organisation(db, eastmere):
    assert client_of(eastmere).get("/organisations/").status_code == 404


def test_a_register_route_is_unknown_at_the_platform(db, platform_organisation):
    assert client_of(platform_organisation).get("/register/").status_code == 404
