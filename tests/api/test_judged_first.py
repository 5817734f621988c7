"""Is who may not call told only that, whatever they send and wherever?

Every call of every host with its methods, asked with bodies that no call can read and
with ids that are none. Nobody unknown learns what a call takes or what an id looks like.
"""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from django.urls import resolve

from accounts.policy import SCOPES
from api.limits import counters
from api.platform_host.routes import ACCESS as PLATFORM
from api.routes import ACCESS, SHOWN_CREDENTIAL
from tenants.codes import Role
from tenants.context import in_organisation
from tests.accounts.making import make_person
from tests.api.asking import Program, problem, session_of, token_for
from tests.web.foreign import REGEX
from tests.web.routes import routes


pytestmark = pytest.mark.walk
HOSTS = {"eastmere": "config.urls", "platform_organisation": "config.urls_platform"}
METHODS = ("get", "post", "put", "patch", "delete")
ID = uuid4()
PARTS = {"string": "E-1", "slug": "offer", "int": 7, "path": "x", "regex": REGEX}
UNREADABLE = (
    ("{", "application/json"),
    ("[]", "application/json"),
    ('{"nothing": "of ours"}', "application/json"),
    ("<a/>", "text/xml"),
    ("x" * 70_000, "application/json"),
)
QUERY = "?limit=none&cursor=none&first=none&as=none&before=none&after=none"


def calls(urlconf: str) -> Iterator[tuple[str, type, str]]:
    """Name, view and address of every call that asks for a credential."""
    for route in routes(urlconf, PARTS | {"uuid": ID}):
        if (ACCESS | PLATFORM).get(route.name) == SHOWN_CREDENTIAL:
            view = resolve(route.address, urlconf).func.view_class
            yield route.name, view, route.address


def answers(client, token: str, method: str, address: str) -> Iterator[object]:
    """What is answered to each way of saying what cannot be understood."""
    headers = Program(client, token).headers
    ask = getattr(client, method)
    for body, media in UNREADABLE if method != "get" else [("", "")]:
        counters.clear()
        given = {"data": body, "content_type": media} if method != "get" else {}
        yield ask(address + QUERY, headers=headers, **given)


@pytest.mark.parametrize("here", HOSTS)
@pytest.mark.parametrize("token", ["", "unknown"])
def test_nobody_unknown_is_told_more_than_that(db, request, client_at, here, token):
    client = client_at(request.getfixturevalue(here))
    walked = 0
    for name, _, address in calls(HOSTS[here]):
        for method in METHODS:
            for got in answers(client, token, method, address):
                assert got.status_code == 401, (name, method, got.content)
                assert "errors" not in problem(got)
                walked += 1
    assert walked > 300


@pytest.mark.parametrize("here", HOSTS)
def test_a_token_without_the_scope_is_told_only_that(db, request, client_at, here):
    organisation = request.getfixturevalue(here)
    client = client_at(organisation)
    tokens = {
        left_out: token_for(organisation, scopes=sorted(set(SCOPES) - {left_out}))
        for left_out in SCOPES
    }
    for name, view, address in calls(HOSTS[here]):
        token = tokens[getattr(view, "scope", "check")]
        for method in METHODS:
            for got in answers(client, token, method, address):
                assert got.status_code == 403, (name, method, got.content)
                assert "errors" not in problem(got)


@pytest.mark.parametrize("here", HOSTS)
@pytest.mark.parametrize("token", ["", "unknown"])
def test_the_shape_of_an_id_is_told_to_nobody_unknown(
    db, request, client_at, here, token
):
    """An address with an id that is none is answered as one with an id that might be."""
    client = client_at(request.getfixturevalue(here))
    tried = 0
    for _, _, address in calls(HOSTS[here]):
        if str(ID) not in address:
            continue
        for method in ("get", "post"):
            told = [
                next(answers(client, token, method, each)).content
                for each in (address, address.replace(str(ID), "1"), "/api/v1/nothing")
            ]
            assert told[0] == told[1] == told[2], address
            tried += 1
    assert tried > 10


@pytest.mark.parametrize("here", HOSTS)
def test_who_may_call_is_told_that_an_address_is_none(db, request, client_at, here):
    organisation = request.getfixturevalue(here)
    program = Program(client_at(organisation), token_for(organisation))

    for got in (program.get("/api/v1/nothing"), program.post({}, path="/api/")):
        assert got.status_code == 404
        assert problem(got)["type"] == "urn:heed:problem:not-found"


def test_who_may_check_is_told_what_is_wrong_with_a_check(program):
    assert program.post("{").status_code == 400
    assert program.get("/api/v1/checks").status_code == 405
    assert program.post("<a/>", content_type="text/xml").status_code == 415


@pytest.mark.parametrize("strict", [False, True])
def test_somebody_without_the_second_step_they_need_shows_no_credential(
    db, platform_organisation, client_at, settings, strict
):
    """They are told so, and not sent to a page that a program cannot read."""
    settings.PASSKEY_FOR_ADMINISTRATORS = strict
    with in_organisation(platform_organisation):
        somebody = make_person(Role.PLATFORM_ADMINISTRATOR)
    at = client_at(platform_organisation)
    person = session_of(platform_organisation, somebody, client=at)

    got = person.get("/api/v1/organisations")
    sent = person.post({}, path="/api/v1/organisations")

    assert got.status_code == (401 if strict else 200)
    assert sent.status_code == (401 if strict else 400)
    assert person.get("/api/v1/docs/").status_code == 200
