"""From a person's words on the telephone to the panel's outcome, in a few clicks."""

from datetime import timedelta

import pytest
from django.utils import timezone

from register.actions import appeals
from register.appeal_states import AppealOutcome
from register.models import Appeal
from tenants.codes import OrganisationKind, Role
from tenants.context import in_organisation
from tests.journeys.making import COUNCIL, now, staff, work_off
from tests.journeys.sharing import live_entry


pytestmark = [pytest.mark.journey, pytest.mark.throwaway]


def take_in(walker, entry: str) -> None:
    """Write down an appeal from the entry's page, acknowledge it, name its panel."""
    walker.open(f"/register/entries/{entry}/")
    walker.click("Record an appeal")
    walker.choose("route", "PHONE")
    walker.date("received_on", timezone.localdate())
    walker.fill(grounds="I never threw the chair; it fell when I stood up.")
    walker.click("Record the appeal")
    walker.click("Appeal A-")
    walker.click("Acknowledge and send the letter")
    walker.click("Name a panel member")
    walker.page.locator("input[name='member']").first.check()
    walker.click("Name this member")


def set_hearing(walker) -> None:
    walker.click("Set the hearing")
    walker.date("day", timezone.localdate() + timedelta(days=9))
    walker.fill(time="10:30", place="Guildhall, committee room 2")
    walker.click("Set the hearing and send the letter")
    walker.click("Make the papers")
    walker.fill(names="Dot Harland")
    walker.click("Make the papers", role="button")
    assert "For the person, without others" in walker.text()


def test_an_appeal_is_taken_in_heard_and_decided(walk, open_throwaway):
    eastmere = staff(
        open_throwaway(OrganisationKind.COUNCIL, "eastmere"),
        *COUNCIL,
        Role.APPEAL_PANEL,
    )
    here = eastmere.organisation
    entry = live_entry(eastmere)
    safety = walk(here, eastmere[Role.HEALTH_AND_SAFETY])
    member = walk(here, eastmere[Role.APPEAL_PANEL])

    take_in(safety, entry)
    set_hearing(safety)
    work_off(here)
    with in_organisation(here):
        appeal = Appeal.objects.get()
        Appeal.objects.update(hearing_at=now() - timedelta(hours=1))
        appeals.give_view(
            reference=appeal.reference,
            view=AppealOutcome.DISMISSED,
            reasons="Both were believable; the report is the fuller.",
            by=eastmere[Role.APPEAL_PANEL],
            at=now(),
        )
    member.open("/appeals/")
    with member.within(clicks=4):
        member.click(f"Appeal {appeal.reference}")
        assert "He shouted and threw a chair" in member.text()
        member.click("Record the decision")
        member.choose("outcome", "DISMISSED")
        member.choose("effect", "NONE")
        member.fill(reasons="We believe that it was thrown, and staff still visit.")
        member.click("Record the decision", role="button")
    assert "The outcome is recorded" in member.page.locator("body").inner_text()
    safety.open("/due/?days=90")
    assert f"“Appeal decided”: entry {entry}" in safety.text()
    safety.open(f"/register/entries/{entry}/")
    assert "it fell when I stood up" in safety.text()
    for walker in (safety, member):
        walker.fine()
