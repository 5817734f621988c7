"""Is an entry given to an own team that meets people, and to no other?"""

import pytest

from accounts.models import Team
from tenants.codes import Role
from tenants.context import in_organisation
from tests.accounts.making import make_person
from tests.api.asking import grow_old, problem, program_of, session_of
from tests.sharing import worlds


MANAGE = "sharing:manage"
ADDRESS = "/api/v1/team-releases"


@pytest.fixture
def officer(db, eastmere):
    with in_organisation(eastmere):
        return make_person(Role.SHARING_OFFICER)


@pytest.fixture
def program(officer, eastmere, client_at):
    return program_of(eastmere, officer, MANAGE, client=client_at(eastmere))


def team(organisation, mode: str) -> str:
    with in_organisation(organisation):
        return str(Team.objects.create(name=f"Team {mode}", contact_mode=mode).pk)


@pytest.fixture
def body(officer, eastmere):
    marker = worlds.publish_marker(eastmere)
    return {
        "entry": marker.reference,
        "team": team(eastmere, "ENTERS_PREMISES"),
        "level": "CATEGORY",
        "reason": "They go into this home.",
    }


def test_a_team_is_given_an_entry_once_and_it_is_taken_back(program, body):
    key = {"Idempotency_Key": "team-1"}
    made = program.post(body, path=ADDRESS, **key)
    again = program.post(body, path=ADDRESS, **key)
    one = f"{ADDRESS}/{made.json()['id']}/withdraw"
    back = program.post({"reason": "They left."}, path=one)
    late = program.post({"reason": "They left."}, path=one)

    assert (made.status_code, again.json()) == (201, made.json())
    assert made.json()["team"] == body["team"]
    assert made.json()["entry"] == body["entry"]
    assert made.json()["withdrawn_at"] is None
    assert back.json()["withdrawn_at"]
    assert problem(late)["status"] == 409


def test_a_team_that_meets_nobody_is_refused_with_the_reason_each_time(
    program, body, eastmere
):
    wrong = body | {"team": team(eastmere, "NONE")}
    key = {"Idempotency_Key": "team-2"}

    for _ in range(2):
        told = problem(program.post(wrong, path=ADDRESS, **key))
        assert told["type"] == "urn:heed:problem:refused"
        assert told["detail"]


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"level": "FULL"}, 400),
        ({"reason": " "}, 400),
        ({"team": "x"}, 400),
        ({"entry": "GONE"}, 404),
        ({"team": "0190b1a2-0000-7000-8000-000000000000"}, 404),
    ],
)
def test_what_is_wrong_is_refused(program, body, changes, status):
    assert problem(program.post(body | changes, path=ADDRESS))["status"] == status


def test_only_whoever_shares_gives_lately_proved_and_nobody_elsewhere(
    program, officer, body, eastmere, torley, client_at
):
    made = program.post(body, path=ADDRESS).json()["id"]
    with in_organisation(eastmere):
        visitor = make_person(Role.VISITING_OFFICER)
    with in_organisation(torley):
        stranger = make_person(Role.SHARING_OFFICER)
    wrong = program_of(eastmere, visitor, MANAGE, client=client_at(eastmere))
    outside = program_of(torley, stranger, MANAGE, client=client_at(torley))
    person = session_of(eastmere, officer, client=client_at(eastmere))
    grow_old(eastmere, person)
    why = {"reason": "x"}
    back = f"{ADDRESS}/{made}/withdraw"

    assert problem(wrong.post(body, path=ADDRESS))["status"] == 403
    assert problem(wrong.post(why, path=back))["status"] == 403
    assert problem(outside.post(why, path=back))["status"] == 404
    assert problem(outside.post(body, path=ADDRESS))["status"] == 404
    unproved = problem(person.post(body, path=ADDRESS))
    assert unproved["type"] == "urn:heed:problem:needs-proof"
