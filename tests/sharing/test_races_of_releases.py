"""Do two officers who choose the same partners in another order both get there?

Without an order of its own, each release would hold what the other waits for, and
PostgreSQL would end one of them.
"""

import pytest

from markers.models import Marker
from sharing.actions import releases
from tenants.codes import OrganisationKind
from tenants.context import in_organisation
from tests.register import making
from tests.sharing import people, racing_scene, worlds
from tests.sharing.racing import Step, race


pytestmark = pytest.mark.throwaway
FIRST_DECIDED = "sharing.actions.releases.decide"


@pytest.fixture
def scene(open_throwaway):
    return racing_scene.lay_out(open_throwaway)


def another_entry(scene) -> Marker:
    with in_organisation(scene.parties.council):
        report = making.make_report(scene.staff, at=worlds.now())
        entry = making.decided(scene.staff, report, at=worlds.now()).entry
        return Marker.objects.get(entry_id=entry.pk)


def release(scene, reference, agreements, by) -> Step:
    return scene.step(
        releases.release,
        entry_reference=reference,
        choices=[(one, "REPAIRS", "FLAG") for one in agreements],
        proportionality="They enter this home.",
        by=by,
        at=worlds.now(),
    )


def test_two_entries_go_to_the_same_two_partners_in_opposite_order(
    scene, open_throwaway
):
    council = scene.parties.council
    beside = people.parties(
        council, open_throwaway(kind=OrganisationKind.CONTRACTOR, pack="brightfix")
    )
    agreements = sorted(
        (
            scene.agreement,
            beside.in_force(
                categories=("THREAT",), homes=(people.Property(uprn="999111000123"),)
            ),
        )
    )
    other = another_entry(scene)
    # Whoever is stopped after the first decision has begun with the later agreement.
    first = release(scene, scene.reference, agreements[::-1], scene.parties.officer)
    second = release(scene, other.reference, agreements, scene.other)

    ran = race(first, second, pause=FIRST_DECIDED)

    assert (ran.first.error, ran.second.error) == (None, None)
    assert len(scene.standing()) == 4
