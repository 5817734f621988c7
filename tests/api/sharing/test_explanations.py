"""Does a program learn every reason, and the fewest steps that set them right?"""

import json

import pytest

from audit.kinds import Kind
from audit.queries import events_for
from sharing.partner_rules import PARTNER_RULES
from sharing.repairs import REPAIRS, steps_for
from tenants.codes import Role
from tenants.context import in_organisation
from tests.api.asking import problem, program_of
from tests.sharing import people
from tests.sharing.check.test_released import STOPS
from tests.sharing.conftest import shared as shared


PATH = "/api/v1/explanations"


@pytest.fixture
def officer(shared, client_at):
    person = people.person(shared.discloser, Role.SHARING_OFFICER)
    return program_of(
        shared.discloser, person, "sharing:manage", client=client_at(shared.discloser)
    )


def asked(shared, **changes):
    return {
        "entry": shared.marker.reference,
        "recipient": str(shared.recipient.pk),
    } | changes


def test_a_permit_says_at_which_level_and_what_set_it(shared, officer):
    told = officer.post(asked(shared), path=PATH).json()

    assert told["permitted"] is True
    assert told["level"] == "SUMMARY"
    assert (told["reasons"], told["repair"]) == ([], [])
    assert "release level" in told["decided_by"]
    with in_organisation(shared.discloser):
        [event] = events_for(organisation=shared.discloser.pk, kinds=[Kind.EXPLAINED])
    assert event.subject == shared.marker.reference


@pytest.mark.parametrize("stop", ["suspended", "not approved"])
def test_a_refusal_says_every_reason_and_its_repair(shared, officer, stop):
    STOPS[stop](shared)

    told = officer.post(asked(shared), path=PATH).json()

    rules = [reason["rule"] for reason in told["reasons"]]
    assert told["permitted"] is False
    assert "level" not in told
    assert rules
    assert told["repair"] == list(steps_for(rules))
    assert all(reason["authority"] for reason in told["reasons"])


def test_every_rule_has_its_repair():
    assert set(REPAIRS) == {rule.__name__ for rule in PARTNER_RULES}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"entry": ""}, "entry"),
        ({"recipient": "Brightfix"}, "recipient"),
        ({"recipient": None}, "recipient"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_what_cannot_be_read_is_named(shared, officer, change, field):
    refused = problem(officer.post(asked(shared, **change), path=PATH))

    assert [error["field"] for error in refused["errors"]] == [field]


def test_nobody_else_asks(shared, client_at, officer):
    visitor = people.person(shared.discloser, Role.DATA_PROTECTION_OFFICER)
    program = program_of(
        shared.discloser, visitor, "sharing:manage", client=client_at(shared.discloser)
    )
    unknown = officer.post(asked(shared, entry="NONE-1"), path=PATH)

    assert problem(program.post(asked(shared), path=PATH))["status"] == 403
    assert problem(unknown)["status"] == 404
    assert json.loads(unknown.content)["detail"] == "No live entry has this reference."
