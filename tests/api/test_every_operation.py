"""May each credential make each call, and does any answer tell of another organisation?

Walked over the one list of calls (`operations.py`). The ids are another organisation's.
"""

import re
from collections import Counter
from dataclasses import replace
from uuid import uuid4

import pytest
from django.urls import resolve

from accounts.policy import SCOPES
from api.routes import SHOWN_CREDENTIAL
from tenants.codes import Role
from tenants.context import in_organisation
from tests.accounts.making import make_person
from tests.api.asking import Program, program_of
from tests.api.operations import DECLARED, PLATFORM, operations
from tests.figures import record_figure
from tests.web.foreign import SECRET, Foreign, make_foreign


pytestmark = pytest.mark.walk
UUID_IN_ADDRESS = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
COUNCIL = sorted(set(Role) - {Role.PLATFORM_ADMINISTRATOR})


@pytest.fixture
def foreign(db, eastmere, brightfix) -> Foreign:
    return make_foreign(eastmere, brightfix)


@pytest.fixture
def program(foreign, torley, client_at):
    """Of Torley's, with these scopes; somebody with every role answers for it."""
    with in_organisation(torley):
        person = make_person(*COUNCIL, email="all@torley.example")

    def of(*scopes: str) -> Program:
        return program_of(torley, person, *scopes, client=client_at(torley))

    return of


FILLED = {"uuid": "uuid", "integer": "int"}


def described_at(description, parts, urlconf) -> set[tuple[str, str]]:
    """What is described, by the name of the address and the method."""
    found = set()
    for template, calls in description["paths"].items():
        for method, call in calls.items():
            address = template
            for given in call.get("parameters", ()):
                if given["in"] == "path":
                    kind = given["schema"].get("format") or given["schema"]["type"]
                    value = str(parts[FILLED.get(kind, "string")])
                    address = address.replace(f"{{{given['name']}}}", value)
            found.add((resolve(address, urlconf).view_name, method))
    return found


def test_every_call_that_is_described_or_declared_is_walked(foreign, descriptions):
    parts, walked = foreign.first(), set()
    for urlconf, description in descriptions.items():
        found = list(operations(parts, urlconf=urlconf))
        walked |= {one.name for one in found}

        assert {one.scope for one in found} <= set(SCOPES)
        assert {(one.name, one.method) for one in found} == described_at(
            description, parts, urlconf
        )

    declared = {name for name, rule in DECLARED.items() if rule == SHOWN_CREDENTIAL}
    assert walked == declared


def test_nobody_calls_without_a_credential(foreign, torley, client_at):
    """What cannot be understood may be refused before it is asked who calls; then
    nothing was looked up, and most calls are not such."""
    refused: Counter[int] = Counter()
    for operation in operations(foreign.first()):
        nothing, unknown = (
            operation.by(Program(client_at(torley), token)) for token in ("", "unknown")
        )

        assert nothing.status_code == 401, operation
        assert unknown.status_code in {400, 401}, operation
        assert SECRET.encode() not in nothing.content + unknown.content
        refused[unknown.status_code] += 1

    assert refused[400] * 5 < refused[401], refused


def test_a_scope_makes_its_own_calls_only(foreign, program):
    programs = {scope: program(scope) for scope in SCOPES}
    refused: Counter[int] = Counter()
    for operation in operations(foreign.first()):
        record_figure("API calls × scopes walked", len(programs))
        for scope in sorted(set(SCOPES) - {operation.scope}):
            got = operation.by(programs[scope])

            assert got.status_code in {400, 403}, (operation, scope, got.content)
            assert SECRET.encode() not in got.content
            refused[got.status_code] += 1

    assert refused[400] * 5 < refused[403], refused


@pytest.fixture
def platform_program(foreign, platform_organisation, client_at):
    """Of the platform's, with every scope and everything its administrator may."""
    with in_organisation(platform_organisation):
        person = make_person(Role.PLATFORM_ADMINISTRATOR)
    client = client_at(platform_organisation)
    return program_of(platform_organisation, person, *SCOPES, client=client)


def test_the_platform_is_told_of_no_entry_by_any_call(foreign, platform_program):
    """It sees agreements; whatever its call is answered, nobody's entry is in it."""
    for parts in foreign.each():
        for operation in operations(parts, urlconf=PLATFORM):
            got = operation.by(platform_program)
            record_figure("API calls × foreign ids walked", 1)

            told = (operation, got.status_code, got.content[:300])
            assert got.status_code < 500, told
            assert SECRET.encode() not in got.content, told
            if operation.method == "post":
                assert got.status_code in {400, 403, 404, 409, 422}, told


def test_the_platforms_calls_are_on_its_host_alone(foreign, program):
    everything = program(*SCOPES)
    here = {one.name for one in operations(foreign.first())}
    for operation in operations(foreign.first(), urlconf=PLATFORM):
        if operation.name not in here:
            assert operation.by(everything).status_code == 404, operation


def test_nothing_of_another_organisation_is_found_by_any_call(foreign, program):
    everything = program(*sorted(set(SCOPES) - {"platform"}))
    walked = {one for parts in foreign.each() for one in operations(parts)}
    for operation in sorted(walked, key=lambda one: (one.address, one.method)):
        got = operation.by(everything)
        record_figure("API calls × foreign ids walked", 1)

        told = (operation, got.status_code, got.content[:300])
        assert got.status_code < 500, told
        assert SECRET.encode() not in got.content, told
        if operation.names_something:
            # The empty body may be what is wrong, or that a program does not sign; it is
            # never that it was done.
            signs = "problem:needs-a-person" in got.json()["type"]
            assert got.status_code in {400, 404, 422, 428} or signs, told
            if operation.method != "get":
                continue
            if signs:
                # Read by people alone: a program is told the same of nobody's id.
                nobodys = replace(operation, address=with_nobodys_ids(operation))
                assert nobodys.by(everything).content == got.content, told
            else:
                assert got.status_code == 404, told


def with_nobodys_ids(operation) -> str:
    """The same address, with an id in place of each that nobody has."""
    return UUID_IN_ADDRESS.sub(str(uuid4()), operation.address)
