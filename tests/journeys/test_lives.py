"""An entry falls due: kept in five clicks, removed in four, and seen by whom in two."""

from datetime import timedelta

import pytest
from django.utils import timezone

from register.models import Entry
from tenants.codes import Role
from tenants.context import in_organisation
from tests.journeys.making import council, work_off
from tests.journeys.sharing import PLACE, live_entry
from tests.journeys.test_report_and_decide import check


pytestmark = [pytest.mark.journey, pytest.mark.throwaway]


def due_for_review(eastmere) -> str:
    """A live entry whose review falls due this week."""
    reference = live_entry(eastmere)
    with in_organisation(eastmere.organisation):
        this_week = timezone.localdate() + timedelta(days=3)
        Entry.objects.filter(reference=reference).update(review_on=this_week)
    return reference


def in_the_menu(walker, item: str) -> None:
    """Choose an item of the menu; on a phone the menu is opened first."""
    if walker.page.get_by_role("button", name="Menu").is_visible():
        walker.click("Menu", role="button")
    walker.click(item, role="link", exact=True)


def test_an_entry_that_falls_due_is_weighed_again_and_kept(open_throwaway, walk):
    eastmere = council(open_throwaway)
    here = eastmere.organisation
    reference = due_for_review(eastmere)
    decider = walk(here, eastmere[Role.DECISION_OFFICER])

    decider.open("/")
    with decider.within(clicks=5):
        decider.click(f"Review: entry {reference}")
        decider.click("Review: keep or remove")
        decider.fill(
            severity="A chair was thrown; nobody was hurt.",
            time_since="Ten months.",
            previous_conduct="None known.",
            current_conduct="Shouted at an officer in March.",
            one_off_or_circumstances="Nothing suggests an illness.",
            animal_still_there="not applicable",
            proportionality="Officers visit every month; nothing less is safe.",
            reason="They visit this home every month.",
        )
        decider.page.locator(f"input[name='team-{eastmere.team.pk}']").check()
        decider.click("Continue")
        assert "Shouted at an officer in March." in decider.text()
        decider.click("Keep this entry")
    assert "The entry is kept for a new term" in decider.text()
    assert "Kept after review" in decider.text()
    work_off(here)
    decider.open(f"/register/entries/{reference}/")
    assert "Kept on the register" in decider.text()
    officer = walk(here, eastmere[Role.VISITING_OFFICER])
    assert check(officer, **PLACE) == "Warning: do this first"
    for walker in (decider, officer):
        walker.fine()


def test_an_entry_whose_danger_has_passed_is_removed(open_throwaway, walk):
    eastmere = council(open_throwaway)
    here = eastmere.organisation
    reference = due_for_review(eastmere)
    decider = walk(here, eastmere[Role.DECISION_OFFICER])
    officer = walk(here, eastmere[Role.VISITING_OFFICER])
    assert check(officer, **PLACE) == "Warning: do this first"

    decider.open("/")
    with decider.within(clicks=4):
        decider.click(f"Review: entry {reference}")
        decider.click("Remove this entry")
        decider.fill(reason="He has moved abroad for good.")
        decider.click("Remove the entry")
    assert "The entry is removed. It answers nothing now." in decider.text()

    assert check(officer, **PLACE) == "No warning found"
    for walker in (decider, officer):
        walker.fine()


def test_the_adviser_sees_who_looked_in_two_clicks(open_throwaway, walk):
    eastmere = council(open_throwaway)
    here = eastmere.organisation
    reference = live_entry(eastmere)
    visitor = eastmere[Role.VISITING_OFFICER]
    officer = walk(here, visitor)
    check(officer, **PLACE)
    adviser = walk(here, eastmere[Role.HEALTH_AND_SAFETY])

    adviser.open("/")
    with adviser.within(clicks=2):
        in_the_menu(adviser, "Who looked")
    assert visitor.full_name in adviser.text()
    adviser.open(f"/register/entries/{reference}/")
    adviser.page.locator("main").get_by_role("link", name="Who looked").click()
    adviser.look()
    assert f"Who looked at {reference}" in adviser.text()
    assert "Shown in a check" in adviser.text()
    assert visitor.full_name in adviser.text()
    adviser.open("/")
    in_the_menu(adviser, "Reviews")
    assert "Removed in the last twelve months" in adviser.text()
    adviser.click("The register over time")
    assert "Reports sent" in adviser.text()
    assert adviser.page.locator("svg.heed-bar rect[width='100']").count() >= 3
    for walker in (officer, adviser):
        walker.fine()


def test_somebody_who_reported_finds_its_state_in_one_click(open_throwaway, walk):
    eastmere = council(open_throwaway)
    live_entry(eastmere)
    reporter = walk(eastmere.organisation, eastmere[Role.REPORTER])

    reporter.open("/reports/")
    with reporter.within(clicks=1):
        reporter.click("Report R-")
    assert "Approved" in reporter.text()
    reporter.fine()
