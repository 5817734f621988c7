"""Does a partner describe its work by call, and does the council ask about it?"""

import pytest

from tenants.codes import Role
from tests.api.agreeing import MANAGE, programs
from tests.api.asking import problem, program_of
from tests.sharing.people import person


pytestmark = pytest.mark.django_db(databases=["default"])
WORK = {
    "activity": "REPAIRS",
    "mode": "ENTERS_PREMISES",
    "description": "Boilers and leaks, alone or in twos.",
    "people": 7,
}


def test_work_is_described_asked_about_and_answered_once(two, client_at):
    council, partner = programs(two, client_at)
    two.in_force()
    theirs = f"/api/v1/services/{two.partner.pk}"
    unlisted = council.get(theirs).json()["unlisted"]
    listed = partner.post(WORK, path="/api/v1/services")
    asked = council.post(
        {"activity": "REPAIRS", "question": "Do agency staff go?"},
        path=f"{theirs}/questions",
    )
    [service] = asked.json()["services"]
    question = service["questions"][0]["id"]
    path = f"/api/v1/service-questions/{question}/answer"
    answered = partner.post({"answer": "No."}, path=path)
    again = partner.post({"answer": "Yes."}, path=path)

    assert [one["activity"] for one in unlisted] == ["REPAIRS"]
    assert (listed.status_code, asked.status_code) == (201, 201)
    assert service["eligible"] is True
    assert answered.json()["answer"] == "No."
    assert problem(again)["status"] == 409


def test_agreed_work_is_asked_about_before_it_is_listed(two, client_at):
    council, _ = programs(two, client_at)
    two.in_force()
    theirs = f"/api/v1/services/{two.partner.pk}"
    ask = {"activity": "REPAIRS", "question": "How is it done?"}
    asked = council.post(ask, path=f"{theirs}/questions")
    other = council.post(ask | {"activity": "SURVEYS"}, path=f"{theirs}/questions")

    [line] = asked.json()["unlisted"]
    assert line["questions"][0]["question"] == "How is it done?"
    assert problem(other)["status"] == 404


def test_a_stranger_reads_no_list_and_a_wrong_field_is_named(two, client_at, torley):
    _, partner = programs(two, client_at)
    stranger = person(torley, Role.SHARING_OFFICER)
    outside = program_of(torley, stranger, MANAGE, client=client_at(torley))
    wrong = partner.post(WORK | {"mode": "FLIES"}, path="/api/v1/services")

    assert outside.get(f"/api/v1/services/{two.partner.pk}").status_code == 404
    assert [each["field"] for each in problem(wrong)["errors"]] == ["mode"]


def test_a_council_finds_whose_work_it_can_question_and_work_comes_off_the_list(
    two, client_at
):
    council, partner = programs(two, client_at)
    two.in_force()
    partner.post(WORK, path="/api/v1/services")
    [known] = council.get("/api/v1/partners").json()["results"]
    key = {"Idempotency_Key": "stop-1"}
    stop = {"activity": "REPAIRS"}
    gone = partner.post(stop, path="/api/v1/services/stop", **key)
    again = partner.post(stop, path="/api/v1/services/stop", **key)
    late = partner.post(stop, path="/api/v1/services/stop")
    by_council = council.post(stop, path="/api/v1/services/stop")

    assert (known["id"], known["services"]) == (str(two.partner.pk), 1)
    assert partner.get("/api/v1/partners").json()["results"] == []
    assert gone.json() == again.json()
    assert gone.json()["own"] is True
    assert "services" not in gone.json()
    assert problem(late)["status"] == 404
    assert problem(by_council)["status"] == 403
