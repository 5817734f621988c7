"""Somebody asks for a copy of what is held: from their letter to the sealed file."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.utils import timezone

from tenants.codes import OrganisationKind, Role
from tenants.context import in_organisation
from tests.documents.test_evidence import picture
from tests.journeys.making import COUNCIL, staff
from tests.journeys.sharing import live_entry
from tests.register import making


pytestmark = [pytest.mark.journey, pytest.mark.throwaway]


def record(walker) -> None:
    walker.open("/rights/")
    walker.click("Record a request")
    walker.choose("kind", "ACCESS")
    walker.date("received_on", timezone.localdate() - timedelta(days=2))
    walker.fill(
        received_how="By letter",
        requester_name="Rowan Ashby",
        requester_address="14 Larch Court",
        what_asked="Please send me everything.",
    )
    walker.click("Record it")
    assert "its clock runs" in walker.text()


def find(walker) -> None:
    walker.click("Find the person")
    walker.fill(name="Ashby")
    walker.click("Search", exact=True)
    walker.page.locator("input[name='subjects']").first.check()
    walker.click("These are about them")
    walker.click("Confirm who they are")
    walker.fill(how="Passport seen.")
    walker.click("Confirm", exact=True)
    assert "identity is confirmed" in walker.text()


def copy(walker) -> zipfile.ZipFile:
    walker.click("Make the copy")
    walker.click("Gather everything")
    assert "He raised a chair and threw it" in walker.text()
    walker.click("Seal the copy")
    walker.click("I have read every line")
    walker.click("Download", exact=True)
    with walker.page.expect_download() as taken:
        walker.page.get_by_role("button", name="Download it").click()
    return zipfile.ZipFile(io.BytesIO(taken.value.path().read_bytes()))


def photograph(walker, reference: str) -> None:
    walker.open(f"/reports/{reference}/")
    walker.click("Photographs, recordings and letters")
    walker.choose("sort", "PHOTOGRAPH")
    walker.fill(what_it_shows="The chair.")
    walker.page.locator("input[name='upload']").set_input_files(
        {"name": "a.png", "mimeType": "image/png", "buffer": picture()}
    )
    walker.click("Add the file")
    assert "SHA-256" in walker.text()


def test_a_person_gets_their_copy(walk, open_throwaway):
    council = staff(
        open_throwaway(OrganisationKind.COUNCIL, "eastmere"),
        *COUNCIL,
        Role.DATA_PROTECTION_OFFICER,
    )
    reference = live_entry(council)
    with in_organisation(council.organisation):
        people = making.People(
            reporter=council[Role.REPORTER],
            head=council[Role.HEAD_OF_SERVICE],
            decider=council[Role.DECISION_OFFICER],
            team=council.team,
        )
        report = making.make_report(people, at=timezone.now()).reference
    officer = walk(council.organisation, council[Role.DATA_PROTECTION_OFFICER])
    reporter = walk(council.organisation, council[Role.REPORTER])

    photograph(reporter, report)
    record(officer)
    find(officer)
    given = copy(officer)
    officer.open("/rights/figures/")
    officer.open(f"/rights/told/{reference}/new/")
    reporter.open(f"/reports/{report}/duties/")

    told = given.read("subject-access.json").decode()
    assert "Rowan Ashby" in told
    assert council[Role.REPORTER].full_name not in told
    for walker in (officer, reporter):
        walker.fine()
