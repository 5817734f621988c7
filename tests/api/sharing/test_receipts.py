"""What does a program read of how decisions about sharing were made?"""

import pytest

from sharing.edition import edition
from tenants.codes import Role
from tenants.context import in_organisation
from tests.api.asking import problem, program_of
from tests.sharing import people, worlds
from tests.sharing.conftest import shared as shared


@pytest.fixture
def reader(shared, client_at):
    """The owner's data protection officer answers for the program."""
    officer = people.person(shared.discloser, Role.DATA_PROTECTION_OFFICER)
    return program_of(
        shared.discloser, officer, "audit:read", client=client_at(shared.discloser)
    )


def test_receipts_are_listed_page_by_page_and_read(shared, reader):
    for _ in range(3):
        shared.ask()

    first = reader.get("/api/v1/receipts?limit=2").json()
    second = reader.get(first["next"]).json()
    [line] = second["results"]
    read = reader.get(f"/api/v1/receipts/{line['id']}").json()

    assert len(first["results"]) == 2
    assert second["next"] is None
    assert (line["question"], line["permitted"], line["level"]) == (
        "CHECK",
        True,
        "SUMMARY",
    )
    assert read["edition"] == edition()
    assert read["replayed"] == {"same": True, "same_rules": True, "permitted": True}
    assert read["facts"]["asked_activity"] == "REPAIRS"
    assert read["agreement"] == str(shared.standing.agreement.pk)
    assert "Thistlewood" not in str(read)


def test_a_refusal_carries_every_reason(shared, reader):
    with in_organisation(shared.discloser):
        shared.marker.category = "WEAPON"
        shared.marker.save()
    shared.ask()

    [line] = reader.get("/api/v1/receipts").json()["results"]
    read = reader.get(f"/api/v1/receipts/{line['id']}").json()

    assert read["reasons"] == [
        {
            "rule": "category_is_agreed",
            "sentence": "The agreement does not name this category.",
        }
    ]
    assert "level" not in read


def test_a_partner_reads_no_refusal_of_its_own(shared, client_at):
    with in_organisation(shared.discloser):
        shared.marker.category = "WEAPON"
        shared.marker.save()
    shared.ask()
    officer = people.person(shared.recipient, Role.DATA_PROTECTION_OFFICER)
    partner = program_of(
        shared.recipient, officer, "audit:read", client=client_at(shared.recipient)
    )

    assert partner.get("/api/v1/receipts").json()["results"] == []


def test_another_scope_and_a_made_up_cursor_are_refused(shared, reader, client_at):
    officer = people.person(shared.discloser, Role.SHARING_OFFICER)
    other = program_of(
        shared.discloser, officer, "sharing:manage", client=client_at(shared.discloser)
    )

    assert problem(other.get("/api/v1/receipts"))["status"] == 403
    assert problem(reader.get("/api/v1/receipts?cursor=WyJhIiwiYiJd"))["status"] == 400
    missing = reader.get(f"/api/v1/receipts/{worlds.uuid4()}")
    assert problem(missing)["status"] == 404
