"""Is it known of an extract that it never left, and recalled as soon as it may have?"""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import ProgrammingError, transaction

from sharing.actions import (
    agreements,
    attestations,
    extracts,
    portfolios,
    recalls,
    releases,
    seen,
)
from sharing.models import NeverLeft, Recall, Receipt, Release
from sharing.queries.receipts import receipt_for, receipts_of
from sharing.queries.seen import latest_sightings, seen_by_partners
from sharing.queries.told import told_about
from tenants.codes import Role
from tests.sharing.actions.test_extracts import Way, dies
from tests.sharing.people import NOW, Property, person


pytestmark = pytest.mark.django_db(databases=["default"])
HOUR = timedelta(hours=1)


@pytest.fixture
def way(two) -> Way:
    """Entry, agreement and a way by sealed mail that is confirmed."""
    made = Way(two)
    made.confirm()
    return made


def sealed(way, monkeypatch, *, at_step: str):
    """An extract whose worker died when it came to this step."""
    extract = way.ask()
    with monkeypatch.context() as patched:
        patched.setattr(extracts, at_step, lambda *_, **__: dies())
        with pytest.raises(KeyboardInterrupt):
            way.make(extract)
    return extract


@pytest.fixture
def here(way, monkeypatch):
    """Sealed, and nobody has tried to send it."""
    return sealed(way, monkeypatch, at_step="_hand_over")


@pytest.fixture
def gone(way, monkeypatch):
    """The worker died while it was sending: nobody knows how far it came."""
    return sealed(way, monkeypatch, at_step="deliver")


def withdraw(way) -> None:
    with way.two.here("council"):
        releases.withdraw(
            release_id=Release.objects.get().pk,
            reason="They work there no longer.",
            by=way.two.officer,
            at=NOW + HOUR,
        )


def state_of(way, extract) -> str:
    with way.two.here("council"):
        extract.refresh_from_db()
    return extract.state


def recalled(way) -> int:
    with way.two.here("council"):
        return Recall.objects.count()


def test_what_is_taken_back_is_taken_out_of_what_is_still_here(way, here):
    withdraw(way)

    assert state_of(way, here) == "REFUSED"
    assert here.refusal == [
        "What it tells has changed since it was sealed. Ask for another."
    ]
    assert here.sealed is None
    assert recalled(way) == 0
    assert way.make(here).state == "REFUSED"
    with way.two.here("council"):
        assert recalls.raise_missed(at=NOW + 3 * HOUR) == 0
    assert mail.outbox == []


def test_in_doubt_it_is_recalled(way, gone):
    withdraw(way)

    assert recalled(way) == 1
    assert way.make(gone, at=NOW + HOUR).state == "REFUSED"
    with way.two.here("council"):
        gone.refresh_from_db()
        assert gone.refusal[-1] == (
            "It was handed to the mail server once, so it may have arrived."
        )
        assert not NeverLeft.objects.exists()
        [look] = latest_sightings(limit=5)
    assert look.arrived


def test_whoever_asks_who_saw_it_is_told_that_it_never_left(way, here):
    way.make(here, at=NOW + 30 * HOUR)
    entry_id = way.marker.entry_id

    with way.two.here("council"):
        adviser = person(way.two.council, Role.HEALTH_AND_SAFETY)
        by = seen_by_partners(entry_id, reference=way.marker.reference)
        [told] = told_about(entry_id)
        looks = seen.who_looked(reference=None, by=adviser, at=NOW)
    [look] = [look for look in looks if look.organisation == way.two.partner.name]

    assert state_of(way, here) == "REFUSED"
    assert by.by_partner == ()
    assert [(one.way, one.arrived) for one in by.looks] == [
        ("Put in an extract that never left", False)
    ]
    assert (told.seen_times, told.first_seen) == (0, None)
    assert (look.who, look.what) == ("Nobody", "Put in an extract that never left")


@pytest.mark.parametrize("side", ["council", "partner"])
def test_its_receipt_says_so_and_is_itself_as_it_was(way, here, side):
    with way.two.here("council"):
        [before] = Receipt.objects.values()
    way.make(here, at=NOW + 30 * HOUR)

    with way.two.here(side) as organisation:
        [line] = receipts_of(organisation.pk)
        page = receipt_for(line.id, organisation=organisation.pk)
    with way.two.here("council"):
        assert Receipt.objects.values().get() == before

    assert before["check_id"] == here.pk
    assert line.never_left_at == NOW + 30 * HOUR
    assert line.question_label.startswith("Put in an extract that never left")
    assert page.replayed.same


def test_what_was_refused_before_it_was_sealed_has_nothing_to_note(way):
    extract = way.ask()

    assert way.make(extract, at=NOW + 30 * HOUR).state == "REFUSED"
    with way.two.here("council"):
        assert not Receipt.objects.exists()
        assert not NeverLeft.objects.exists()


def test_only_the_receipts_of_that_extract_never_left(way, monkeypatch):
    """Two at the same moment: one went, and is recalled."""
    went = way.ask()
    way.make(went)
    stayed = sealed(way, monkeypatch, at_step="_hand_over")

    withdraw(way)

    assert (state_of(way, went), state_of(way, stayed)) == ("SENT", "REFUSED")
    assert recalled(way) == 1
    with way.two.here("council"):
        [noted] = NeverLeft.objects.all()
        assert Receipt.objects.get(pk=noted.receipt_id).check_id == stayed.pk


@pytest.mark.parametrize(
    "what", ["agreement ended", "misuse", "corrected", "entry ended"]
)
def test_every_recall_stops_what_is_still_here(way, here, what):
    with way.two.here("council"):
        match what:
            case "agreement ended":
                recalls.recall_agreement(
                    agreement_id=way.agreement_id, reason="terminated", at=NOW
                )
            case "misuse":
                recalls.recall_shown(
                    agreement_id=way.agreement_id,
                    reason="misuse",
                    cause="misuse:1",
                    at=NOW,
                )
            case "corrected":
                recalls.recall_marker(
                    marker_id=way.marker.pk, reason="corrected", at=NOW
                )
            case _:
                recalls.recall_marker(marker_id=way.marker.pk, reason="lapsed", at=NOW)

    assert (state_of(way, here), recalled(way)) == ("REFUSED", 0)


def no_more_attested(way) -> None:
    with way.two.here("council"):
        [attested] = way.two.version(way.agreement_id).agreement.attestations.all()
    with way.two.here("partner"):
        attestations.withdraw(
            attestation_id=attested.pk,
            reason="Done otherwise.",
            by=way.two.signatory,
            at=NOW,
        )


def narrower(way) -> None:
    with way.two.here("council"):
        portfolios.replace(
            agreement_id=way.agreement_id,
            properties=[Property(uprn="999111000777")],
            by=way.two.officer,
            at=NOW,
        )


def suspended(way) -> None:
    with way.two.here("council"):
        agreements.suspend(
            agreement_id=way.agreement_id,
            reason="A breach.",
            by=way.two.officer,
            at=NOW,
        )


@pytest.mark.parametrize("change", [no_more_attested, narrower, suspended])
def test_what_may_not_go_any_more_does_not_go_between_sealing_and_sending(
    way, here, change
):
    change(way)

    assert way.make(here).state == "REFUSED"
    assert mail.outbox == []
    with way.two.here("partner"):
        assert NeverLeft.objects.count() == 1


def test_nobody_but_the_discloser_says_so_and_nobody_takes_it_back(way, gone):
    with way.two.here("council"):
        receipt = Receipt.objects.get()
    row = {
        "receipt_id": receipt.pk,
        "extract": gone,
        "discloser": way.two.council.pk,
        "recipient": way.two.partner.pk,
        "noted_at": NOW,
    }

    with way.two.here("partner"), pytest.raises(ProgrammingError), transaction.atomic():
        NeverLeft.objects.create(**row)
    with way.two.here("council"):
        made = NeverLeft.objects.create(**row)
        for act in (made.delete, lambda: NeverLeft.objects.update(noted_at=NOW)):
            with pytest.raises(ProgrammingError), transaction.atomic():
                act()
