"""Where two organisations share with each other, is each direction its own?

A housing association keeps a register, gives some of it to the council, and is given
some of the council's. The same person is on both registers, at the same home.
"""

import pytest

from markers.models import Marker
from sharing.check import Answer
from sharing.errors import NotFound
from sharing.models import AgreementVersion, Release
from sharing.queries.explanations import explain
from tenants.codes import Role
from tenants.context import in_organisation
from tests.sharing import worlds
from tests.sharing.people import person


pytestmark = pytest.mark.django_db(databases=["default"])


class Both:
    """Who has which entry, under which agreement, and who asks."""

    def __init__(self, council, homes) -> None:
        self.sides = {"council": council, "homes": homes}
        self.markers = {
            side: worlds.publish_marker(one, category="PHYS")
            for side, one in self.sides.items()
        }
        self.agreed = {
            "council": worlds.agree(council, homes),
            "homes": worlds.agree(homes, council),
        }
        for side, standing in self.agreed.items():
            worlds.release_to(
                standing, self.markers[side], self.sides[side], level="FLAG"
            )
        self.askers = {
            side: worlds.sign_in(one, reads_register=True)
            for side, one in self.sides.items()
        }

    def seen(self, side: str) -> dict[str, str]:
        """Whose entry is shown to this side, and at which level."""
        told = worlds.ask(self.sides[side], self.askers[side])
        return {one.organisation: one.level.value for one in told.markers}

    def stop(self, side: str) -> None:
        with in_organisation(self.sides[side]) as here:
            AgreementVersion.objects.filter(discloser=here.pk).update(
                state="SUSPENDED",
                suspended_by=here.pk,
                suspended_at=worlds.now(),
                suspension_reason="x",
            )


@pytest.fixture
def both(db, eastmere, harbour) -> Both:
    return Both(eastmere, harbour)


def test_each_sees_its_own_whole_and_the_others_as_it_was_given(
    both, eastmere, harbour
):
    assert both.seen("council") == {eastmere.name: "SUMMARY", harbour.name: "FLAG"}
    assert both.seen("homes") == {harbour.name: "SUMMARY", eastmere.name: "FLAG"}


def test_one_direction_that_stops_leaves_the_other(both, eastmere, harbour):
    both.stop("council")

    assert both.seen("homes") == {harbour.name: "SUMMARY"}
    assert both.seen("council") == {eastmere.name: "SUMMARY", harbour.name: "FLAG"}
    told = worlds.ask(harbour, both.askers["homes"])
    assert told.answer == Answer.HIT
    assert {one.organisation: one.searched for one in told.scope} == {
        harbour.name: True,
        eastmere.name: False,
    }


def test_without_an_own_entry_a_stopped_direction_is_never_clear(both, harbour):
    both.stop("council")
    with in_organisation(harbour):
        Marker.objects.filter(pk=both.markers["homes"].pk).delete()

    told = worlds.ask(harbour, both.askers["homes"])

    assert told.answer == Answer.CANNOT_TELL
    assert {one.organisation: one.searched for one in told.scope}[harbour.name]


def test_a_release_of_one_does_not_let_the_other_pass_it_on(both, eastmere, harbour):
    """Neither finds the other's entry among those it could release or explain."""
    for here, other in (("council", "homes"), ("homes", "council")):
        organisation = both.sides[here]
        officer = person(organisation, Role.SHARING_OFFICER)
        with in_organisation(organisation):
            found = Release.objects.filter(owner=organisation.pk)
            assert found.count() == 1
            with pytest.raises(NotFound, match="No live entry"):
                explain(
                    officer,
                    both.markers[other].reference,
                    both.sides[other].pk,
                    at=worlds.now(),
                )
