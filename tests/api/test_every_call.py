"""May each role make each call, and does any call tell of another organisation?

Walked from the addresses themselves: a new call is walked by itself. Whose ids are sent
belong to an agreement, an entry and people of two others.
"""

from collections.abc import Iterator

import pytest
from django.conf import settings

from accounts.policy import SCOPES
from api.limits import counters
from api.routes import ACCESS, SHOWN_CREDENTIAL
from tenants.codes import Role
from tenants.context import in_organisation
from tests.accounts.making import make_person
from tests.api.asking import Program, program_of
from tests.figures import record_figure
from tests.sharing import people, worlds
from tests.web.routes import Route, routes


METHODS = ("get", "post")
REFUSED = {400, 401, 403, 404, 405, 406, 409, 410, 412, 415, 422, 428}
NEVER = b"Thistlewood"
ROLES = [role for role in Role if role is not Role.PLATFORM_ADMINISTRATOR]
"""Whoever a council may have."""


@pytest.fixture
def elsewhere(db, torley, harbour) -> dict[str, object]:
    """The ids of others' things, for every part of an address."""
    two = people.parties(torley, harbour)
    agreement = two.in_force()
    marker = worlds.publish_marker(torley)
    return {
        "uuid": agreement,
        "string": marker.reference,
        "slug": "agreement",
        "int": 1,
        "path": "anything",
        "regex": {"account_reset_password_from_key": "forgotten/a1-set/"},
    }


def calls(ids: dict[str, object]) -> Iterator[Route]:
    for route in routes(settings.ROOT_URLCONF, ids):
        if ACCESS.get(route.name) == SHOWN_CREDENTIAL:
            yield route


def made(program: Program, method: str, route: Route):
    """One call, with nothing in its body."""
    counters.clear()
    if method == "get":
        return program.get(route.address)
    return program.post({}, path=route.address)


def test_nobody_is_told_anything_without_a_credential(elsewhere, eastmere, client_at):
    visitor = Program(client_at(eastmere))
    for route in calls(elsewhere):
        for method in METHODS:
            answer = made(visitor, method, route)
            assert answer.status_code == 401, (method, route)


def test_a_token_without_the_scope_opens_no_call(elsewhere, eastmere, client_at):
    with in_organisation(eastmere):
        somebody = make_person(Role.SHARING_OFFICER)
    bare = program_of(eastmere, somebody, "nothing", client=client_at(eastmere))
    for route in calls(elsewhere):
        for method in METHODS:
            answer = made(bare, method, route)
            assert answer.status_code in REFUSED - {401}, (method, route)


@pytest.mark.parametrize("role", ROLES)
def test_no_role_reaches_what_is_anothers(elsewhere, eastmere, client_at, role):
    with in_organisation(eastmere):
        somebody = make_person(role)
    program = program_of(eastmere, somebody, *SCOPES, client=client_at(eastmere))
    walked = 0
    for route in calls(elsewhere):
        names_a_thing = str(elsewhere["uuid"]) in route.address or (
            str(elsewhere["string"]) in route.address
        )
        for method in METHODS:
            answer = made(program, method, route)
            walked += 1
            assert answer.status_code < 500, (method, route)
            assert NEVER not in answer.content, (method, route)
            if names_a_thing:
                assert answer.status_code in REFUSED, (method, route)
            else:
                assert str(elsewhere["uuid"]).encode() not in answer.content
    assert walked > 100
    record_figure("API calls × roles walked", walked)
