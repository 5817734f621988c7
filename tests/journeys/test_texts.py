"""Ready-made texts: read on the page by both sides, taken away as accessible PDF."""

import pytest

from tenants.codes import Role
from tests.journeys.sharing import followed, in_force


pytestmark = [pytest.mark.journey, pytest.mark.throwaway]


def test_every_text_is_read_and_taken_away(walk, open_throwaway):
    shared = in_force(open_throwaway)
    sharer = walk(shared.council.organisation, shared.council[Role.SHARING_OFFICER])
    signatory = walk(
        shared.partner.organisation, shared.partner[Role.PARTNER_SIGNATORY]
    )

    sharer.open("/agreements/")
    sharer.click("Ready-made texts")
    sharer.click("Privacy notice")
    notice = sharer.text()
    given = followed(sharer, "Download as PDF")
    sharer.click("Back", exact=True)
    sharer.click("Leaflet on how to appeal")
    leaflet = sharer.text()
    for walker in (sharer, signatory):
        for link in (
            "Read version 1 in full",
            "Read its indemnity",
            "Data sheet for the impact assessment",
            "Record of processing",
        ):
            walker.open(f"/agreements/{shared.agreement}/")
            walker.click(link)
            assert followed(walker, "Download as PDF").startswith(b"%PDF")

    assert shared.partner.organisation.name in notice
    assert given.startswith(b"%PDF")
    assert "appeal" in leaflet.lower()
    for walker in (sharer, signatory):
        walker.fine()
