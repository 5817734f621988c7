"""Is every check put on record before it is told, and told to nobody otherwise?"""

import pytest

from audit.kinds import Kind
from audit.queries import events_for
from sharing.check import NotRecorded, recording
from sharing.models import Check, Receipt
from tenants.context import in_organisation


pytestmark = pytest.mark.django_db(databases=["default"])


def test_the_event_holds_codes_and_ids_only(shared):
    answer = shared.ask(name="Garfield Thistlewood")

    with in_organisation(shared.recipient):
        [event] = events_for(organisation=shared.recipient.pk, subject=str(answer.id))
    assert event.kind == Kind.CHECKED
    assert event.actor_id == "asker-1"
    assert event.details["answer"] == "HIT"
    assert event.details["shown"] == [
        {"marker": str(answer.markers[0].id), "level": "SUMMARY"}
    ]
    assert str(shared.marker.pk) not in str(event.details)
    for typed in ("Garfield", "Thistlewood", "999111000001", "Mill Street"):
        assert typed not in str(event)


@pytest.mark.parametrize("statement", ["INSERT_CHECK", "INSERT_RECEIPT"])
def test_what_cannot_be_recorded_is_not_told(shared, monkeypatch, statement):
    broken = getattr(recording, statement).replace("sharing_", "no_such_")
    monkeypatch.setattr(recording, statement, broken)

    with pytest.raises(NotRecorded) as refused:
        shared.ask()

    for held in ("Thistlewood", "Struck", "Mill Street", "ZX1"):
        assert held not in str(refused.value)
    with in_organisation(shared.recipient):
        assert not Check.objects.exists()
        assert not Receipt.objects.exists()


def test_a_refused_check_is_on_record_with_its_reasons(shared):
    answer = shared.ask(activity=None)

    with in_organisation(shared.recipient):
        [event] = events_for(organisation=shared.recipient.pk, subject=str(answer.id))
    [source] = event.details["sources"]
    assert "activity_is_agreed" in source["why_not"]
    assert event.details["answer"] == "CANNOT_TELL"
