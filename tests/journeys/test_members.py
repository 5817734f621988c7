"""An elected member asks before a visit, an officer answers, and the member reads it."""

import pytest

from tenants.codes import Category, OrganisationKind, Role
from tests.journeys.making import COUNCIL, staff
from tests.journeys.sharing import PLACE, live_entry
from tests.journeys.test_lives import in_the_menu
from tests.journeys.test_report_and_decide import check
from tests.packs.walking import CRITERIA, content


pytestmark = [pytest.mark.journey, pytest.mark.throwaway]


def with_members(open_throwaway, pack: str):
    """A council under this pack, with an elected member and a cover officer."""
    return staff(
        open_throwaway(OrganisationKind.COUNCIL, pack),
        *COUNCIL,
        Role.COVER_OFFICER,
        Role.ELECTED_MEMBER,
    )


def entry_under(here, threshold: str) -> str:
    said = content("summary", category=Category.PHYS, criteria_met=(threshold,))
    return live_entry(here, said, CRITERIA)


def test_a_member_asks_and_an_officer_answers(open_throwaway, walk):
    here = with_members(open_throwaway, "kirklees")
    reference = entry_under(here, "A completed form V1")
    member = walk(here.organisation, here[Role.ELECTED_MEMBER])
    officer = walk(here.organisation, here[Role.COVER_OFFICER])

    member.open("/")
    in_the_menu(member, "Ask an officer")
    member.click("Ask", exact=True, role="button")
    assert "There is a problem" in member.text()
    member.fill(about="14 Larch Court, Eastmere", why="A surgery visit on Friday.")
    member.click("Ask", exact=True, role="button")
    assert "An officer has your request." in member.text()
    assert "Larch" not in member.page.url + member.page.title()
    asked = member.page.url
    officer.open("/")
    officer.click("Member's request")
    assert "A surgery visit on Friday." in officer.text()
    officer.choose("answer", "TOLD")
    officer.fill(entry_reference=reference, reason="They go there alone.")
    officer.click("Answer", exact=True, role="button")
    assert "The member is answered." in officer.text()
    member.open(asked.removeprefix(member.origin))

    assert "Go in twos" in member.text()
    assert "Rowan Ashby" not in member.text()
    for walker in (member, officer):
        walker.fine()


def test_members_look_for_themselves_where_the_same_rule_holds(open_throwaway, walk):
    here = with_members(open_throwaway, "dudley")
    entry_under(here, "A known or likely risk to employees")
    member = walk(here.organisation, here[Role.ELECTED_MEMBER])

    assert check(member, **PLACE) == "Warning: do this first"
    in_the_menu(member, "Ask an officer")
    assert "the same rule as staff" in member.text()
    member.fine()


def test_members_who_are_told_nothing_read_so(open_throwaway, walk):
    here = with_members(open_throwaway, "eastmere")
    member = walk(here.organisation, here[Role.ELECTED_MEMBER])

    member.open("/members/")

    assert member.page.get_by_role("button", name="Ask", exact=True).count() == 0
    member.fine()
