"""Is an extract asked for by a person alone, and does each side read what became of it?"""

import pytest

from tenants.context import in_organisation
from tests.api.agreeing import persons, programs
from tests.api.asking import grow_old, problem
from tests.sharing.actions.test_extracts import Way


pytestmark = pytest.mark.django_db(databases=["default"])
ASKED = {"activity": "REPAIRS", "purpose": "repair", "reason": "No signal there."}


def test_a_person_asks_and_both_sides_read_what_became_of_it(two, client_at):
    council, partner = programs(two, client_at)
    officer, _ = persons(two, client_at)
    way = Way(two, "LINK")
    way.confirm()
    path = f"/api/v1/agreements/{way.agreement_id}/extracts"
    by_program = problem(council.post(ASKED, path=path))
    key = {"Idempotency-Key": "extract-1"}
    made = officer.post(ASKED, path=path, **key)
    again = officer.post(ASKED, path=path, **key)
    grow_old(two.council, officer)
    unproved = problem(officer.post(ASKED, path=path))

    assert by_program["type"] == "urn:heed:problem:needs-a-person"
    assert (made.status_code, made.json()["state"]) == (202, "ASKED")
    assert again.json()["id"] == made.json()["id"]
    assert unproved["type"] == "urn:heed:problem:needs-proof"
    for side in (council, partner):
        assert [one["id"] for one in side.get(path).json()["results"]] == [
            made.json()["id"]
        ]
        assert side.get(made["Location"]).json()["kind"] == "LINK"


def test_without_a_confirmed_way_nothing_is_asked_for(two, client_at):
    officer, _ = persons(two, client_at)
    path = f"/api/v1/agreements/{two.in_force()}/extracts"

    got = officer.post(ASKED, path=path)

    assert problem(got)["status"] in {400, 409, 422}
    with in_organisation(two.council):
        assert officer.get(path).json()["results"] == []
