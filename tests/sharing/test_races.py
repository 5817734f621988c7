"""Is what two people do at the same moment done one after the other?

Each race is run twice: as the program is, and with its row locks taken out. The second
must go wrong, or the first would prove nothing.
"""

import pytest
from django.db import IntegrityError

from markers.models import Marker
from register.actions import entries
from sharing.actions import agreements
from sharing.errors import Refused
from sharing.models import AgreementVersion
from tenants.context import in_organisation
from tests.sharing import racing_scene, worlds
from tests.sharing.racing_scene import run


pytestmark = [
    pytest.mark.throwaway,
    pytest.mark.parametrize("locked", [True, False], ids=["locked", "lock taken out"]),
]
DECIDED = "sharing.actions.releases.decide"
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

    ran = run(scene, second, locked=locked, pause=DECIDED)

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
        by=scene.decider,
        at=worlds.now(),
    )

    ran = run(scene, second, locked=locked, pause=DECIDED)

    assert ran.second.error is None
    # Overtaken, an entry is released that is no longer on the register.
    assert ran.overtook is not locked
    with in_organisation(scene.parties.council):
        assert not Marker.objects.filter(pk=scene.marker).exists()


def test_two_officers_release_the_same_entry(scene, locked):
    ran = run(scene, scene.release(scene.other), locked=locked, pause=FOUND_NONE)

    assert len(scene.standing()) == 1
    assert ran.overtook is not locked
    if locked:
        assert ran.first.error is None
        assert isinstance(ran.second.error, Refused)
        assert "It is released there already." in str(ran.second.error)
    else:
        # Only the index stands in the way then, and a fault is all that is told.
        assert isinstance(ran.first.error, IntegrityError)
