"""Who may make each call of the platform, and does any reach an entry?

Walked from the addresses themselves: a route that the list below does not know fails.
"""

import json
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import pytest
from django.db import ProgrammingError, connection, transaction
from django.urls import resolve
from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.validation import validate_schema

from accounts.models import RoleGrant
from accounts.policy import SCOPES
from api.limits import counters
from api.platform_host.routes import ACCESS as OWN
from api.routes import ACCESS, ANYONE, SHOWN_CREDENTIAL
from audit.kinds import Kind
from audit.queries import events_for
from tenants.codes import Role
from tenants.context import in_organisation
from tests.accounts.making import make_person
from tests.api.asking import Program, problem, program_of, session_of
from tests.figures import record_figure
from tests.web.foreign import REGEX, SECRET, make_foreign
from tests.web.routes import routes


HOST = "config.urls_platform"
DESCRIBED = "api.urls_platform"
BECAUSE = {"reason": "To see."}


@dataclass(frozen=True)
class Made:
    """How one call is made, so that nothing but who makes it can be in its way."""

    method: str
    body: dict[str, Any] = field(default_factory=dict)
    query: str = ""


READ = Made("get")
CALLS: dict[str, tuple[Made, ...]] = {
    "api:organisations": (READ, Made("post")),
    "api:organisation": (READ,),
    "api:suspend-organisation": (Made("post", BECAUSE),),
    "api:resume-organisation": (Made("post", BECAUSE),),
    "api:first-administrator": (
        Made("post", {"full_name": "Ama Fell", "email": "ama@fell.example"}),
    ),
    "api:guests": (Made("post"),),
    "api:openings": (READ,),
    "api:opening": (READ,),
    "api:operations": (READ,),
    "api:agreement-templates": (READ,),
    "api:agreements-health": (READ,),
    "api:agreements": (READ, Made("post")),
    "api:agreement": (READ,),
    "api:suspend-agreement": (Made("post", BECAUSE),),
    "api:clear-suspension": (Made("post", BECAUSE),),
    "api:agreement-versions": (READ, Made("post")),
    "api:agreement-version": (READ,),
    "api:version-texts": (READ,),
    "api:version-text": (READ,),
    "api:version-text-file": (READ,),
    "api:agreement-difference": (Made("get", query="?before=1&after=1"),),
}


@pytest.fixture
def settled(settings):
    settings.PASSKEY_FOR_ADMINISTRATORS = False


@pytest.fixture
def parts(db, eastmere, brightfix) -> dict[str, object]:
    """The ids of an agreement of two others, and of an entry released under it."""
    return make_foreign(eastmere, brightfix).first()


def walked(parts: dict[str, object]) -> list[tuple[str, str, Made]]:
    found = [
        (route.name, route.address, made)
        for route in routes(HOST, parts)
        for made in CALLS.get(route.name, ())
    ]
    assert len(found) == sum(map(len, CALLS.values()))
    return found


def call(program: Program, address: str, made: Made):
    counters.clear()
    record_figure("Platform API calls × callers walked", 1)
    if made.method == "get":
        return program.get(address + made.query)
    return program.post(made.body, path=address)


def test_every_route_of_the_platform_is_in_the_list_with_each_of_its_methods():
    ids = {"uuid": uuid4(), "string": "E-1", "slug": "offer", "int": 1}
    ids |= {"path": "anything", "regex": REGEX}
    found = {}
    for route in routes(HOST, ids):
        if not route.name.startswith("api:"):
            continue
        rule = (ACCESS | OWN)[route.name]
        if rule == ANYONE:
            continue
        assert rule == SHOWN_CREDENTIAL
        view = resolve(route.address, HOST).func.view_class
        assert view.scope == "platform", route
        methods = ("get", "post", "put", "patch", "delete")
        found[route.name] = {each for each in methods if hasattr(view, each)}

    assert found == {
        name: {made.method for made in all_} for name, all_ in CALLS.items()
    }


def test_nobody_calls_without_a_credential(
    parts, platform_organisation, eastmere, client_at
):
    """Nothing, an unknown token, or a token of an organisation's own."""
    with in_organisation(eastmere):
        officer = make_person(Role.SHARING_OFFICER)
    theirs = program_of(eastmere, officer, *SCOPES, client=client_at(eastmere))
    asked = [*walked(parts), ("", "/api/v1/organisations/1", READ)]
    for name, address, made in asked:
        for token in ("", "unknown", theirs.token):
            visitor = Program(client_at(platform_organisation), token)
            got = call(visitor, address, Made(made.method))

            assert got.status_code == 401, (name, token, got.content)
            assert SECRET.encode() not in got.content


def test_a_scope_of_another_kind_opens_nothing(
    parts, settled, platform_organisation, client_at
):
    with in_organisation(platform_organisation):
        somebody = make_person(Role.PLATFORM_ADMINISTRATOR)
    program = program_of(
        platform_organisation,
        somebody,
        *(set(SCOPES) - {"platform"}),
        client=client_at(platform_organisation),
    )
    for name, address, made in walked(parts):
        assert call(program, address, made).status_code == 403, name


def test_a_person_without_the_role_opens_nothing(
    parts, settled, platform_organisation, client_at
):
    """Somebody let in whose role has ended."""
    with in_organisation(platform_organisation):
        somebody = make_person(Role.PLATFORM_ADMINISTRATOR)
    person = session_of(
        platform_organisation, somebody, client=client_at(platform_organisation)
    )
    with in_organisation(platform_organisation):
        RoleGrant.objects.filter(user=somebody).delete()
    for name, address, made in walked(parts):
        assert call(person, address, made).status_code == 403, name
    with in_organisation(platform_organisation):
        tried = events_for(
            organisation=platform_organisation.pk, kinds=[Kind.STEP_NOT_ALLOWED]
        )
    posts = {name for name, made in CALLS.items() if "post" in {m.method for m in made}}
    assert {event.details["step"] for event in tried} == posts


def test_an_organisations_person_finds_none_of_it_at_home(
    parts, eastmere, client_at, settled
):
    with in_organisation(eastmere):
        everybody = make_person(*(set(Role) - {Role.PLATFORM_ADMINISTRATOR}))
    person = session_of(eastmere, everybody, client=client_at(eastmere))
    for name, address, made in walked(parts):
        if name in OWN:
            assert call(person, address, made).status_code == 404, name


def test_no_call_of_the_platforms_tells_of_an_entry(
    parts, settled, platform_organisation, eastmere, client_at
):
    with in_organisation(platform_organisation):
        somebody = make_person(Role.PLATFORM_ADMINISTRATOR)
    person = session_of(
        platform_organisation, somebody, client=client_at(platform_organisation)
    )
    kinds = make_ids(eastmere, parts)
    for ids in kinds:
        for name, address, made in walked(ids):
            got = call(person, address, made)

            assert got.status_code < 500, (name, got.content)
            assert SECRET.encode() not in got.content, name
            assert str(ids["string"]).encode() not in got.content, name


def make_ids(eastmere, parts) -> list[dict[str, object]]:
    """The same addresses with an organisation's id, and with an entry's."""
    return [parts, parts | {"uuid": eastmere.pk}]


@pytest.mark.parametrize(
    "path", ["entries", "reports", "releases", "checks", "receipts"]
)
def test_there_is_no_address_for_an_entry(
    parts, settled, platform_organisation, client_at, path
):
    with in_organisation(platform_organisation):
        somebody = make_person(Role.PLATFORM_ADMINISTRATOR)
    person = session_of(
        platform_organisation, somebody, client=client_at(platform_organisation)
    )

    assert problem(person.get(f"/api/v1/{path}"))["status"] == 404
    assert problem(person.get(f"/api/v1/{path}/{parts['string']}"))["status"] == 404


@pytest.mark.parametrize(
    "table", ["register_entry", "register_report", "register_subject", "accounts_user"]
)
def test_the_database_refuses_the_platforms_role_every_register(
    parts, platform_organisation, eastmere, table
):
    with (
        in_organisation(platform_organisation),
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"SELECT count(*) FROM {eastmere.schema_name}.{table}")


def test_the_platforms_calls_are_described_on_its_own_host(
    db, platform_organisation, eastmere, client_at
):
    GENERATOR_STATS.reset()
    described = client_at(platform_organisation).get("/api/v1/openapi.json").json()

    assert not GENERATOR_STATS, dict(GENERATOR_STATS._warn_cache)
    validate_schema(described)
    assert described["openapi"] == "3.1.0"
    operations = [
        each for path in described["paths"].values() for each in path.values()
    ]
    assert len(operations) == sum(len(made) for made in CALLS.values())
    assert len({each["operationId"] for each in operations}) == len(operations)
    assert {each["security"][0]["client"][0] for each in operations} == {"platform"}
    assert "/api/v1/organisations" in described["paths"]
    assert "/api/v1/entries" not in described["paths"]
    theirs = client_at(eastmere).get("/api/v1/openapi.json").json()
    assert "/api/v1/organisations" not in theirs["paths"]


def test_answers_hold_what_is_described(
    db, settled, platform_organisation, eastmere, client_at
):
    with in_organisation(platform_organisation):
        somebody = make_person(Role.PLATFORM_ADMINISTRATOR)
    person = session_of(
        platform_organisation, somebody, client=client_at(platform_organisation)
    )
    schemas = SchemaGenerator(urlconf=DESCRIBED).get_schema(public=True)["components"]

    def fields(name: str) -> set[str]:
        return set(schemas["schemas"][name]["properties"])

    one = person.get(f"/api/v1/organisations/{eastmere.pk}").json()
    row = person.get("/api/v1/organisations").json()["results"][0]
    template = person.get("/api/v1/agreement-templates").json()["results"][0]
    assert fields("Organisation") == set(one)
    assert fields("OrganisationRow") == set(row)
    assert fields("AgreementTemplate") == set(template)
    assert set(template["terms"]) <= fields("Terms")


def test_the_platforms_documentation_and_index_lead_to_its_calls(
    db, platform_organisation, client_at
):
    visitor = client_at(platform_organisation)
    index = visitor.get("/api/v1/")

    assert json.loads(index.content)["organisations"] == "/api/v1/organisations"
    assert visitor.get("/api/v1/docs/").status_code == 200
    assert b"/api/v1/openapi.json" in visitor.get("/api/v1/docs/?script=").content
