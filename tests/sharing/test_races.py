"""Is what two people do at the same moment done one after the other?

Each race is run twice: as the program is, and with its row locks taken out. The second
must go wrong, or the first would prove nothing.
"""

import pytest
from django.db import IntegrityError

from markers.models import Marker
from register.actions import entries
from sharing.actions import agreements, portfolio_changes, portfolio_typed, portfolios
from sharing.errors import Refused
from sharing.models import Agreement, AgreementVersion
from tenants.context import in_organisation
from tests.sharing import people, racing_scene, worlds
from tests.sharing.racing_scene import run


pytestmark = [
    pytest.mark.throwaway,
    pytest.mark.parametrize("locked", [True, False], ids=["locked", "lock taken out"]),
]
DECIDED = "sharing.actions.releases.decide"
KIND_FOUND = "sharing.actions.portfolios.must_be_of_the_kind_in_force"
FOUND_NONE = "sharing.actions.releases._current"


@pytest.fixture
def scene(open_throwaway):
    return racing_scene.lay_out(open_throwaway)


def test_a_release_and_a_suspension(scene, locked):
    second = scene.step(
        agreements.suspend,
        agreement_id=scene.agreement,
        reason="Misuse.",
        by=scene.other,
        at=worlds.now(),
    )

    ran = run(
        scene.release(scene.parties.officer), second, locked=locked, pause=DECIDED
    )

    assert (ran.first.error, ran.second.error) == (None, None)
    # Overtaken, the release is written under an agreement that was stopped before it.
    assert ran.overtook is not locked
    assert len(scene.standing()) == 1
    with in_organisation(scene.parties.council):
        assert AgreementVersion.objects.get().state == "SUSPENDED"


def test_a_release_decided_while_the_entry_is_withdrawn(scene, locked):
    second = scene.step(
        entries.withdraw,
        reference=scene.reference,
        reason="The risk is gone.",
        by=scene.staff.decider,
        at=worlds.now(),
    )

    ran = run(
        scene.release(scene.parties.officer), second, locked=locked, pause=DECIDED
    )

    assert ran.second.error is None
    # Overtaken, an entry is released that is no longer on the register.
    assert ran.overtook is not locked
    with in_organisation(scene.parties.council):
        assert not Marker.objects.filter(pk=scene.marker).exists()


def test_two_officers_release_the_same_entry(scene, locked):
    ran = run(
        scene.release(scene.parties.officer),
        scene.release(scene.other),
        locked=locked,
        pause=FOUND_NONE,
    )

    assert len(scene.standing()) == 1
    assert ran.overtook is not locked
    if locked:
        assert ran.first.error is None
        assert isinstance(ran.second.error, Refused)
        assert "It is released there already." in str(ran.second.error)
    else:
        # Only the index stands in the way then, and a fault is all that is told.
        assert isinstance(ran.first.error, IntegrityError)


def test_homes_are_given_while_a_version_for_an_area_is_put_in_force(scene, locked):
    scene.follow(portfolio_kind="AREA")
    officer = scene.parties.officer
    with in_organisation(scene.parties.council):
        area = portfolio_typed.stage_area(
            agreement_id=scene.agreement,
            gss_codes=["E09000018"],
            by=officer,
            at=people.NOW,
        )
        portfolio_changes.replace(
            change_id=area, leave_out=False, by=officer, at=people.NOW
        )
    homes = scene.step(
        portfolios.replace,
        agreement_id=scene.agreement,
        properties=[people.HOME],
        by=scene.other,
        at=people.NOW,
    )

    ran = run(homes, scene.put_in_force(), locked=locked, pause=KIND_FOUND)

    assert (ran.first.error, ran.second.error) == (None, None)
    assert ran.overtook is not locked
    with in_organisation(scene.parties.council):
        given = Agreement.objects.get().portfolio_kind
    # Overtaken, what is in force was signed for an area, and what it covers is homes.
    assert given == ("AREA" if locked else "UPRNS")
