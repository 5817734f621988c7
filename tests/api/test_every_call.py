"""May each role make each call, and does any call tell of another organisation?

Walked over the one list of calls (`operations.py`). Whose ids are sent belong to an
agreement, an entry and people of two others.
"""

import pytest

from accounts.models import RoleGrant
from accounts.policy import SCOPES
from tenants.codes import Role
from tenants.context import in_organisation
from tests.accounts.making import make_person
from tests.api.asking import Program, program_of
from tests.api.operations import PLATFORM, every_method, operations
from tests.figures import record_figure
from tests.sharing import people, worlds


pytestmark = pytest.mark.walk
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


def test_nobody_is_told_anything_without_a_credential(elsewhere, eastmere, client_at):
    visitor = Program(client_at(eastmere))
    for operation in every_method(elsewhere):
        assert operation.by(visitor).status_code == 401, operation


def test_a_token_without_the_scope_opens_no_call(elsewhere, eastmere, client_at):
    with in_organisation(eastmere):
        somebody = make_person(Role.SHARING_OFFICER)
    bare = program_of(eastmere, somebody, "nothing", client=client_at(eastmere))
    for operation in every_method(elsewhere):
        got = operation.by(bare)
        assert got.status_code in REFUSED - {401}, operation


@pytest.mark.parametrize("role", ROLES)
def test_no_role_reaches_what_is_anothers(elsewhere, eastmere, client_at, role):
    with in_organisation(eastmere):
        somebody = make_person(role)
    program = program_of(eastmere, somebody, *SCOPES, client=client_at(eastmere))
    walked = 0
    for operation in operations(elsewhere):
        answer = operation.by(program)
        walked += 1
        assert answer.status_code < 500, operation
        assert NEVER not in answer.content, operation
        if operation.names_something:
            assert answer.status_code in REFUSED, operation
        else:
            assert str(elsewhere["uuid"]).encode() not in answer.content
    assert walked > 100
    record_figure("API calls × roles walked", walked)


def test_only_its_administrator_makes_the_platforms_own_calls(
    elsewhere, platform_organisation, client_at
):
    with in_organisation(platform_organisation):
        administrator, nobody = (
            make_person(Role.PLATFORM_ADMINISTRATOR) for _ in range(2)
        )
        RoleGrant.objects.filter(user=nobody).delete()
    client = client_at(platform_organisation)
    wrong = program_of(platform_organisation, nobody, *SCOPES, client=client)
    unscoped = program_of(platform_organisation, administrator, "check", client=client)
    own = [
        one
        for one in operations(elsewhere, urlconf=PLATFORM)
        if one.scope == "platform"
    ]
    for operation in own:
        for program in (wrong, unscoped):
            got = operation.by(program)
            # An empty body may be what is wrong first.
            assert got.status_code in {400, 403}, (operation, got.content)
            assert operation.method == "post" or got.status_code == 403, operation
        assert operation.by(Program(client)).status_code == 401
    assert len(own) == 24
