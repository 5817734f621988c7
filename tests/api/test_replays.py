"""Does a call sent twice count once?"""

from markers.actions import end
from tenants.context import in_organisation
from tests.api.asking import REPAIR, Program, problem, token_for
from tests.sharing.worlds import OFFICER, now, publish_marker


KEY = {"Idempotency-Key": "visit-42"}


def test_a_replay_gets_the_same_check(program, marker):
    first = program.post(REPAIR, **KEY).json()

    second = program.post(REPAIR, **KEY).json()

    assert second == first


def test_without_a_key_each_call_is_a_check(program, marker):
    assert program.post(REPAIR).json()["id"] != program.post(REPAIR).json()["id"]


def test_a_replay_is_decided_again(program, eastmere, marker):
    first = program.post(REPAIR, **KEY).json()
    with in_organisation(eastmere):
        end(
            entry_id=marker.entry_id,
            owner=eastmere.id,
            reason="withdrawn",
            by=OFFICER,
            at=now(),
        )

    second = program.post(REPAIR, **KEY).json()

    assert second["id"] == first["id"]
    assert second["markers"] == []


def test_a_replay_shows_nothing_new(program, eastmere):
    first = program.post(REPAIR, **KEY).json()
    publish_marker(eastmere)

    second = program.post(REPAIR, **KEY).json()

    assert first["answer"] == "CLEAR"
    assert second["id"] == first["id"]
    assert second["markers"] == []
    assert second["answer"] == "CANNOT_TELL"


def test_a_key_is_for_one_check_only(program, marker):
    program.post(REPAIR, **KEY)

    response = program.post({**REPAIR, "purpose": "home-visit"}, **KEY)

    assert response.status_code == 422
    assert problem(response)["type"] == "urn:heed:problem:key-reused"


def test_keys_of_two_clients_do_not_meet(program, eastmere, client_at, marker):
    other = Program(client_at(eastmere), token_for(eastmere))

    first = program.post(REPAIR, **KEY).json()
    second = other.post({**REPAIR, "purpose": "home-visit"}, **KEY)

    assert second.status_code == 200
    assert second.json()["id"] != first["id"]


def test_a_key_outlives_its_token(eastmere, client_at, marker):
    one, two = (
        Program(client_at(eastmere), token_for(eastmere, actor_id="client-1"))
        for _ in range(2)
    )

    assert one.post(REPAIR, **KEY).json() == two.post(REPAIR, **KEY).json()


def test_a_key_that_is_none_is_refused(program):
    response = program.post(REPAIR, **{"Idempotency-Key": "x" * 101})

    assert response.status_code == 400
    assert problem(response)["errors"][0]["field"] == "Idempotency-Key"
