"""Misuse: reported on the spot, sharing stops, both sides answer, a claim is bundled."""

import io
import zipfile

import pytest

from sharing.models import MisuseCase
from tenants.codes import Role
from tenants.context import in_organisation
from tests.journeys.making import work_off
from tests.journeys.sharing import check_repair, in_force, live_entry, saved


pytestmark = [pytest.mark.journey, pytest.mark.throwaway]


def report(officer, shared) -> None:
    officer.open("/agreements/")
    officer.click("shares with")
    officer.click("Report misuse")
    assert "Sharing under this agreement stops the moment" in officer.text()
    officer.choose("kind", "COPIED")
    officer.fill(what_happened="A day's list was left in a van.", people_affected="1")
    officer.click("Report it and stop sharing")
    assert "Sharing has stopped" in officer.text()


def finish_mine(walker) -> None:
    """Say of every task of this side what was done."""
    while walker.page.get_by_role("link", name="Say what was done").count():
        walker.click("Say what was done")
        walker.fill(note="The sheets were found and shredded.")
        walker.click("It is done")


def decide(walker) -> None:
    walker.click("Is the ICO told?")
    walker.choose("tell_ico", "no")
    walker.fill(reason="Nobody outside the crew saw the list.")
    walker.click("Record the decision")
    assert "The decision is recorded" in walker.text()


def step(walker, shared, button: str, said: str) -> None:
    walker.open(f"/agreements/{shared.agreement}/")
    walker.click(button)
    walker.fill(reason="It was put right.")
    walker.click(button)
    assert said in walker.text()


def test_misuse_stops_sharing_and_is_claimed_for(walk, open_throwaway):
    shared = in_force(open_throwaway)
    shared.release(live_entry(shared.council))
    officer = walk(shared.partner.organisation, shared.partner[Role.PARTNER_OFFICER])
    signatory = walk(
        shared.partner.organisation, shared.partner[Role.PARTNER_SIGNATORY]
    )
    sharer = walk(shared.council.organisation, shared.council[Role.SHARING_OFFICER])
    assert check_repair(officer) == "Warning: do this first"

    report(officer, shared)
    stopped = check_repair(officer)
    work_off(shared.council.organisation)
    for walker in (signatory, sharer):
        walker.open("/")
        walker.click("Misuse case")
        finish_mine(walker)
        decide(walker)
    sharer.click("Make the claim bundle")
    assert "It names no subject" in sharer.text()
    bundle = zipfile.ZipFile(io.BytesIO(saved(sharer, "Download the bundle")))
    with in_organisation(shared.council.organisation):
        case = MisuseCase.objects.get().pk
    sharer.open(f"/misuse/{case}/")
    sharer.click("Close the case")
    sharer.choose("outcome", "PUT_RIGHT")
    sharer.fill(reason="Crews carry no paper from now on.")
    sharer.click("Close it")
    assert "The case is closed" in sharer.text()
    step(signatory, shared, "Clear it", "You cleared the suspension")
    step(sharer, shared, "Lift it", "The agreement is in force again")

    assert stopped == "We cannot tell"
    names = set(bundle.namelist())
    assert {"claim.pdf", "agreement.pdf", "indemnity.pdf", "timeline.csv"} <= names
    assert "Larch" not in bundle.read("receipts.csv").decode()
    assert len(bundle.read("receipts.csv").decode().splitlines()) > 1
    assert check_repair(officer) == "Warning: do this first"
    for walker in (officer, signatory, sharer):
        walker.fine()
