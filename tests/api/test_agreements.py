"""Can both parties read and move their agreements by program, and nobody else theirs?"""

from uuid import uuid4

import pytest

from sharing.models import Agreement
from tenants.codes import Role
from tenants.context import in_organisation
from tests.accounts.making import make_person
from tests.api.agreeing import (
    BECAUSE,
    INDEMNITY,
    MANAGE,
    SIGNED,
    WORK,
    draft,
    persons,
    programs,
)
from tests.api.asking import problem, program_of, session_of
from tests.sharing.people import TODAY, person


pytestmark = pytest.mark.django_db(databases=["default"])


def test_programs_prepare_and_people_sign(two, client_at):
    council, partner = programs(two, client_at)
    officer, signatory = persons(two, client_at)
    made = council.post(draft(two), path="/api/v1/agreements")
    agreement = made.json()["id"]
    one = f"/api/v1/agreements/{agreement}"
    unseen = partner.get(one).status_code
    offered = officer.post(SIGNED, path=f"{one}/offer")
    attest = {**WORK, "agreement": agreement, "ends_on": TODAY.isoformat()}
    steps = [
        signatory.post(SIGNED, path=f"{one}/accept"),
        signatory.post(INDEMNITY, path=f"{one}/indemnity"),
        partner.post(attest, path="/api/v1/attestations"),
    ]
    attested = f"/api/v1/attestations/{steps[2].json()['id']}"
    steps += [
        officer.post({}, path=f"{attested}/approve"),
        officer.post(BECAUSE, path=f"{one}/put-in-force"),
        partner.post({"reason": "A breach."}, path=f"{one}/suspend"),
        partner.post({"reason": "Put right."}, path=f"{one}/clear-suspension"),
        officer.post({"reason": "It is."}, path=f"{one}/lift-suspension"),
        partner.post({"reason": "We close."}, path=f"{one}/terminate"),
    ]

    assert (made.status_code, made["Location"], unseen) == (201, one, 404)
    assert offered.json()["state"] == "OFFERED"
    assert offered.json()["signed_by_discloser"].startswith(two.officer.full_name)
    assert [step.status_code for step in steps] == [
        200, 200, 201, 200, 200, 200, 200, 200, 200,
    ]  # fmt: skip
    assert [step.json().get("state") for step in steps] == [
        "ACCEPTED", "INDEMNIFIED", None, None, "IN_FORCE", "SUSPENDED", "SUSPENDED",
        "IN_FORCE", "TERMINATED",
    ]  # fmt: skip
    assert steps[2].json()["evidence"] == WORK["evidence"]
    assert steps[-1].json() == partner.get(one).json()
    [listed] = partner.get("/api/v1/agreements").json()["results"]
    assert listed["id"] == agreement
    [shown] = partner.get("/api/v1/attestations").json()["results"]
    assert (shown["agreement"], shown["activity"]) == (agreement, "REPAIRS")


def test_the_same_call_sent_again_drafts_once(two, client_at):
    council, _ = programs(two, client_at)
    key = {"Idempotency-Key": "draft-1"}
    first = council.post(draft(two), path="/api/v1/agreements", **key)
    again = council.post(draft(two), path="/api/v1/agreements", **key)

    assert first.json()["id"] == again.json()["id"]
    with in_organisation(two.council):
        assert Agreement.objects.filter(title="Repairs").count() == 1


def test_a_step_out_of_turn_or_in_the_wrong_role_changes_nothing(two, client_at):
    officer, signatory = persons(two, client_at)
    agreement_id = two.draft()
    one = f"/api/v1/agreements/{agreement_id}"

    early = signatory.post(SIGNED, path=f"{one}/accept")
    with in_organisation(two.council):
        clerk = make_person(Role.DECISION_OFFICER)
    other = session_of(two.council, clerk, client=client_at(two.council))
    wrong = other.post(SIGNED, path=f"{one}/offer")
    lacking = officer.post({"role": "Director"}, path=f"{one}/offer")

    assert problem(early)["status"] == 409
    assert problem(wrong)["status"] == 403
    assert problem(lacking)["status"] == 400
    assert problem(lacking)["errors"][0]["field"] == "authority"
    assert two.version(agreement_id).state == "DRAFT"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"purposes": "repair"}, "purposes"),
        ({"starts_on": "soon"}, "starts_on"),
        ({"recall_days": True}, "recall_days"),
        ({"level": "FULL"}, "level"),
        ({"colour": "red"}, "colour"),
        ({"recipient": "x"}, "recipient"),
        ({"portfolio_kind": "MOON"}, "portfolio_kind"),
    ],
)
def test_a_wrong_field_is_named(two, client_at, change, field):
    council, _ = programs(two, client_at)

    got = council.post(draft(two) | change, path="/api/v1/agreements")

    assert [each["field"] for each in problem(got)["errors"]] == [field]


def test_another_organisation_and_another_scope_find_nothing(two, client_at, harbour):
    agreement_id = two.in_force()
    one = f"/api/v1/agreements/{agreement_id}"
    stranger = person(harbour, Role.PARTNER_SIGNATORY)
    outside = program_of(harbour, stranger, MANAGE, client=client_at(harbour))
    unscoped = program_of(
        two.council, two.officer, "check", client=client_at(two.council)
    )

    assert outside.get(one).status_code == 404
    assert outside.get("/api/v1/agreements").json()["results"] == []
    assert unscoped.get(one).status_code == 403
    assert outside.post({"reason": "x"}, path=f"{one}/suspend").status_code == 404
    assert outside.get(f"/api/v1/agreements/{uuid4()}").status_code == 404
    assert two.version(agreement_id).state == "IN_FORCE"
