"""Is each thing changed about a person once, by whoever may, and is it on record?"""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from accounts import queries
from accounts.models import Invitation, User
from accounts.permissions import roles_of
from accounts.queries.standing import why_not_answered
from audit.kinds import Kind
from tenants.clocks import civil_date
from tenants.codes import Role
from tenants.context import in_organisation
from tests.accounts.making import make_person, session_row
from tests.api.asking import grow_old, problem, session_of


KEY = {"Idempotency_Key": "step-1"}


def today():
    return civil_date(timezone.now())


def body_for(step: str) -> dict[str, object]:
    bodies: dict[str, dict[str, object]] = {
        "/roles": {"roles": ["PARTNER_SIGNATORY"]},
        "/teams": {"teams": []},
        "/details": {"full_name": "Ada Quill"},
        "/briefings": {"given_on": today().isoformat()},
        "/invite": {},
    }
    return bodies[step]


STEPS = ["/roles", "/teams", "/details", "/briefings", "/invite"]
ON_RECORD = {
    "/roles": {Kind.ROLE_GRANTED, Kind.ROLE_ENDED},
    "/teams": {Kind.PERSON_TEAMS_CHANGED},
    "/details": {Kind.PERSON_CHANGED},
    "/briefings": {Kind.PERSON_BRIEFED},
    "/invite": {Kind.PERSON_INVITED},
}


@pytest.fixture
def not_joined(visitor, brightfix):
    """Whoever has no password yet may be sent another link."""
    with in_organisation(brightfix):
        visitor.user.set_unusable_password()
        visitor.user.save()
    return visitor


@pytest.mark.parametrize("step", STEPS)
def test_a_step_is_taken_once_and_is_on_record(
    administrator, not_joined, events, namer, step
):
    address = not_joined.path + step
    first, again = (
        administrator.post(body_for(step), path=address, **KEY) for _ in range(2)
    )
    reused = administrator.post({"any": "thing"}, path=address, **KEY)

    assert first.status_code == again.status_code == 200, first.content
    assert first.json() == again.json()
    assert first["ETag"] == again["ETag"]
    assert first["Cache-Control"] == "no-store"
    assert problem(reused)["type"] in {
        "urn:heed:problem:key-reused",
        "urn:heed:problem:invalid",
    }
    recorded = [
        event.kind
        for event in events(not_joined.id, *ON_RECORD[step])
        if event.actor_id == str(namer.pk)
    ]
    assert sorted(recorded) == sorted(ON_RECORD[step])


def test_roles_are_given_and_taken_and_the_person_is_signed_out(
    administrator, visitor, brightfix, client_at
):
    session = session_of(brightfix, visitor.user, client=client_at(brightfix))
    with in_organisation(brightfix):
        assert session_row(session.client).actor_id == visitor.id
    got = administrator.post(
        {"roles": ["PARTNER_SIGNATORY"]}, path=f"{visitor.path}/roles"
    )
    none = administrator.post({"roles": []}, path=f"{visitor.path}/roles")

    assert got.json()["roles"] == ["PARTNER_SIGNATORY"]
    assert "roles" not in none.json()
    assert session.get("/api/v1/agreements").status_code == 401
    with in_organisation(brightfix):
        assert roles_of(visitor.user, today()) == set()


def test_nobody_changes_their_own_roles_and_none_that_are_not_here(
    administrator, namer, visitor
):
    own = administrator.post({"roles": []}, path=f"/api/v1/people/{namer.pk}/roles")
    wrong = administrator.post(
        {"roles": ["APPEAL_PANEL"]}, path=f"{visitor.path}/roles"
    )
    unknown = administrator.post({"roles": ["KING"]}, path=f"{visitor.path}/roles")

    assert problem(own)["status"] == 422
    assert "nobody changes their own roles" in problem(own)["detail"]
    assert problem(wrong)["status"] == 422
    assert [one["field"] for one in problem(unknown)["errors"]] == ["roles.0"]


def test_teams_are_those_said_and_no_others(administrator, visitor, eastmere):
    added = administrator.post(
        {"name": "Gas", "contact_mode": "ENTERS_PREMISES"}, path="/api/v1/teams"
    ).json()
    got = administrator.post({"teams": [added["id"]]}, path=f"{visitor.path}/teams")
    administrator.post(
        {"contact_mode": "NONE", "active": False},
        path=f"/api/v1/teams/{visitor.team}/change",
    )
    refused = [
        administrator.post({"teams": [team]}, path=f"{visitor.path}/teams")
        for team in (visitor.team, str(uuid4()))
    ]

    assert got.json()["teams"] == [added["id"]]
    for each in refused:
        assert [one["field"] for one in problem(each)["errors"]] == ["teams"]
    assert administrator.get(visitor.path).json()["teams"] == [added["id"]]


def test_somebody_new_is_in_no_team_that_is_not_here(administrator, brightfix):
    body = {"full_name": "Ben", "email": "ben@brightfix.example"}
    got = administrator.post(
        {**body, "roles": ["PARTNER_OFFICER"], "teams": [str(uuid4())]},
        path="/api/v1/people",
    )

    assert [one["field"] for one in problem(got)["errors"]] == ["teams"]
    with in_organisation(brightfix):
        assert not User.objects.filter(email=body["email"]).exists()


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"full_name": ""}, "full_name"),
        ({"full_name": "x" * 121}, "full_name"),
        ({"full_name": "A", "phone": "1" * 31}, "phone"),
        ({"full_name": "A\nB"}, "full_name"),
        ({"full_name": "A", "email": "new@brightfix.example"}, "email"),
    ],
)
def test_a_name_that_cannot_be_is_said(administrator, visitor, body, field):
    got = administrator.post(body, path=f"{visitor.path}/details")

    assert problem(got)["status"] == 400
    assert [one["field"] for one in problem(got)["errors"]] == [field]


def test_a_briefing_ends_the_interlock_and_is_not_recorded_twice(
    administrator, visitor, brightfix
):
    with in_organisation(brightfix):
        before = why_not_answered(visitor.user, on=today())
    body = {"given_on": today().isoformat()}
    got = administrator.post(body, path=f"{visitor.path}/briefings")
    again = administrator.post(body, path=f"{visitor.path}/briefings")
    future = administrator.post(
        {"given_on": (today() + timedelta(days=1)).isoformat()},
        path=f"{visitor.path}/briefings",
    )

    assert before == "You have not been briefed yet."
    assert problem(again)["status"] == 409
    assert problem(future)["status"] == 400
    assert [one["field"] for one in problem(future)["errors"]] == ["given_on"]
    with in_organisation(brightfix):
        ends = queries.briefed_until(visitor.user)
        assert got.json()["briefed_until"] == ends.isoformat()
        assert "briefed" not in why_not_answered(visitor.user, on=today())


def test_a_leaver_comes_back_and_whoever_joined_is_sent_no_link(
    administrator, visitor, brightfix
):
    joined = administrator.post({}, path=f"{visitor.path}/invite")
    administrator.post({}, path=f"{visitor.path}/remove")
    back = administrator.post({}, path=f"{visitor.path}/invite")

    assert problem(joined)["status"] == 409
    assert "joined already" in problem(joined)["detail"]
    assert (back.json()["active"], back.json()["invited"]) == (True, True)
    with in_organisation(brightfix):
        assert Invitation.objects.filter(user=visitor.user).count() == 1


@pytest.mark.parametrize("step", STEPS)
def test_who_acts_on_what_another_changed_is_told(administrator, not_joined, step):
    read = administrator.get(not_joined.path)
    changed = administrator.post(
        {"full_name": "Somebody Else"}, path=f"{not_joined.path}/details"
    )
    late = administrator.post(
        body_for(step), path=not_joined.path + step, If_Match=read["ETag"]
    )
    now = administrator.post(
        body_for(step), path=not_joined.path + step, If_Match=changed["ETag"]
    )

    assert problem(late)["type"] == "urn:heed:problem:changed"
    assert now.status_code == 200, now.content


@pytest.mark.parametrize("step", STEPS)
def test_no_program_no_other_role_and_nobody_unproved_takes_a_step(
    administrator, machine, officer, not_joined, brightfix, events, step
):
    address = not_joined.path + step
    before = administrator.get(not_joined.path).json()
    recorded = events(not_joined.id, *ON_RECORD[step])
    tried = machine.post(body_for(step), path=address, **KEY)
    wrong = officer.post(body_for(step), path=address)
    attempts = events(not_joined.id, Kind.STEP_NOT_ALLOWED)
    grow_old(brightfix, administrator)
    unproved = administrator.post(body_for(step), path=address)

    assert problem(tried)["type"] == "urn:heed:problem:needs-a-person"
    assert problem(wrong)["type"] == "urn:heed:problem:not-allowed"
    assert problem(unproved)["type"] == "urn:heed:problem:needs-proof"
    assert {event.actor_kind for event in attempts} == {"CLIENT", "PERSON"}
    assert len(attempts) == 2
    assert administrator.get(not_joined.path).json() == before
    assert events(not_joined.id, *ON_RECORD[step]) == recorded


def test_reading_leaves_no_attempt_and_tells_only_whoever_may(
    machine, officer, visitor, events
):
    for address in (visitor.path, "/api/v1/briefings", "/api/v1/teams"):
        by_program, by_officer = machine.get(address), officer.get(address)

        assert problem(by_program)["type"] == "urn:heed:problem:needs-a-person"
        assert problem(by_officer)["type"] == "urn:heed:problem:not-allowed"
    assert events(visitor.id, Kind.STEP_NOT_ALLOWED) == []


@pytest.mark.parametrize("step", STEPS)
def test_a_person_of_another_organisation_does_not_exist(administrator, eastmere, step):
    with in_organisation(eastmere):
        other = make_person(Role.VISITING_OFFICER)

    for who in (other.pk, uuid4()):
        got = administrator.post(body_for(step), path=f"/api/v1/people/{who}{step}")
        assert problem(got)["status"] == 404
        assert problem(administrator.get(f"/api/v1/people/{who}"))["status"] == 404
