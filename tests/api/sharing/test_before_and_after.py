"""Who would see it before, who saw it after, and what would a change do?"""

from uuid import uuid4

import pytest

from audit.kinds import Kind
from audit.queries import events_for
from markers.models import Marker
from sharing.check import again
from tenants.codes import Role
from tenants.context import in_organisation
from tests.accounts.making import make_person
from tests.api.asking import problem, program_of
from tests.register import making
from tests.sharing import worlds


MANAGE = "sharing:manage"
PLACES = (("UPRN", "999111000001"), ("UPRN", "999111000123"))


@pytest.fixture
def standing(db, eastmere, brightfix):
    return worlds.agree(eastmere, brightfix, places=PLACES)


@pytest.fixture
def program(standing, eastmere, client_at):
    with in_organisation(eastmere):
        officer = make_person(Role.SHARING_OFFICER)
    return program_of(eastmere, officer, MANAGE, client=client_at(eastmere))


@pytest.fixture
def marker(standing, eastmere):
    return worlds.publish_marker(eastmere)


def test_every_recipient_is_listed_with_reasons_and_numbers(program, marker, brightfix):
    found = program.get(f"/api/v1/entries/{marker.reference}/audience").json()
    elsewhere = program.get("/api/v1/entries/E-00000000/audience")

    [partner] = [
        one for one in found["partners"] if one["organisation"] == brightfix.name
    ]
    assert partner["permitted"] is True
    assert partner["released"] is False
    assert partner["head_count"] > 0
    assert elsewhere.status_code == 404


def test_who_saw_it_is_counted_and_asking_is_on_record(
    program, standing, eastmere, brightfix
):
    with in_organisation(eastmere):
        staff = making.make_people()
        report = making.make_report(staff)
        entry = making.decided(staff, report, at=worlds.now()).entry
        marker = Marker.objects.get(reference=entry.reference)
    address = f"/api/v1/entries/{entry.reference}/sightings"
    before = program.get(address).json()
    worlds.release_to(standing, marker, eastmere)
    asker = worlds.sign_in(brightfix)
    told = worlds.ask(
        brightfix, asker, purpose="repair", activity="REPAIRS", uprn=marker.uprn
    )
    again(
        organisation=brightfix,
        asker_digest=asker,
        check_id=told.id,
        at=worlds.now(),
    )
    after = program.get(address).json()

    assert before.get("by_partner", []) == []
    # Opening the same answer again is the same look.
    assert [(one["organisation"], one["times"]) for one in after["by_partner"]] == [
        (brightfix.name, 1)
    ]
    assert len(after["looks"]) == 1
    assert after["looks"][0]["level"]
    with in_organisation(eastmere):
        asked = events_for(organisation=eastmere.pk, kinds=[Kind.LOOKS_READ])
    assert len(asked) == 2


def test_a_rehearsal_counts_and_changes_nothing(
    program, standing, marker, eastmere, brightfix
):
    worlds.release_to(standing, marker, eastmere)
    body = {"what": "suspend", "agreement": str(standing.agreement.pk)}
    found = program.post(body, path="/api/v1/rehearsals").json()["rehearsal"]

    assert (found["seen_now"], found["seen_then"], found["vanishing"]) == (1, 0, 1)
    assert found["shifts"][0]["reference"] == marker.reference
    assert worlds.ask(brightfix, worlds.sign_in(brightfix)).markers


@pytest.mark.parametrize(
    ("body", "status", "field"),
    [
        ({}, 400, "what"),
        ({"what": "moon"}, 400, "what"),
        ({"what": "suspend"}, 400, "agreement"),
        ({"what": "day", "day": "soon"}, 400, "day"),
    ],
)
def test_what_is_supposed_is_said_in_full(program, body, status, field):
    told = problem(program.post(body, path="/api/v1/rehearsals"))

    assert told["status"] == status
    assert [each["field"] for each in told["errors"]] == [field]


def test_only_the_sharing_officer_of_the_discloser_asks(
    program, marker, eastmere, brightfix, client_at
):
    with in_organisation(eastmere):
        decider = make_person(Role.DECISION_OFFICER)
    with in_organisation(brightfix):
        signatory = make_person(Role.PARTNER_SIGNATORY)
    for organisation, user in ((eastmere, decider), (brightfix, signatory)):
        one = program_of(organisation, user, MANAGE, client=client_at(organisation))
        body = {"what": "register"}
        assert one.post(body, path="/api/v1/rehearsals").status_code == 403
        for which in ("audience", "sightings"):
            address = f"/api/v1/entries/{marker.reference}/{which}"
            assert one.get(address).status_code == 403
    assert program.get(f"/api/v1/extracts/{uuid4()}").status_code == 404
