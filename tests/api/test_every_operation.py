"""May each credential make each call, and does any answer tell of another organisation?

Walked from the addresses themselves and the methods that each answers, so a new call is
walked, or fails, by itself. The ids are another organisation's.
"""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.urls import resolve

from accounts.policy import SCOPES
from api.limits import counters
from api.routes import ACCESS, SHOWN_CREDENTIAL
from tenants.codes import Role
from tenants.context import in_organisation
from tests.accounts.making import make_person
from tests.api.asking import REPAIR, UPRN, Program, program_of
from tests.figures import record_figure
from tests.web.foreign import SECRET, Foreign, make_foreign
from tests.web.routes import routes


METHODS = ("get", "post", "patch", "put", "delete")
COUNCIL = sorted(set(Role) - {Role.PLATFORM_ADMINISTRATOR})
# The check's calls name their scope inside, where the shared asker row is judged.
CHECKS = "check"
# A check that cannot be understood is refused before anybody is asked for.
BODIES = {
    "api:checks": REPAIR,
    "api:check-batches": {"purpose": "repair", "rows": [UPRN]},
}
# Without these a call says what is missing before it looks for anything.
QUERIES = {"api:agreement-difference": {"before": "1", "after": "2"}}


@dataclass(frozen=True)
class Operation:
    name: str
    method: str
    address: str
    scope: str
    names_something: bool

    def by(self, program: Program):
        counters.clear()
        call = getattr(program.client, self.method)
        given = {"headers": program.headers}
        if self.method == "get":
            given["data"] = QUERIES.get(self.name, {})
        else:
            body = json.dumps(BODIES.get(self.name, {}))
            given |= {"data": body, "content_type": "application/json"}
        record_figure("API calls × credentials walked", 1)
        return call(self.address, **given)


def operations(parts: dict[str, object]) -> Iterator[Operation]:
    """Every call that asks for a credential, with these ids in its address."""
    for route in routes("config.urls", parts):
        if ACCESS.get(route.name) != SHOWN_CREDENTIAL:
            continue
        view = resolve(route.address).func.view_class
        named = str(parts["uuid"]) in route.address
        named = named or str(parts["string"]) in route.address
        for method in METHODS:
            if hasattr(view, method):
                scope = getattr(view, "scope", "") or CHECKS
                yield Operation(route.name, method, route.address, scope, named)


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


def test_every_call_is_walked_with_every_method_it_describes(foreign):
    found = list(operations(foreign.first()))

    assert {one.name for one in found} == {
        name for name, rule in ACCESS.items() if rule == SHOWN_CREDENTIAL
    }
    assert {one.scope for one in found} <= set(SCOPES)
    assert {one.method for one in found} <= {"get", "post", "patch"}


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
        for scope in sorted(set(SCOPES) - {operation.scope}):
            got = operation.by(programs[scope])

            assert got.status_code in {400, 403}, (operation, scope, got.content)
            assert SECRET.encode() not in got.content
            refused[got.status_code] += 1

    assert refused[400] * 5 < refused[403], refused


def test_nothing_of_another_organisation_is_found_by_any_call(foreign, program):
    everything = program(*sorted(set(SCOPES) - {"platform"}))
    walked = {one for parts in foreign.each() for one in operations(parts)}
    for operation in sorted(walked, key=lambda one: (one.address, one.method)):
        got = operation.by(everything)

        told = (operation, got.status_code, got.content[:300])
        assert got.status_code < 500, told
        assert SECRET.encode() not in got.content, told
        if operation.names_something:
            # The empty body may be what is wrong, or that a program does not sign; it is
            # never that it was done.
            signs = "problem:needs-a-person" in got.json()["type"]
            assert got.status_code in {400, 404, 422, 428} or signs, told
            if operation.method == "get":
                assert got.status_code == 404, told
