"""Two records of one man: side by side, merged in three clicks, and parted again."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from audit.actors import system
from register.actions import pairs
from tenants.codes import Role
from tenants.context import in_organisation
from tests.journeys.making import council
from tests.register import making


pytestmark = [pytest.mark.journey, pytest.mark.throwaway]


def test_a_pair_is_merged_in_three_clicks_and_undone(open_throwaway, walk):
    eastmere = council(open_throwaway)
    people = making.People(
        reporter=eastmere[Role.VISITING_OFFICER],
        head=eastmere[Role.HEAD_OF_SERVICE],
        decider=eastmere[Role.DECISION_OFFICER],
        team=eastmere.team,
    )
    subject = replace(making.CONTENT.subject, name="Rowen Ashby", uprn="")
    with in_organisation(eastmere.organisation):
        making.make_entry(people)
        making.make_entry(people, content=replace(making.CONTENT, subject=subject))
        pairs.propose(by=system("matches"), at=datetime.now(UTC))
    adviser = walk(eastmere.organisation, eastmere[Role.HEALTH_AND_SAFETY])

    adviser.open("/")
    with adviser.within(clicks=3):
        adviser.click("Two records that may be one")
        assert "Rowen Ashby" in adviser.text()
        adviser.fill(reason="Same birth, same address.")
        adviser.click("Merge them")
    assert "No two records wait" in adviser.text()
    adviser.click("Undo")
    adviser.fill(reason="They are brothers.")
    adviser.click("Part the two records again")
    assert "Merged in the last 30 days" not in adviser.text()
    adviser.fine()
