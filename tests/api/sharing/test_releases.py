"""Does a program release, read and withdraw as its responsible person may?"""

from uuid import uuid4

import pytest

from sharing.models import Recall, Release
from tenants.codes import Role
from tenants.context import in_organisation
from tests.accounts.making import make_person
from tests.api.asking import problem, program_of
from tests.sharing import worlds


ADDRESS = "/api/v1/releases"


@pytest.fixture
def standing(db, eastmere, brightfix):
    return worlds.agree(eastmere, brightfix)


@pytest.fixture
def marker(standing, eastmere):
    return worlds.publish_marker(eastmere)


@pytest.fixture
def program(standing, eastmere, client_at):
    with in_organisation(eastmere):
        officer = make_person(Role.SHARING_OFFICER)
    return program_of(eastmere, officer, "sharing:manage", client=client_at(eastmere))


def body(standing, marker, **changes):
    return {
        "entry": marker.reference,
        "agreement": str(standing.agreement.pk),
        "activity": "REPAIRS",
        "level": "CATEGORY",
        "reason": "Their fitters go into this home.",
    } | changes


def test_an_entry_is_released_once_read_and_withdrawn(
    program, standing, marker, eastmere, brightfix
):
    key = {"Idempotency_Key": "one"}
    made = program.post(body(standing, marker), path=ADDRESS, **key)
    again = program.post(body(standing, marker), path=ADDRESS, **key)
    [shown] = worlds.ask(brightfix, worlds.sign_in(brightfix)).markers
    listed = program.get(f"{ADDRESS}?entry={marker.reference}").json()
    gone = program.post(
        {"reason": "A mistake."}, path=f"{ADDRESS}/{made.json()['id']}/withdraw"
    )

    assert (made.status_code, made.json()) == (201, again.json())
    assert shown.level == "CATEGORY"
    assert [row["id"] for row in listed["results"]] == [made.json()["id"]]
    assert listed["results"][0]["entry"] == marker.reference
    assert gone.json()["withdrawn_at"]
    assert worlds.ask(brightfix, worlds.sign_in(brightfix)).markers == ()
    with in_organisation(eastmere):
        assert Release.objects.count() == Recall.objects.count() == 1


def test_a_refusal_gives_every_reason_each_time(program, standing, eastmere):
    marker = worlds.publish_marker(
        eastmere, category="ANIMAL", uprn="999111000009", postcode="", address=""
    )
    key = {"Idempotency_Key": "two"}

    for _ in range(2):
        told = problem(program.post(body(standing, marker), path=ADDRESS, **key))
        assert told["type"] == "urn:heed:problem:refused"
        assert "The agreement does not name this category." in told["detail"]
        assert "not in the agreement's portfolio" in told["detail"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"level": "FULL"}, "level"),
        ({"activity": "GARDENING"}, "activity"),
        ({"agreement": "AG-1"}, "agreement"),
        ({"reason": " "}, "reason"),
        ({"entry": ""}, "entry"),
        ({"partner": "x"}, "partner"),
    ],
)
def test_what_is_wrong_is_named(program, standing, marker, changes, field):
    told = problem(program.post(body(standing, marker, **changes), path=ADDRESS))

    assert told["status"] == 400
    assert [error["field"] for error in told["errors"]] == [field]


def test_without_the_scope_or_the_role_nothing_is_told(
    standing, marker, eastmere, client_at
):
    with in_organisation(eastmere):
        officer = make_person(Role.SHARING_OFFICER)
        decider = make_person(Role.DECISION_OFFICER)
    browser = client_at(eastmere)

    for user, scope in ((officer, "check"), (decider, "sharing:manage")):
        program = program_of(eastmere, user, scope, client=browser)
        assert problem(program.get(ADDRESS))["status"] == 403
        made = program.post(body(standing, marker), path=ADDRESS)
        assert problem(made)["status"] == 403


def test_another_organisations_release_does_not_exist(
    program, standing, marker, torley, client_at
):
    made = program.post(body(standing, marker), path=ADDRESS).json()
    with in_organisation(torley):
        stranger = make_person(Role.SHARING_OFFICER)
    theirs = program_of(torley, stranger, "sharing:manage", client=client_at(torley))

    listed = theirs.get(ADDRESS).json()
    for release in (made["id"], uuid4()):
        told = theirs.post({"reason": "x"}, path=f"{ADDRESS}/{release}/withdraw")
        assert problem(told)["status"] == 404
    assert listed == {"results": [], "next": None}
