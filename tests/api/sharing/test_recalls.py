"""Does a partner's program learn of a recall, and answer it once?"""

import pytest

from sharing.actions import releases
from sharing.models import Recall
from tenants.codes import Role
from tenants.context import in_organisation
from tests.accounts.making import make_person
from tests.api.asking import problem, program_of
from tests.sharing import worlds
from tests.sharing.people import NOW


@pytest.fixture
def shown(db, eastmere, brightfix):
    """What Brightfix was shown before it was taken back."""
    marker = worlds.publish_marker(eastmere)
    release = worlds.release_to(worlds.agree(eastmere, brightfix), marker, eastmere)
    [shown] = worlds.ask(brightfix, worlds.sign_in(brightfix)).markers
    with in_organisation(eastmere):
        releases.withdraw(
            release_id=release.pk,
            reason="They left.",
            by=make_person(Role.SHARING_OFFICER),
            at=NOW,
        )
    return shown


def program(organisation, client_at, *scopes, role=Role.PARTNER_OFFICER):
    with in_organisation(organisation):
        user = make_person(role)
    return program_of(organisation, user, *scopes, client=client_at(organisation))


def test_it_is_listed_by_the_id_that_the_check_gave(shown, brightfix, client_at):
    officer = program(brightfix, client_at, "check")

    [recall] = officer.get("/api/v1/recalls").json()["results"]

    assert recall["marker"] == str(shown.id)
    assert recall["why"] == "withdrawn"
    assert recall["acknowledged_at"] is None
    assert "Thistlewood" not in str(recall)


def test_it_is_answered_once(shown, brightfix, client_at):
    officer = program(brightfix, client_at, "check")
    [recall] = officer.get("/api/v1/recalls").json()["results"]
    address = f"/api/v1/recalls/{recall['id']}/acknowledge"

    wrong = officer.post({"done": "CORRECTED"}, path=address)
    unknown = officer.post({"done": "LOST"}, path=address)
    key = {"Idempotency_Key": "one"}
    done = officer.post({"done": "DESTROYED"}, path=address, **key)
    again = officer.post({"done": "DESTROYED"}, path=address, **key)
    anew = officer.post({"done": "DESTROYED"}, path=address)

    assert problem(wrong)["status"] == 400
    assert problem(unknown)["errors"][0]["field"] == "done"
    assert done.json() == again.json()
    assert done.json()["done"] == "DESTROYED"
    assert problem(anew)["status"] == 409


def test_only_its_recipient_with_scope_and_role_answers(
    shown, brightfix, torley, client_at
):
    with in_organisation(brightfix):
        address = f"/api/v1/recalls/{Recall.objects.get().pk}/acknowledge"
    strangers = (
        (program(torley, client_at, "check"), 404),
        (program(brightfix, client_at, "sharing:manage"), 403),
        (program(brightfix, client_at, "check", role=Role.PARTNER_SIGNATORY), 403),
    )

    for stranger, status in strangers:
        told = stranger.post({"done": "DESTROYED"}, path=address)
        assert problem(told)["status"] == status


def test_both_sides_read_it_and_its_certificate_once_it_is_answered(
    shown, eastmere, brightfix, torley, client_at
):
    officer = program(brightfix, client_at, "check")
    sharer = program(
        eastmere, client_at, "check", "sharing:manage", role=Role.SHARING_OFFICER
    )
    stranger = program(torley, client_at, "check", role=Role.SHARING_OFFICER)
    [raised] = sharer.get("/api/v1/raised-recalls").json()["results"]
    one = f"/api/v1/recalls/{raised['id']}"
    early = officer.get(f"{one}/certificate")
    mine, theirs = officer.get(one).json(), sharer.get(one).json()
    officer.post({"done": "DESTROYED"}, path=f"{one}/acknowledge")
    certificates = [side.get(f"{one}/certificate") for side in (officer, sharer)]

    assert raised["recipient"] == "Brightfix Repairs"
    assert problem(early)["status"] == 409
    assert mine["mine"] is True
    assert len(mine["lookups"]) == 1
    assert (theirs["mine"], theirs["lookups"]) == (False, [])
    assert (mine["entry"], theirs["entry"]) == ("", raised["entry"])
    assert raised["entry"].startswith("REF-")
    assert "DESTROYED" in mine["may_state"]
    for got in certificates:
        assert got["Content-Type"] == "application/pdf"
        assert got["Cache-Control"] == "no-store"
    for path in (one, f"{one}/certificate"):
        assert problem(stranger.get(path))["status"] == 404
