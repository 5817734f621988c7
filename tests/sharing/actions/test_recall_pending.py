"""Does an entry say that a recall is pending exactly while one is?

From its end until everybody who was shown it has answered; never where nobody was.
"""

from types import SimpleNamespace

import pytest

from markers.models import Marker
from register.actions import entries
from register.actions import overlays as restricting
from register.queries.entries import entry_for
from sharing.actions import recalls, releases
from sharing.actions.acknowledgements import acknowledge
from sharing.check import Answer
from sharing.models import Recall
from tenants.codes import Role
from tests.accounts.making import make_person
from tests.register import making
from tests.sharing import worlds
from tests.sharing.people import Property, person


pytestmark = pytest.mark.django_db(databases=["default"])
PENDING = "Recall pending"
PLACE = "999111000123"


@pytest.fixture
def held(two):
    """A decided entry of the council's, and an agreement that covers its place."""
    agreement = two.in_force(categories=("THREAT",), homes=(Property(uprn=PLACE),))
    with two.here("council"):
        staff = making.make_people()
        report = making.make_report(staff, at=worlds.now())
        entry = making.decided(staff, report, at=worlds.now()).entry
        marker = Marker.objects.get(entry_id=entry.pk)
        reader = make_person(Role.HEALTH_AND_SAFETY)
    return SimpleNamespace(
        agreement=agreement,
        reference=entry.reference,
        marker=marker.pk,
        decider=staff.decider,
        reader=reader,
    )


def overlays(two, held) -> tuple[str, ...]:
    with two.here("council"):
        return entry_for(held.reader, held.reference, at=worlds.now()).overlays


def release(two, held) -> None:
    with two.here("council"):
        releases.release(
            entry_reference=held.reference,
            choices=[(held.agreement, "REPAIRS", "FLAG")],
            proportionality="They enter this home.",
            by=two.officer,
            at=worlds.now(),
        )


def withdraw(two, held) -> None:
    with two.here("council"):
        entries.withdraw(
            reference=held.reference,
            reason="The risk is gone.",
            by=held.decider,
            at=worlds.now(),
        )


def recall(two, held) -> None:
    """What the outbox has a worker do."""
    with two.here("council"):
        recalls.recall_marker(
            marker_id=held.marker, reason="withdrawn", at=worlds.now()
        )


def test_a_recall_is_pending_until_whoever_was_shown_it_answers(two, held):
    release(two, held)
    asker = worlds.sign_in(two.partner)
    assert worlds.ask(two.partner, asker, uprn=PLACE).answer == Answer.HIT
    live = overlays(two, held)
    withdraw(two, held)
    ended = overlays(two, held)
    recall(two, held)
    raised = overlays(two, held)
    with two.here("partner"):
        acknowledge(
            recall_id=Recall.objects.get().pk,
            done="DESTROYED",
            by=person(two.partner, Role.PARTNER_OFFICER),
            at=worlds.now(),
        )

    assert PENDING not in live
    assert PENDING in ended
    assert PENDING in raised
    assert PENDING not in overlays(two, held)


def test_no_recall_is_pending_where_nobody_was_shown_anything(two, held):
    withdraw(two, held)

    assert PENDING not in overlays(two, held)


def test_who_does_not_see_it_in_full_is_not_told_of_others(two, held):
    release(two, held)
    worlds.ask(two.partner, worlds.sign_in(two.partner), uprn=PLACE)
    with two.here("council"):
        restricting.restrict_processing(
            reference=held.reference,
            reason="Contested.",
            by=held.decider,
            at=worlds.now(),
        )
    withdraw(two, held)

    assert overlays(two, held) == ("Processing restricted",)
