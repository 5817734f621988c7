"""Is a portfolio given, looked at and put in place by calls?"""

import pytest

from tests.api.agreeing import programs
from tests.api.asking import problem
from tests.sharing import worlds


pytestmark = pytest.mark.django_db(databases=["default"])
HOMES = b"uprn,address,postcode\n999111000009,9 Mill Street,ZX1 1AB\n"
KIND = {"content_type": "text/csv"}


def given(council, agreement_id, data=HOMES, **headers):
    path = f"/api/v1/agreements/{agreement_id}/portfolio-changes"
    return council.post(data, path=path, **KIND, **headers)


def test_homes_are_given_looked_at_and_put_in_place(two, client_at):
    council, partner = programs(two, client_at)
    agreement_id = two.in_force()
    key = {"Idempotency_Key": "homes-1"}
    made = given(council, agreement_id, **key)
    again = given(council, agreement_id, **key)
    change = made.json()
    covered = f"/api/v1/agreements/{agreement_id}/portfolio"
    before = council.get(covered).json()["label"]
    done = council.post({}, path=f"{made['Location']}/replace")

    assert (made.status_code, change["state"]) == (202, "READY")
    assert again.json()["id"] == change["id"]
    changed = [(one["added"], one["removed"]) for one in change["differences"]]
    assert changed == [(1, 1), (1, 1)]
    assert change["rehearsal"]["seen_now"] == 0
    assert before.startswith("1 ")
    assert done.json()["state"] == "APPLIED"
    assert partner.get(covered).status_code == 403


def test_what_is_covered_changes_what_is_answered_next(two, client_at):
    council, _ = programs(two, client_at)
    agreement_id = two.in_force()
    marker = worlds.publish_marker(two.council)
    released = council.post(
        {
            "entry": marker.reference,
            "agreement": str(agreement_id),
            "activity": "REPAIRS",
            "level": "CATEGORY",
            "reason": "Their fitters go there.",
        },
        path="/api/v1/releases",
    )
    shown = worlds.ask(two.partner, worlds.sign_in(two.partner)).markers
    made = given(council, agreement_id)
    council.post({}, path=f"{made['Location']}/replace")

    assert released.status_code == 201
    assert len(shown) == 1
    assert made.json()["rehearsal"]["vanishing"] == 1
    assert worlds.ask(two.partner, worlds.sign_in(two.partner)).markers == ()


def test_a_row_that_cannot_be_used_is_named_and_left_out_only_on_purpose(
    two, client_at
):
    council, _ = programs(two, client_at)
    made = given(council, two.in_force(), HOMES + b"not a number,,\n")
    refused = council.post({}, path=f"{made['Location']}/replace")
    done = council.post({"leave_out": True}, path=f"{made['Location']}/replace")

    assert made.json()["findings"][0]["row"] == 3
    assert made.json()["findings"][0]["detail"].endswith(".")
    assert problem(refused)["status"] == 400
    assert done.json()["state"] == "APPLIED"


def test_areas_are_named_and_a_change_is_given_up(two, client_at):
    council, _ = programs(two, client_at)
    path = f"/api/v1/agreements/{two.in_force()}/portfolio-changes"
    made = council.post({"areas": ["E09000018"]}, path=path)
    left = council.post({}, path=f"{made['Location']}/give-up")
    both = council.post({"areas": ["E09000018"], "cases": ["E-1"]}, path=path)
    wrong = council.post({"areas": ["Mill Street"]}, path=path)

    assert made.json()["kind"] == "AREA"
    assert left.json()["state"] == "ABANDONED"
    assert problem(both)["errors"][0]["field"] == "areas"
    assert problem(wrong)["status"] == 400
