"""A day's visits, from the job sheet to what to do at each door."""

import pytest

from tenants.codes import Role
from tests.journeys.making import council, work_off
from tests.sharing import worlds


pytestmark = [pytest.mark.journey, pytest.mark.throwaway]
VISITS = "Job,Address,Postcode,Tenant name\n" + "".join(
    f'J{n},"{n} Mill Street, Eastmere",ZX1 1AA,Resident Number{n}\n'
    for n in range(1, 21)
)


def test_twenty_visits_are_checked_in_three_clicks(open_throwaway, walk):
    eastmere = council(open_throwaway)
    marker = worlds.publish_marker(eastmere.organisation)
    worlds.give_to_team(marker, eastmere.organisation, eastmere.team.pk)
    officer = walk(eastmere.organisation, eastmere[Role.VISITING_OFFICER])

    officer.open("/")
    with officer.within(clicks=3):
        if (
            officer.size["width"] < 700
            and officer.page.get_by_role("button", name="Menu").is_visible()
        ):
            officer.click("Menu", role="button")
        officer.click("Today's round", role="link")
        officer.select("purpose", "home-visit")
        officer.page.locator("input[type=file]").set_input_files(
            {"name": "round.csv", "mimeType": "text/csv", "buffer": VISITS.encode()}
        )
        officer.click("Check them all")
    assert "0 of 20 checked" in officer.text()
    officer.open("/")
    work_off(eastmere.organisation)

    officer.open("/rounds/")
    assert "20 visits. 1 warning" in officer.text()
    officer.page.locator(".heed-rows a").first.click()
    officer.look()
    text = officer.text()
    assert "Go in twos" in text
    assert text.index("11 Mill Street") < text.index("12 Mill Street")
    officer.click("Open the answer for J12")
    assert "Warning: do this first" in officer.text()
    officer.fine()
