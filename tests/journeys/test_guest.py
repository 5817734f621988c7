"""A contractor without staff in the system: opened, agreed with, checks on a phone."""

import secrets

import pytest

from tenants import offboard
from tenants.codes import OrganisationKind, Role
from tenants.context import in_organisation
from tenants.guests import MOST_PEOPLE
from tenants.models import Organisation
from tests.accounts.making import make_person
from tests.journeys.making import council, staff, work_off
from tests.journeys.sharing import agree, check_repair, live_entry


pytestmark = [pytest.mark.journey, pytest.mark.throwaway]
NEVER = ("Register", "Report", "Receipts", "Import", "Policy")


@pytest.fixture
def guest_slug():
    """A short name that is free; what was opened under it is dropped in the end."""
    slug = f"guest-{secrets.token_hex(4)}"
    yield slug
    found = Organisation.objects.filter(slug=slug).first()
    if found is not None:
        offboard.discard(found)


def open_guest(administrator, slug: str, platform) -> Organisation:
    administrator.open("/organisations/")
    administrator.click("Open a guest organisation")
    administrator.fill(
        name="Hartley Roofing",
        slug=slug,
        duty_name="Hartley's office",
        duty_phone="01632 960777",
    )
    administrator.click("Open it")
    assert "steps done" in administrator.text()
    work_off(platform)
    administrator.click("Look again")
    assert "Hartley Roofing is open" in administrator.text()
    return Organisation.objects.get(slug=slug)


def invite(boss, number: int) -> None:
    boss.open("/people/")
    boss.click("Invite somebody")
    boss.fill(full_name=f"Roofer {number}", email=f"roofer{number}@hartley.example")
    boss.choose("roles", "PARTNER_OFFICER")
    boss.click("Send the invitation")


def test_a_contractor_comes_as_a_guest(walk, open_throwaway, guest_slug):
    platform = staff(
        open_throwaway(OrganisationKind.PLATFORM, "platform"),
        Role.PLATFORM_ADMINISTRATOR,
    )
    eastmere = council(open_throwaway)
    administrator = walk(platform.organisation, platform[Role.PLATFORM_ADMINISTRATOR])
    guest = open_guest(administrator, guest_slug, platform.organisation)
    hartley = staff(
        guest,
        Role.PARTNER_OFFICER,
        Role.PARTNER_SIGNATORY,
        Role.ORGANISATION_ADMINISTRATOR,
    )
    shared = agree(eastmere, hartley)
    shared.release(live_entry(eastmere))
    officer = walk(guest, hartley[Role.PARTNER_OFFICER])
    boss = walk(guest, hartley[Role.ORGANISATION_ADMINISTRATOR])

    assert check_repair(officer) == "Warning: do this first"
    offered = officer.page.locator("header, nav").all_inner_texts()
    with in_organisation(guest):
        for _ in range(MOST_PEOPLE - len(hartley.people) - 1):
            make_person(Role.PARTNER_OFFICER)
    invite(boss, 1)
    assert "Roofer 1" in boss.text()
    invite(boss, 2)

    assert "A guest organisation has 10 named people at most" in boss.text()
    for name in NEVER:
        assert not any(line == name for menu in offered for line in menu.split("\n"))
    for walker in (administrator, officer, boss):
        walker.fine()
