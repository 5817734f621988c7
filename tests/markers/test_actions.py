"""Does a published entry answer, change and end as one thing with its record?"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.db import Error as DatabaseError
from django.db import connection, transaction

from audit.kinds import Kind
from audit.models import Event
from markers.actions import (
    RECALL_TASK,
    AlreadyPublished,
    MarkerError,
    NotPublished,
    end,
    publish,
    republish,
)
from markers.facts import Terms
from markers.keys import search_keys
from markers.models import Key, Marker
from markers.states import MarkerState
from tenants.context import in_organisation
from tests.markers.people import District
from tests.markers.search import content_of
from tests.sharing.worlds import OFFICER


AT = datetime(2026, 11, 21, 9, tzinfo=UTC)
CONTENT = content_of(District(1).someone(), 1)


def published(organisation, content=CONTENT):
    return publish(content=content, owner=organisation.id, by=OFFICER, at=AT)


def found_by(**terms):
    keys = search_keys(Terms(**terms))
    return {key.marker_id for key in Key.objects.filter(value__in=keys)}


def recalls():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT arguments->>'reason' FROM public.audit_outbox WHERE task = %s",
            [RECALL_TASK],
        )
        return [reason for (reason,) in cursor.fetchall()]


def test_a_published_entry_is_found_by_its_keys(in_eastmere):
    marker = published(in_eastmere)

    assert found_by(uprn=CONTENT.uprn) == {marker.id}
    assert found_by(name=CONTENT.name) == {marker.id}
    assert found_by(name="Nobody Thatexists") == set()
    assert marker.state == "ACTIVE"
    assert marker.postcode == CONTENT.postcode.replace(" ", "")


def test_publishing_is_recorded_without_a_name(in_eastmere):
    marker = published(in_eastmere)

    event = Event.objects.get(kind=Kind.MARKER_PUBLISHED)
    assert event.subject == CONTENT.reference
    assert event.details == {"marker": str(marker.id), "state": "ACTIVE"}


def test_one_entry_has_one_marker(in_eastmere):
    published(in_eastmere)

    with pytest.raises(AlreadyPublished, match="Republish it instead"):
        published(in_eastmere)


def test_republishing_replaces_content_and_keys(in_eastmere):
    marker = published(in_eastmere)
    changed = replace(CONTENT, uprn="999111999999", summary="Corrected.")

    again = republish(content=changed, owner=in_eastmere.id, by=OFFICER, at=AT)

    assert again.id == marker.id
    assert found_by(uprn=CONTENT.uprn) == set()
    assert found_by(uprn="999111999999") == {marker.id}
    event = Event.objects.get(kind=Kind.MARKER_REPUBLISHED)
    assert event.details["changed"] == ["summary", "uprn"]
    assert recalls() == ["corrected"]


def test_republishing_the_same_recalls_nothing(in_eastmere):
    published(in_eastmere)

    republish(content=CONTENT, owner=in_eastmere.id, by=OFFICER, at=AT)

    assert recalls() == []


def test_ending_removes_row_and_keys_and_leaves_a_recall(in_eastmere):
    published(in_eastmere)

    end(
        entry_id=CONTENT.entry_id,
        owner=in_eastmere.id,
        reason="withdrawn",
        by=OFFICER,
        at=AT,
    )

    assert not Marker.objects.exists()
    assert not Key.objects.exists()
    assert recalls() == ["withdrawn"]
    assert Event.objects.get(kind=Kind.MARKER_ENDED).details["reason"] == "withdrawn"


def test_what_is_not_published_cannot_change(in_eastmere):
    owner, entry = in_eastmere.id, CONTENT.entry_id

    with pytest.raises(NotPublished, match="not published"):
        end(entry_id=entry, owner=owner, reason="lapsed", by=OFFICER, at=AT)
    with pytest.raises(NotPublished, match="not published"):
        republish(content=CONTENT, owner=owner, by=OFFICER, at=AT)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"ends_on": CONTENT.starts_on - timedelta(days=1)}, "ends before it starts"),
        ({"summary": "x" * 251}, "longer than 250"),
        ({"state": MarkerState.PROVISIONAL}, "until when it is provisional"),
        ({"provisional_until": AT}, "until when it is provisional"),
    ],
)
def test_contradictions_are_refused_with_a_sentence(in_eastmere, change, sentence):
    with pytest.raises(MarkerError, match=sentence):
        published(in_eastmere, replace(CONTENT, **change))

    assert not Marker.objects.exists()


def test_nothing_is_published_that_cannot_be_recorded(in_eastmere, monkeypatch):
    def fail(**_):
        raise DatabaseError

    monkeypatch.setattr("markers.actions.record", fail)

    with pytest.raises(DatabaseError):
        published(in_eastmere)

    assert not Marker.objects.exists()
    assert not Key.objects.exists()


def test_what_follows_the_premises_holds_nothing_of_a_person_to_compare(in_eastmere):
    marker = published(in_eastmere, replace(CONTENT, follows="PREMISES"))

    assert marker.name_forms == []
    assert marker.date_of_birth is None
    assert marker.birth_year is None


@pytest.mark.parametrize(
    "change",
    [
        "state = 'PROVISIONAL'",
        "state = 'ENDED'",
        "category = 'SUPPORT'",
        "ends_on = starts_on - 1",
        "follows = 'NOBODY'",
        "subject_kind = 'ROAD'",
    ],
)
def test_the_database_refuses_contradictions_too(in_eastmere, change):
    published(in_eastmere)

    with (
        pytest.raises(DatabaseError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"UPDATE public.markers_marker SET {change}")


def test_another_organisation_sees_and_changes_nothing(db, eastmere, torley):
    with in_organisation(eastmere):
        published(eastmere)

    with in_organisation(torley):
        assert not Marker.objects.exists()
        assert not Key.objects.exists()
        assert Marker.objects.update(summary="Mine now.") == 0
        assert Marker.objects.all().delete()[0] == 0
        with pytest.raises(NotPublished):
            end(
                entry_id=CONTENT.entry_id,
                owner=eastmere.id,
                reason="withdrawn",
                by=OFFICER,
                at=AT,
            )
    with in_organisation(eastmere):
        assert Marker.objects.get().summary == ""


def test_nobody_publishes_in_anothers_name(db, eastmere, torley):
    with (
        in_organisation(torley),
        pytest.raises(DatabaseError, match="row-level security"),
        transaction.atomic(),
    ):
        published(eastmere)


def test_nobody_adds_a_key_to_anothers_marker(db, eastmere, torley):
    with in_organisation(eastmere):
        marker = published(eastmere)

    with (
        in_organisation(torley),
        pytest.raises(DatabaseError, match="row-level security"),
        transaction.atomic(),
    ):
        Key.objects.create(marker_id=marker.id, owner=eastmere.id, value=1)


def test_nobody_points_a_key_of_their_own_at_anothers_marker(db, eastmere, torley):
    with in_organisation(eastmere):
        marker = published(eastmere)

    with in_organisation(torley), pytest.raises(DatabaseError), transaction.atomic():
        Key.objects.create(marker_id=marker.id, owner=torley.id, value=1)


def test_the_platform_may_not_read_markers(in_platform):
    for table in ("markers_marker", "markers_key"):
        with (
            pytest.raises(DatabaseError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(f"SELECT count(*) FROM public.{table}")
