"""Is a team added and changed once, by whoever may, and is everyone in it judged by it?"""

from uuid import uuid4

import pytest
from django.utils import timezone

from accounts import queries
from accounts.actions.teams import create_team
from accounts.models import Team
from audit.kinds import Kind
from tenants.clocks import civil_date
from tenants.codes import ContactMode
from tenants.context import in_organisation
from tests.accounts.making import AT, BY
from tests.api.asking import grow_old, problem


PATH = "/api/v1/teams"
GAS = {"name": "Gas", "contact_mode": "ENTERS_PREMISES", "does_what": "Boilers."}
CHANGED = {"contact_mode": "REMOTE_DIRECT", "active": True}
KEY = {"Idempotency_Key": "team-1"}


def test_a_team_is_added_once_and_read(administrator, brightfix, events):
    first, again = (administrator.post(GAS, path=PATH, **KEY) for _ in range(2))
    taken = administrator.post(GAS, path=PATH)
    listed = administrator.get(PATH).json()["results"]

    assert (first.status_code, first.json()) == (201, again.json())
    assert first.json() | {"active": True, "size": 0} == {"id": first.json()["id"]} | (
        GAS | {"active": True, "size": 0}
    )
    assert administrator.get(first["Location"]).json() == first.json()
    assert first.json() in listed
    assert problem(taken)["status"] == 409
    assert len(events(first.json()["id"], Kind.TEAM_CREATED)) == 1
    with in_organisation(brightfix):
        assert Team.objects.filter(name="Gas").count() == 1


def test_everyone_in_a_team_is_judged_by_what_it_does_now(
    administrator, visitor, brightfix, events
):
    got = administrator.post(CHANGED, path=f"{PATH}/{visitor.team}/change")

    assert got.json()["contact_mode"] == "REMOTE_DIRECT"
    assert got.json()["size"] == 1
    assert len(events(visitor.team, Kind.TEAM_CHANGED)) == 1
    with in_organisation(brightfix):
        on = civil_date(timezone.now())
        assert queries.standing(visitor.user, on=on).teams == ()


def test_who_acts_on_what_another_changed_is_told(administrator, visitor):
    address = f"{PATH}/{visitor.team}"
    read = administrator.get(address)
    first = administrator.post(CHANGED, path=f"{address}/change", If_Match=read["ETag"])
    late = administrator.post(
        CHANGED | {"active": False}, path=f"{address}/change", If_Match=read["ETag"]
    )

    assert first.status_code == 200
    assert problem(late)["type"] == "urn:heed:problem:changed"
    assert administrator.get(address).json()["active"] is True


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "x" * 101}, "name"),
        ({"does_what": "x" * 201}, "does_what"),
        ({"contact_mode": "NEAR"}, "contact_mode"),
        ({"size": 4}, "size"),
    ],
)
def test_a_team_that_cannot_be_is_said_why(administrator, change, field):
    got = administrator.post(GAS | change, path=PATH)

    assert problem(got)["status"] == 400
    assert [one["field"] for one in problem(got)["errors"]] == [field]


@pytest.mark.parametrize("step", ["add", "change"])
def test_no_program_no_other_role_and_nobody_unproved_keeps_teams(
    administrator, machine, officer, visitor, brightfix, events, step
):
    added = step == "add"
    body = GAS if added else CHANGED
    address = PATH if added else f"{PATH}/{visitor.team}/change"
    before = administrator.get(PATH).json()
    tried, wrong = (who.post(body, path=address) for who in (machine, officer))
    grow_old(brightfix, administrator)
    unproved = administrator.post(body, path=address)

    assert problem(tried)["type"] == "urn:heed:problem:needs-a-person"
    assert problem(wrong)["type"] == "urn:heed:problem:not-allowed"
    assert problem(unproved)["type"] == "urn:heed:problem:needs-proof"
    assert len(events("" if added else visitor.team, Kind.STEP_NOT_ALLOWED)) == 2
    assert administrator.get(PATH).json() == before


def test_a_team_of_nobodys_or_of_another_organisation_is_not_found(
    administrator, eastmere
):
    with in_organisation(eastmere):
        theirs = create_team(
            name="Wardens",
            contact_mode=ContactMode.FACE_TO_FACE,
            does_what="",
            by=BY,
            at=AT,
        )

    for team in (theirs.pk, uuid4()):
        address = f"{PATH}/{team}"
        changed = administrator.post(CHANGED, path=f"{address}/change")

        assert problem(administrator.get(address))["status"] == 404
        assert problem(changed)["status"] == 404
    with in_organisation(eastmere):
        theirs.refresh_from_db()
        assert theirs.contact_mode == "FACE_TO_FACE"
