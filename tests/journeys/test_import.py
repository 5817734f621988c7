"""From a council's old spreadsheet to entries: upload, mend, commit, decide."""

import io

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from register.models import Entry
from tenants.codes import Role
from tenants.context import in_organisation
from tests.journeys.making import council, work_off
from tests.register.imports import messy


pytestmark = [pytest.mark.journey, pytest.mark.throwaway]


def bring_in(walker) -> None:
    """Walk the importer's part: from the file to the heads of service."""
    walker.open("/imports/")
    walker.click("Bring in an old register")
    walker.page.locator("input[type=file]").set_input_files(
        {
            "name": "old register.xlsx",
            "mimeType": "application/octet-stream",
            "buffer": messy.people(timezone.localdate()),
        }
    )
    walker.click("Upload and read")
    assert "12 rows were read" in walker.text()
    walker.click("Continue")
    walker.choose("statement", "SEEN")
    walker.click("Look through the rows")
    assert "9 cannot yet" in walker.text()
    mend_one(walker)
    leave_out_the_rest(walker)
    walker.click("Dry run")
    assert "4 of 12 rows would become reports" in walker.text()
    walker.click("Send to a head of service")
    walker.click("Send it")
    assert "with the heads of service" in walker.text()


def mend_one(walker) -> None:
    walker.click("Row 11")
    walker.select("CATEGORY", "PHYS")
    walker.click("Save the row")
    assert "Row 11 can be imported now" in walker.text()
    walker.click("Back")


def leave_out_the_rest(walker) -> None:
    while "Keeps out" in walker.text().replace("KEEPS OUT", "Keeps out"):
        walker.page.locator("li", has_text="Keeps out").get_by_role(
            "link"
        ).first.click()
        walker.look()
        walker.click("Leave out every row with this finding")
        walker.fill(reason="Nobody knows any more what was meant.")
        walker.click("Leave these rows out")


def commit(walker, organisation) -> None:
    walker.open("/imports/")
    walker.click("old register.xlsx")
    walker.click("Commit the import")
    walker.click("Countersign and commit")
    assert "0 of 4 rows" in walker.text()
    work_off(organisation)
    walker.open(walker.page.url.removeprefix(walker.origin))
    assert "4 reports were written" in walker.text()


def decide_many(walker) -> None:
    walker.open("/imports/decisions/")
    for box in walker.page.locator("input[name^=pick_]").all():
        box.check()
    walker.choose("outcome_choice", "APPROVE")
    walker.fill(proportionality="Officers visit each of these homes every month.")
    walker.page.get_by_label("Housing visits").check()
    walker.fill(team_reason="The team visits these homes.")
    walker.click("Decide")
    assert "4 decided, 0 not" in walker.text()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_an_old_register_is_brought_in_committed_and_decided(
    open_throwaway, walk, script
) -> None:
    eastmere = council(open_throwaway)
    organisation = eastmere.organisation
    importer = walk(organisation, eastmere[Role.HEALTH_AND_SAFETY], script=script)
    head = walk(organisation, eastmere[Role.HEAD_OF_SERVICE], script=script)
    decider = walk(organisation, eastmere[Role.DECISION_OFFICER], script=script)

    bring_in(importer)
    commit(head, organisation)
    with in_organisation(organisation):
        assert Entry.objects.count() == 0
    decide_many(decider)

    with in_organisation(organisation):
        assert Entry.objects.count() == 4
    importer.open("/imports/")
    importer.click("old register.xlsx")
    with importer.page.expect_download() as download:
        importer.page.get_by_role("link", name="Download the report").click()
    sheet = load_workbook(io.BytesIO(download.value.path().read_bytes())).active
    outcomes = [line[1] for line in sheet.values]
    assert outcomes.count("Report awaiting a decision") >= 4
    for walker in (importer, head, decider):
        walker.fine()
