"""From an incident to a warning at the door: report, countersign, decide, letter, check."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tenants.codes import Role
from tests.journeys.making import council, work_off


pytestmark = [pytest.mark.journey, pytest.mark.throwaway]


def report_an_incident(walker, *, postcode: str = "ZX1 4QQ") -> str:
    """Walk a minimal report; give its reference."""
    walker.open("/")
    with walker.within(clicks=12):
        walker.click("Report an incident")
        walker.click("Start now")
        walker.choose("subject_kind", "PERSON_AT_PREMISES")
        walker.fill(name="Corin Vale", address="12 Tarn Row\nEastmere")
        walker.fill(postcode=postcode, uprn="999111004321")
        walker.click("Continue")
        walker.date("happened_on", timezone.localdate() - timedelta(days=2))
        walker.click("Continue")
        walker.fill(seen="He threw a chair at me and shouted that he would find me.")
        walker.click("Continue")
        walker.click("Continue")
        walker.choose("crime_committed", "NOT_KNOWN")
        walker.click("Continue")
        walker.choose("category", "THREAT")
        walker.choose("precautions", "TWO")
        walker.fill(summary="Threw a chair at an officer and threatened to find them.")
        walker.click("Continue")
        walker.click("Send the report")
    assert "Your report was sent" in walker.text()
    return str(walker.page.url.rstrip("/").rpartition("/")[2])


def countersign(walker) -> None:
    walker.open("/")
    with walker.within(clicks=3):
        walker.click("Report R")
        walker.click("Countersign")
        walker.click("Countersign")
    assert "You countersigned the report" in walker.text()


def decide(walker, team) -> None:
    walker.open("/")
    with walker.within(clicks=7):
        walker.click("Report R")
        walker.click("Decide")
        walker.fill(
            severity="A chair was thrown; nobody was hurt.",
            time_since="Two days.",
            previous_conduct="None known.",
            current_conduct="Has not been in touch since.",
            one_off_or_circumstances="Nothing suggests an illness.",
            animal_still_there="not applicable",
            proportionality="Officers visit every month; nothing less keeps them safe.",
        )
        walker.choose("discretionary", "A threat made in general terms")
        walker.choose("under_18", "NO")
        walker.choose("outcome", "APPROVE")
        walker.click("Continue")
        walker.click("Continue")
        walker.page.locator(f"input[name='team-{team.pk}']").check()
        walker.fill(reason="They visit this home every month.")
        walker.click("Continue")
        walker.choose("tell", "yes")
        walker.click("Continue")
        walker.click("Decide and send the letter")
    assert "Your decision is recorded" in walker.text()


def check(walker, **typed: str) -> str:
    walker.open("/")
    walker.select("purpose", "home-visit")
    walker.fill(**typed)
    with walker.within(clicks=1):
        walker.click("Check", exact=True, role="button")
    return str(walker.page.locator("h1").inner_text())


def test_an_incident_becomes_a_warning_at_the_door(walk, open_throwaway):
    eastmere = council(open_throwaway)
    here = eastmere.organisation
    reporter = walk(here, eastmere[Role.REPORTER])
    head = walk(here, eastmere[Role.HEAD_OF_SERVICE])
    decider = walk(here, eastmere[Role.DECISION_OFFICER])
    officer = walk(here, eastmere[Role.VISITING_OFFICER])

    reference = report_an_incident(reporter)
    before = check(officer, postcode="ZX1 4QQ", building="12")
    countersign(head)
    decide(decider, eastmere.team)
    work_off(here)
    after = check(officer, postcode="zx14qq", building="12")

    assert before == "No warning found"
    assert after == "Warning: do this first"
    assert "Go in twos" in officer.text()
    assert "Corin Vale" in officer.text()
    assert "Corin" not in officer.page.title() + officer.page.url
    with officer.within(clicks=1):
        officer.click("Why this answer?")
    reporter.open(f"/reports/{reference}/")
    assert "Approved" in reporter.text()
    for walker in (reporter, head, decider, officer):
        walker.fine()


def test_the_letter_is_made_and_can_be_read(walk, open_throwaway):
    eastmere = council(open_throwaway)
    here = eastmere.organisation
    report_an_incident(walk(here, eastmere[Role.REPORTER]))
    countersign(walk(here, eastmere[Role.HEAD_OF_SERVICE]))
    decider = walk(here, eastmere[Role.DECISION_OFFICER])
    decide(decider, eastmere.team)
    work_off(here)

    decider.click("Open the entry")
    with decider.page.expect_download() as download:
        decider.page.get_by_role("link", name="(PDF)").first.click()

    assert download.value.suggested_filename.endswith(".pdf")
    assert download.value.path().read_bytes()[:5] == b"%PDF-"
    decider.fine()
