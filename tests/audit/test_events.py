"""Can an event be added, read by its own organisation, and never touched again?"""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, ProgrammingError, connection, transaction

from audit import actions, queries
from audit.actors import Actor, ActorKind, system
from audit.kinds import Kind
from audit.models import Event
from tenants.context import as_check, as_owner, in_organisation
from tests.figures import record_figure


AT = datetime(2026, 3, 2, 10, tzinfo=UTC)
OFFICER = Actor(
    kind=ActorKind.PERSON, id="officer-1", role="DECISION_OFFICER", session="ab"
)


def record(organisation, **changes):
    given = {
        "kind": Kind.PACK_ADOPTED,
        "organisation": organisation.pk,
        "by": OFFICER,
        "at": AT,
        "subject": "pack 2",
        "details": {"number": 2},
    }
    return actions.record(**{**given, **changes})


def test_an_event_is_kept_as_it_was_said_at_the_databases_own_time(in_eastmere):
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        before = cursor.fetchone()[0]

    event = record(in_eastmere)

    (kept,) = queries.events_for(organisation=in_eastmere.pk, subject="pack 2")
    assert kept.pk == event
    assert (kept.kind, kept.actor_id, kept.actor_role) == (
        "tenants.pack_adopted",
        "officer-1",
        "DECISION_OFFICER",
    )
    assert kept.details == {"number": 2}
    assert kept.occurred_at == AT
    assert before <= kept.recorded_at <= before + timedelta(minutes=1)


def test_who_looked_is_asked_by_subject_kind_person_and_time(in_eastmere):
    record(in_eastmere, subject="CC-1")
    record(in_eastmere, subject="CC-2", by=system("clock"))

    def subjects(**asked) -> list[str]:
        found = queries.events_for(organisation=in_eastmere.pk, **asked)
        return [event.subject for event in found if event.subject.startswith("CC")]

    assert subjects() == ["CC-2", "CC-1"]
    assert subjects(subject="CC-1") == ["CC-1"]
    assert subjects(actor_id="clock") == ["CC-2"]
    assert subjects(kinds=[Kind.AUDIT_READ]) == []
    assert subjects(limit=1) == ["CC-2"]
    assert subjects(since=datetime(2999, 1, 1, tzinfo=UTC)) == []


def test_no_other_organisation_reads_it(in_eastmere, torley):
    record(in_eastmere)

    with in_organisation(torley):
        assert queries.events_for(organisation=in_eastmere.pk) == []
        assert not Event.objects.filter(organisation=in_eastmere.pk).exists()


def test_nobody_records_in_anothers_name(in_eastmere, torley):
    with (
        pytest.raises(ProgrammingError, match="row-level security"),
        transaction.atomic(),
    ):
        record(torley)


def test_a_check_records_for_its_asker_only(db, eastmere, torley):
    with as_check(eastmere.pk) as cursor:
        record(eastmere, subject="check-1", cursor=cursor)
    with (
        pytest.raises(DatabaseError, match="row-level security"),
        as_check(eastmere.pk) as cursor,
    ):
        record(torley, cursor=cursor)

    with in_organisation(eastmere):
        assert len(queries.events_for(organisation=eastmere.pk, subject="check-1")) == 1


BACK_DATED = """
INSERT INTO audit_event (id, organisation, kind, actor_kind, actor_id, actor_role,
    session, subject, details, occurred_at, recorded_at)
SELECT uuidv7(), organisation, kind, actor_kind, actor_id, actor_role, session, subject,
    details, occurred_at, '2020-01-01' FROM audit_event
"""
TAMPER = [
    "UPDATE audit_event SET subject = 'other'",
    "UPDATE audit_event SET recorded_at = '2020-01-01'",
    "DELETE FROM audit_event",
    "TRUNCATE audit_event",
    "DROP TABLE audit_event",
    "ALTER TABLE audit_event DISABLE TRIGGER ALL",
    BACK_DATED,
    "SELECT * FROM audit_event_other",
    "INSERT INTO audit_event_other SELECT * FROM audit_event",
]


@pytest.mark.parametrize("statement", TAMPER)
def test_the_application_cannot_change_remove_or_back_date_an_event(
    in_eastmere, statement
):
    record(in_eastmere)

    with (
        pytest.raises(ProgrammingError, match=r"permission denied|must be owner"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    record_figure("Ways to tamper with an event refused", 1)


@pytest.mark.throwaway
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_event SET subject = 'other'",
        "DELETE FROM audit_event",
        "TRUNCATE audit_event",
        "TRUNCATE audit_event_other",
    ],
)
def test_the_owner_is_stopped_by_the_triggers(open_throwaway, statement):
    open_throwaway()

    def tamper() -> None:
        with as_owner() as cursor:
            cursor.execute("ALTER TABLE audit_event NO FORCE ROW LEVEL SECURITY")
            cursor.execute(statement)

    with pytest.raises(DatabaseError, match="never changed or removed"):
        tamper()


def test_a_change_whose_event_cannot_be_written_does_not_happen(
    in_eastmere, monkeypatch
):
    before = queries.events_for(organisation=in_eastmere.pk)
    monkeypatch.setattr(actions, "INSERT_EVENT", "INSERT INTO no_such_table VALUES (1)")

    with pytest.raises(DatabaseError), transaction.atomic():
        record(in_eastmere)

    assert queries.events_for(organisation=in_eastmere.pk) == before


def test_the_model_refuses_to_be_saved_or_deleted():
    event = Event(id=uuid4())

    with pytest.raises(TypeError, match=r"audit\.actions\.record"):
        event.save()
    with pytest.raises(TypeError, match="never removed"):
        event.delete()


def test_events_lie_in_their_months_partition(in_eastmere):
    record(in_eastmere)

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT tableoid::regclass::text FROM audit_event"
            " WHERE organisation = %s",
            [in_eastmere.pk],
        )
        (partition,) = cursor.fetchone()
        cursor.execute("SELECT to_char(now() AT TIME ZONE 'UTC', 'YYYY_MM')")
        assert partition == f"audit_event_{cursor.fetchone()[0]}"


def test_the_index_begins_with_the_organisation(in_eastmere):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT indexdef FROM pg_indexes WHERE tablename = 'audit_event' ORDER BY 1"
        )
        definitions = [row[0] for row in cursor.fetchall()]

    assert definitions
    assert all("(organisation, " in definition for definition in definitions)
