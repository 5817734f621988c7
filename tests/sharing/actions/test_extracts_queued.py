"""What becomes of an extract that waits while what it is about is taken back?"""

from datetime import timedelta

import pytest
from django.core import mail

from markers.models import Marker
from notifications.models import Message
from sharing.actions import agreements, extracts, releases
from sharing.actions.extract_stopping import MAY_HAVE_GONE
from sharing.models import Agreement, AgreementVersion, Recall, Release
from tests.sharing import worlds
from tests.sharing.actions.test_extracts import Way, dies
from tests.sharing.people import NOW


pytestmark = pytest.mark.django_db(databases=["default"])
MINUTE = timedelta(minutes=1)
CHANGED = "What it tells has changed since it was sealed. Ask for another."


@pytest.fixture
def way(two) -> Way:
    """Two entries are released, so that one is left when the other is taken back."""
    way = Way(two)
    way.confirm()
    way.other = worlds.publish_marker(two.council)
    with two.here("council"):
        agreement = Agreement.objects.get(pk=way.agreement_id)
    standing = worlds.Standing(agreement, None, None)
    worlds.release_to(standing, way.other, two.council, level="CATEGORY")
    return way


def take_back(way) -> None:
    with way.two.here("council"):
        [held] = Release.objects.filter(marker_id=way.other.pk)
        releases.withdraw(
            release_id=held.pk, reason="Gone.", by=way.two.officer, at=NOW + MINUTE
        )


def narrow(way) -> None:
    with way.two.here("council"):
        held = AgreementVersion.objects.filter(agreement_id=way.agreement_id)
        held.update(level="PRECAUTIONS")


def correct(way) -> None:
    with way.two.here("council"):
        Marker.objects.filter(pk=way.other.pk).update(precautions=["OFFICE"])


def restrict(way) -> None:
    with way.two.here("council"):
        Marker.objects.filter(pk=way.other.pk).update(processing_restricted=True)


def sealed_and_left(way, monkeypatch, *, at_step="_hand_over"):
    """Its worker died when it came to this step."""
    extract = way.ask()
    with monkeypatch.context() as patched:
        patched.setattr(extracts, at_step, lambda *_, **__: dies())
        with pytest.raises(KeyboardInterrupt):
            way.make(extract, at=worlds.now())
    return extract


def test_what_is_taken_back_before_it_is_sealed_is_not_in_it(way):
    extract = way.ask()
    take_back(way)

    made = way.make(extract, at=worlds.now())

    assert (made.state, made.rows) == ("SENT", 1)
    with way.two.here("council"):
        assert not Recall.objects.exists()


@pytest.mark.parametrize("change", [take_back, narrow, correct, restrict])
def test_one_row_that_changed_after_sealing_stops_all_of_it(way, change, monkeypatch):
    extract = sealed_and_left(way, monkeypatch)
    change(way)

    made = way.make(extract, at=worlds.now() + 2 * MINUTE)

    assert (made.state, made.refusal, mail.outbox) == ("REFUSED", [CHANGED], [])
    assert made.sealed is None


def test_nothing_changed_and_it_goes(way, monkeypatch):
    extract = sealed_and_left(way, monkeypatch)

    made = way.make(extract, at=worlds.now() + 2 * MINUTE)

    assert (made.state, made.rows, len(mail.outbox)) == ("SENT", 2, 1)


def test_a_mail_that_failed_is_judged_before_it_is_tried_again(way, monkeypatch):
    """The mail server was away for an hour, and the agreement was stopped meanwhile."""
    extract = sealed_and_left(way, monkeypatch, at_step="deliver")
    with way.two.here("council"):
        Message.objects.filter(once=f"extract:{extract.pk}").update(attempts=1)
        agreements.suspend(
            agreement_id=way.agreement_id, reason="Misuse", by=way.two.officer, at=NOW
        )

    made = way.make(extract, at=worlds.now())

    assert (made.state, mail.outbox) == ("REFUSED", [])
    assert made.refusal == [
        "The agreement is not in force.",
        MAY_HAVE_GONE,
    ]
