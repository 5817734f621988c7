"""Is it told who approved an activity, to those alone who may know?"""

import pytest

from tests.api.agreeing import programs


pytestmark = pytest.mark.django_db(databases=["default"])


def attested(program, agreement) -> list[dict[str, object]]:
    """As the list of all has it, and as the agreement has it."""
    [one] = program.get("/api/v1/attestations").json()["results"]
    [same] = program.get(f"/api/v1/agreements/{agreement}").json()["attestations"]
    return [one, same]


def test_the_discloser_reads_name_role_and_time_the_partner_no_name(two, client_at):
    agreement = two.in_force()
    council, partner = programs(two, client_at)

    for told in attested(council, agreement):
        assert told["approved_by"] == two.officer.full_name
        assert told["approved_role"] == "Sharing officer"
        assert told["approved_at"]
    for told in attested(partner, agreement):
        assert told["approved_by"] == ""
        assert told["approved_role"] == "Sharing officer"
        assert told["approved_at"]


def test_what_waits_for_approval_names_nobody(two, client_at):
    agreement = two.sign_all()
    council, partner = programs(two, client_at)
    sent = {
        "agreement": str(agreement),
        "activity": "REPAIRS",
        "mode": "ENTERS_PREMISES",
        "evidence": "Job sheets",
        "ends_on": "2099-01-01",
    }

    made = partner.post(sent, path="/api/v1/attestations").json()

    assert made["approved_at"] is None
    assert (made["approved_by"], made["approved_role"]) == ("", "")
    assert attested(council, agreement)[0]["approved_by"] == ""
