"""Is what two people do at the same moment done one after the other?

Each race is run twice: as the program is, and with its row locks taken out. The second
must go wrong, or the first would prove nothing.
"""

from contextlib import nullcontext
from dataclasses import dataclass
from uuid import UUID

import pytest
from django.db import IntegrityError

from accounts.models import User
from markers.models import Marker
from register.actions import entries
from sharing.actions import agreements, releases
from sharing.errors import Refused
from sharing.models import AgreementVersion, Release
from tenants.codes import OrganisationKind, Role
from tenants.context import in_organisation
from tests.accounts.making import make_person
from tests.figures import record_figure
from tests.register import making
from tests.sharing import people, worlds
from tests.sharing.racing import Step, race, without_locks


pytestmark = [
    pytest.mark.throwaway,
    pytest.mark.parametrize("locked", [True, False], ids=["locked", "lock taken out"]),
]
DECIDED = "sharing.actions.releases.decide"
FOUND_NONE = "sharing.actions.releases._current"


@dataclass(frozen=True)
class Scene:
    """An entry that may be released, and those who act on it."""

    parties: people.Parties
    other: User
    decider: User
    reference: str
    marker: UUID
    agreement: UUID

    def step(self, act, **given) -> Step:
        return Step(self.parties.council, lambda: act(**given))

    def release(self, by: User) -> Step:
        return self.step(
            releases.release,
            entry_reference=self.reference,
            choices=[(self.agreement, "REPAIRS", "FLAG")],
            proportionality="They enter this home.",
            by=by,
            at=worlds.now(),
        )

    def standing(self) -> list[Release]:
        with in_organisation(self.parties.council):
            return list(Release.objects.filter(withdrawn_at__isnull=True))


@pytest.fixture
def scene(open_throwaway):
    parties = people.parties(
        open_throwaway(),
        open_throwaway(kind=OrganisationKind.CONTRACTOR, pack="brightfix"),
    )
    with parties.here("council"):
        staff = making.make_people()
        report = making.make_report(staff, at=worlds.now())
        entry = making.decided(staff, report, at=worlds.now()).entry
        marker = Marker.objects.get(entry_id=entry.pk)
        other = make_person(Role.SHARING_OFFICER, password=None, totp_secret=None)
    agreement = parties.in_force(
        categories=("THREAT",), homes=(people.Property(uprn="999111000123"),)
    )
    return Scene(parties, other, staff.decider, entry.reference, marker.pk, agreement)


def run(scene: Scene, second: Step, *, locked: bool, pause: str = DECIDED):
    with nullcontext() if locked else without_locks():
        ran = race(scene.release(scene.parties.officer), second, pause=pause)
    record_figure("Races run, with and without the locks", 1)
    return ran


def test_a_release_and_a_suspension(scene, locked):
    second = scene.step(
        agreements.suspend,
        agreement_id=scene.agreement,
        reason="Misuse.",
        by=scene.other,
        at=worlds.now(),
    )

    ran = run(scene, second, locked=locked)

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

    ran = run(scene, second, locked=locked)

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
