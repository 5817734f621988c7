"""A warning is taken back: whoever was shown it says on a phone what they did."""

import pytest

from tenants.codes import Role
from tests.journeys.sharing import check_repair, followed, in_force, live_entry


pytestmark = [pytest.mark.journey, pytest.mark.throwaway]


def test_what_was_shown_is_taken_back_and_acknowledged(walk, open_throwaway):
    shared = in_force(open_throwaway)
    reference = live_entry(shared.council)
    shared.release(reference)
    sharer = walk(shared.council.organisation, shared.council[Role.SHARING_OFFICER])
    officer = walk(shared.partner.organisation, shared.partner[Role.PARTNER_OFFICER])
    assert check_repair(officer) == "Warning: do this first"

    sharer.open(f"/sharing/{reference}/")
    sharer.click("Who saw it")
    seen = sharer.text()
    sharer.click("Who would see it")
    sharer.click("Take it back")
    sharer.fill(reason="The work there is finished.")
    sharer.click("Take it back")
    assert "Their next check does not show it" in sharer.text()
    after = check_repair(officer)
    officer.open("/")
    with officer.within(clicks=2):
        officer.click("Recall from")
        asked = officer.text()
        officer.choose("done", "DESTROYED")
        officer.click("Acknowledge", exact=True)
    assert "You acknowledged the recall" in officer.text()
    officer.page.locator("main a[href*='/recalls/']").first.click()
    officer.look()
    certificate = followed(officer, "Download the certificate")
    sharer.open("/recalls/")
    sharer.page.locator("main a[href*='/recalls/']").first.click()
    sharer.look()

    assert shared.partner.organisation.name in seen
    assert "to 1 person" in seen
    assert after == "No warning found"
    assert "no longer stands" in asked
    assert "Threw a chair" not in asked
    assert certificate.startswith(b"%PDF")
    assert "Acknowledged" in sharer.text()
    for walker in (sharer, officer):
        walker.fine()
