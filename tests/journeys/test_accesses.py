"""Where the policy asks for an access form: nobody looks before it, and who gives it."""

import pytest
from django.utils import timezone

from tenants.codes import OrganisationKind, Role
from tenants.context import in_organisation
from tests.accounts.making import make_person
from tests.journeys.making import COUNCIL, staff
from tests.journeys.test_lives import in_the_menu
from tests.journeys.test_report_and_decide import check
from tests.sharing import worlds


pytestmark = [pytest.mark.journey, pytest.mark.throwaway]
PLACE = {"postcode": "ZX1 1AA", "building": "11"}


def test_access_is_given_by_form_and_taken_back(open_throwaway, walk):
    torbay = staff(open_throwaway(OrganisationKind.COUNCIL, "torbay"), *COUNCIL)
    here = torbay.organisation
    marker = worlds.publish_marker(here)
    worlds.give_to_team(marker, here, torbay.team.pk)
    visitor = torbay[Role.VISITING_OFFICER]
    adviser = walk(here, torbay[Role.HEALTH_AND_SAFETY])
    officer = walk(here, visitor)

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
        newcomer = make_person(Role.VISITING_OFFICER, briefed_on=None)
    administrator = walk(here, boss)
    officer = walk(here, newcomer)

    assert check(officer, postcode="ZX1 9ZZ", building="1") == "We cannot tell"
    assert "briefing" in officer.text()
    administrator.open("/")
    in_the_menu(administrator, "People")
    assert "Never briefed" in administrator.text()
    administrator.click(newcomer.full_name)
    administrator.click("Record a briefing")
    administrator.date("given_on", timezone.localdate())
    administrator.click("Record it")

    assert check(officer, postcode="ZX1 9ZZ", building="1") == "No warning found"
    for walker in (administrator, officer):
        walker.fine()
