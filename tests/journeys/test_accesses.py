"""Where the policy asks for an access form: nobody looks before it, and who gives it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Team
from register.actions import reports
from register.facts import Audience, Tell
from register.states import Outcome
from sharing.actions import approvals
from tenants.codes import Category, ContactMode, OrganisationKind, Role
from tenants.context import in_organisation
from tests.accounts.making import make_person
from tests.journeys.making import COUNCIL, now, staff
from tests.journeys.test_lives import in_the_menu
from tests.journeys.test_report_and_decide import check
from tests.journeys.test_share import PLACE
from tests.packs.walking import CRITERIA, content


pytestmark = [pytest.mark.journey, pytest.mark.throwaway]
MET = ("An accident or occurrence form was completed",)


def decided_by_the_adviser(torbay) -> None:
    """An entry at 14 Larch Court: reported, and decided without a countersignature."""
    said = content("summary", category=Category.PHYS, criteria_met=MET)
    with in_organisation(torbay.organisation):
        report = reports.raise_report(
            content=said, by=torbay[Role.REPORTER], at=now() - timedelta(days=1)
        )
        approvals.decide(
            reference=report.reference,
            outcome=Outcome.APPROVE,
            criteria=CRITERIA,
            proportionality="Staff visit; nothing less keeps them safe.",
            audience=[Audience(team_id=torbay.team.pk, reason="They visit.")],
            tell=Tell(told=True),
            by=torbay[Role.HEALTH_AND_SAFETY],
            at=now(),
        )


def test_access_is_given_by_form_and_taken_back(open_throwaway, walk):
    torbay = staff(open_throwaway(OrganisationKind.COUNCIL, "torbay"), *COUNCIL)
    here = torbay.organisation
    decided_by_the_adviser(torbay)
    visitor = torbay[Role.VISITING_OFFICER]
    adviser = walk(here, torbay[Role.HEALTH_AND_SAFETY])
    officer = walk(here, visitor)

    officer.open("/checks/")
    assert "You need access first: IT05." in officer.text()
    assert check(officer, **PLACE) == "We cannot tell"
    adviser.open("/")
    with adviser.within(clicks=3):
        adviser.click("Who may look at the register")
        assert "IT05" in adviser.text()
        adviser.click(f"Give access to {visitor.full_name}")
        adviser.fill(form_reference="IT05/77")
        adviser.click("Give access", exact=True, role="button")
    assert f"{visitor.full_name} may look." in adviser.text()
    assert check(officer, **PLACE) == "Warning: do this first"
    adviser.click(f"End the access of {visitor.full_name}")
    assert "The access has ended." in adviser.text()

    assert check(officer, **PLACE) == "We cannot tell"
    for walker in (adviser, officer):
        walker.fine()


def test_nobody_looks_before_the_first_briefing(open_throwaway, walk):
    here = open_throwaway()
    with in_organisation(here):
        boss = make_person(Role.ORGANISATION_ADMINISTRATOR)
        team = Team.objects.create(
            name="Housing visits", contact_mode=ContactMode.ENTERS_PREMISES.value
        )
        newcomer = make_person(Role.VISITING_OFFICER, teams=[team], briefed_on=None)
    administrator = walk(here, boss)
    officer = walk(here, newcomer)

    officer.open("/")
    assert "You have not been briefed yet." in officer.text()
    assert check(officer, postcode="ZX1 9ZZ", building="1") == "We cannot tell"
    administrator.open("/")
    in_the_menu(administrator, "People")
    assert "Never briefed" in administrator.text()
    administrator.click(newcomer.full_name)
    administrator.click("Record a briefing")
    administrator.date("given_on", timezone.localdate())
    administrator.click("Record it")

    assert check(officer, postcode="ZX1 9ZZ", building="1") == "No warning found"
    officer.open("/checks/")
    assert "We cannot tell" not in officer.text()
    for walker in (administrator, officer):
        walker.fine()
