"""Can both parties read and move their agreements by program, and nobody else theirs?"""

from uuid import uuid4

import pytest

from sharing.models import Agreement
from tenants.codes import Role
from tenants.context import in_organisation
from tests.api.asking import problem, program_of
from tests.sharing import people
from tests.sharing.people import TODAY, person


pytestmark = pytest.mark.django_db(databases=["default"])
MANAGE = "sharing:manage"
SIGNED = {"role": "Director", "authority": "Scheme, part 3"}


@pytest.fixture
def two(db, eastmere, brightfix):
    return people.parties(eastmere, brightfix)


def programs(two, client_at):
    return (
        program_of(two.council, two.officer, MANAGE, client=client_at(two.council)),
        program_of(two.partner, two.signatory, MANAGE, client=client_at(two.partner)),
    )


def draft(two) -> dict[str, object]:
    return {
        "recipient": str(two.partner.pk),
        "title": "Repairs",
        "purposes": ["repair"],
        "categories": ["PHYS"],
        "activities": ["REPAIRS"],
        "level": "SUMMARY",
        "lawful_basis_discloser": "uk-gdpr:6(1)(e)",
        "lawful_basis_recipient": "uk-gdpr:6(1)(f)",
        "starts_on": TODAY.isoformat(),
        "review_on": TODAY.isoformat(),
        "ends_on": TODAY.isoformat(),
    }


INDEMNITY = {
    **SIGNED,
    "heads": ["CLAIMS", "PROCEEDINGS", "FINES", "DAMAGES", "LEGAL_FEES"],
    "policy_undertaking": True,
    "insurer": "Mutual",
    "policy_number": "P-1",
    "cover_ends_on": TODAY.isoformat(),
}
WORK = {"activity": "REPAIRS", "mode": "ENTERS_PREMISES", "evidence": "Job sheets"}


def test_an_agreement_walks_from_draft_to_its_end_by_program(two, client_at):
    council, partner = programs(two, client_at)
    made = council.post(draft(two), path="/api/v1/agreements")
    agreement = made.json()["id"]
    one = f"/api/v1/agreements/{agreement}"
    unseen = partner.get(one).status_code
    steps = [
        council.post(SIGNED, path=f"{one}/offer"),
        partner.post(SIGNED, path=f"{one}/accept"),
        partner.post(INDEMNITY, path=f"{one}/indemnity"),
        council.post(
            {**WORK, "agreement": agreement, "ends_on": TODAY.isoformat()},
            path="/api/v1/attestations",
        ),
        council.post({"reason": "All in place."}, path=f"{one}/put-in-force"),
        partner.post({"reason": "A breach."}, path=f"{one}/suspend"),
        partner.post({"reason": "We close."}, path=f"{one}/terminate"),
    ]

    assert (made.status_code, made["Location"], unseen) == (201, one, 404)
    assert [step.status_code for step in steps] == [200, 200, 200, 201, 200, 200, 200]
    assert [step.json().get("state") for step in steps] == [
        "OFFERED", "ACCEPTED", "INDEMNIFIED", None, "IN_FORCE", "SUSPENDED",
        "TERMINATED",
    ]  # fmt: skip
    assert steps[-1].json() | {"may": []} == partner.get(one).json() | {"may": []}
    [listed] = partner.get("/api/v1/agreements").json()["results"]
    assert listed["id"] == agreement
    [attested] = partner.get("/api/v1/attestations").json()["results"]
    assert (attested["agreement"], attested["activity"]) == (agreement, "REPAIRS")


def test_the_same_call_sent_again_drafts_once(two, client_at):
    council, _ = programs(two, client_at)
    key = {"Idempotency-Key": "draft-1"}
    first = council.post(draft(two), path="/api/v1/agreements", **key)
    again = council.post(draft(two), path="/api/v1/agreements", **key)

    assert first.json()["id"] == again.json()["id"]
    with in_organisation(two.council):
        assert Agreement.objects.filter(title="Repairs").count() == 1


def test_a_step_out_of_turn_or_in_the_wrong_role_changes_nothing(two, client_at):
    council, partner = programs(two, client_at)
    agreement_id = two.draft()
    one = f"/api/v1/agreements/{agreement_id}"

    early = partner.post(SIGNED, path=f"{one}/accept")
    clerk = person(two.council, Role.DECISION_OFFICER)
    other = program_of(two.council, clerk, MANAGE, client=client_at(two.council))
    wrong = other.post(SIGNED, path=f"{one}/offer")
    lacking = council.post({"role": "Director"}, path=f"{one}/offer")

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
