"""Does somebody name the few people of a guest by call, and nobody else?"""

from uuid import uuid4

import pytest

from accounts.models import Invitation, User
from tenants.codes import Role
from tenants.context import in_organisation
from tests.accounts.making import make_person
from tests.api.asking import grow_old, problem, program_of, session_of


PEOPLE = "/api/v1/people"
SOMEBODY = {
    "full_name": "Ada Quill",
    "email": "ada@brightfix.example",
    "roles": ["PARTNER_OFFICER"],
}


@pytest.fixture
def two_at_most(monkeypatch):
    """As in a guest organisation, with room for fewer."""
    for module in ("accounts.actions.people", "accounts.queries.naming"):
        monkeypatch.setattr(f"{module}.most_people", lambda: 2)


def test_somebody_is_named_once_and_gets_a_link(administrator, brightfix):
    key = {"Idempotency_Key": "name-1"}
    made = administrator.post(SOMEBODY, path=PEOPLE, **key)
    again = administrator.post(SOMEBODY, path=PEOPLE, **key)
    taken = administrator.post(SOMEBODY, path=PEOPLE)

    assert (made.status_code, again.json()) == (201, made.json())
    assert made["Cache-Control"] == "no-store"
    assert made.json()["roles"] == ["PARTNER_OFFICER"]
    assert problem(taken)["status"] == 409
    with in_organisation(brightfix):
        assert Invitation.objects.filter(user_id=made.json()["id"]).count() == 1


def test_a_guest_has_room_for_so_many_and_a_leaver_makes_room(
    administrator, two_at_most, namer
):
    made = administrator.post(SOMEBODY, path=PEOPLE).json()
    other = SOMEBODY | {"email": "ben@brightfix.example"}
    full = administrator.post(other, path=PEOPLE)
    told = administrator.get(f"{PEOPLE}?limit=1").json()
    last = administrator.get(told["next"]).json()
    gone = administrator.post({}, path=f"{PEOPLE}/{made['id']}/remove")
    late = administrator.post({}, path=f"{PEOPLE}/{made['id']}/remove")
    room = administrator.post(other, path=PEOPLE)

    assert problem(full)["status"] == 409
    assert "named people at most" in problem(full)["detail"]
    assert (told["active"], told["most"]) == (2, 2)
    assert {one["id"] for one in told["results"] + last["results"]} == {
        made["id"],
        str(namer.pk),
    }
    assert gone.json()["active"] is False
    assert problem(late)["status"] == 409
    assert room.status_code == 201


@pytest.mark.parametrize(
    ("change", "status", "field"),
    [
        ({"email": "ada"}, 400, None),
        ({"roles": []}, 400, "roles"),
        ({"roles": ["KING"]}, 400, "roles.0"),
        ({"full_name": "x" * 121}, 400, "full_name"),
        ({"roles": ["APPEAL_PANEL"]}, 422, None),
    ],
)
def test_who_cannot_be_named_is_said_why(
    administrator, brightfix, change, status, field
):
    got = administrator.post(SOMEBODY | change, path=PEOPLE)

    assert problem(got)["status"] == status
    assert [one["field"] for one in problem(got).get("errors", [])] == (
        [field] if field else []
    )
    with in_organisation(brightfix):
        assert not User.objects.filter(full_name__startswith="Ada").exists()


def test_no_program_no_other_role_and_nobody_unproved_names_anybody(
    administrator, namer, brightfix, client_at
):
    with in_organisation(brightfix):
        officer = make_person(Role.PARTNER_SIGNATORY)
    browser = client_at(brightfix)
    program = program_of(brightfix, namer, "sharing:manage", client=browser)
    wrong = session_of(brightfix, officer, client=client_at(brightfix))
    tried = program.post(SOMEBODY, path=PEOPLE)
    grow_old(brightfix, administrator)
    unproved = administrator.post(SOMEBODY, path=PEOPLE)

    assert problem(tried)["type"] == "urn:heed:problem:needs-a-person"
    assert problem(program.get(PEOPLE))["type"] == "urn:heed:problem:needs-a-person"
    assert problem(wrong.post(SOMEBODY, path=PEOPLE))["status"] == 403
    assert problem(wrong.get(PEOPLE))["status"] == 403
    assert problem(unproved)["type"] == "urn:heed:problem:needs-proof"


def test_a_person_of_another_organisation_does_not_exist(administrator, eastmere):
    with in_organisation(eastmere):
        other = make_person(Role.VISITING_OFFICER)

    for who in (other.pk, uuid4()):
        got = administrator.post({}, path=f"{PEOPLE}/{who}/remove")
        assert problem(got)["status"] == 404
    with in_organisation(eastmere):
        assert User.objects.get(pk=other.pk).is_active
