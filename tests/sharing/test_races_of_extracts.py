"""Is what is taken back while an extract is handed over either stopped or recalled?

The race is run twice, as in `test_races`: with the row locks and without them.
"""

import pytest

from sharing.actions import extracts, releases
from sharing.models import Extract, NeverLeft, Recall, Release
from tenants.codes import OrganisationKind
from tenants.context import in_organisation
from tests.sharing import people
from tests.sharing.actions.test_extracts import Way
from tests.sharing.racing import Step
from tests.sharing.racing_scene import run


pytestmark = [
    pytest.mark.throwaway,
    pytest.mark.parametrize("locked", [True, False], ids=["locked", "lock taken out"]),
]
JUDGED = "sharing.actions.extracts.changed_since"


def test_a_withdrawal_while_an_extract_is_handed_over(open_throwaway, locked):
    council = open_throwaway()
    two = people.parties(
        council, open_throwaway(kind=OrganisationKind.CONTRACTOR, pack="brightfix")
    )
    way = Way(two)
    way.confirm()
    extract = way.ask()
    with in_organisation(council):
        release = Release.objects.get()
    hand_over = Step(
        council, lambda: extracts.make(extract_id=extract.pk, at=people.NOW)
    )
    withdraw = Step(
        council,
        lambda: releases.withdraw(
            release_id=release.pk, reason="Gone.", by=two.officer, at=people.NOW
        ),
    )

    ran = run(hand_over, withdraw, locked=locked, pause=JUDGED)

    assert (ran.first.error, ran.second.error) == (None, None)
    assert ran.overtook is not locked
    with in_organisation(council):
        sent = Extract.objects.get().state == "SENT"
        told = Recall.objects.count(), NeverLeft.objects.count()
    # Overtaken, it went, and is said never to have left.
    assert (sent, told) == (True, (1, 0) if locked else (0, 1))
