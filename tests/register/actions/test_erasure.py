"""Is an entry that ended gone from every place that held it, and may it be erased late,
twice, or after a kill?"""

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import connection, transaction

from audit.actors import system
from audit.kinds import Kind
from audit.models import Event, Tombstone
from documents import outside, storage
from documents.models import Document
from documents.storage import StorageFailed
from markers.models import Key, Marker
from notifications.models import Message
from register.actions import entries, erasure, evidence, letters, nights, overlays
from register.actions.corrections import Correction, correct
from register.actions.erasure import erasing
from register.models import Entry, Notice, Report
from register.queries.entries import entry_for
from register.refusals import NotFound, Refused
from register.states import NoticeState, Outcome
from tests.documents.test_evidence import picture
from tests.register.making import (
    AT,
    TOLD_TRULY,
    decided,
    make_entry,
    make_report,
)


BY = system("tests")
ENDED = AT + timedelta(days=2)
DUE = ENDED + timedelta(days=28)
CANARY = "Rowan Ashby"


def ended_entry(people, *, sent=True):
    """With evidence, letters, a correction; removed, and its removal letter gone."""
    report = make_report(people)
    evidence.add(
        reference=report.reference,
        incident_id=report.incidents.get().pk,
        upload=picture(),
        what_it_shows="The chair.",
        third_parties=[],
        by=people.reporter,
        at=AT,
    )
    entry = decided(people, report).entry
    letters.send(notice_id=entry.notices.get(kind="ADDED").pk, at=AT)
    correct(
        reference=entry.reference,
        correction=Correction(summary="A chair was thrown."),
        reason="Plainer.",
        by=people.decider,
        at=AT,
    )
    entries.withdraw(
        reference=entry.reference, reason="Moved away.", by=people.decider, at=ENDED
    )
    if sent:
        Notice.objects.filter(entry=entry, kind="REMOVED").update(
            state=NoticeState.NOT_SENT, not_sent_reason="Returned by the post."
        )
    return entry


def keys() -> list[str]:
    return list(Document.objects.values_list("storage_key", flat=True))


def versions(key: str) -> int:
    return sum(1 for found in storage._versions(key) if found["Key"] == key)


def rows_that_say(word: str) -> dict[str, int]:
    """Every table of the organisation that holds the word in any column, as text."""
    found = {}
    for model in apps.get_models():
        if model._meta.app_label not in {"register", "documents", "notifications"}:
            continue
        with connection.cursor() as cursor:
            cursor.execute(
                f'SELECT count(*) FROM "{model._meta.db_table}" t WHERE t::text LIKE %s',
                [f"%{word}%"],
            )
            if count := cursor.fetchone()[0]:
                found[model.__name__] = count
    return found


def test_an_erased_entry_is_gone_from_everywhere(people):
    entry = ended_entry(people)
    held = keys()
    assert len(held) == 2
    assert all(versions(key) for key in held)
    assert "Subject" in rows_that_say(CANARY)

    remains = erasure.erase(entry_id=entry.pk, by=BY, at=DUE)

    assert rows_that_say(CANARY) == {}
    assert rows_that_say(str(entry.pk)) == {}
    assert rows_that_say(entry.reference) == {}
    assert [versions(key) for key in held] == [0, 0]
    assert (Entry.objects.count(), Report.objects.count()) == (0, 0)
    assert (Marker.objects.count(), Key.objects.count()) == (0, 0)
    assert Message.objects.count() == 0
    assert remains.reason == "WITHDRAWN"
    tombstone = Tombstone.objects.get()
    assert tombstone.pk == entry.pk
    event = Event.objects.get(kind=Kind.ENTRY_ERASED)
    assert event.subject == str(entry.pk)
    assert CANARY not in str(event.details)
    stones = [s for s in outside.tombstones(since=DUE) if s.subject == entry.pk]
    assert outside.read_tombstone(stones[0]).reason == "WITHDRAWN"


def test_what_still_needs_it_keeps_it(people):
    entry = ended_entry(people, sent=False)

    for change, at, sentence in (
        ({}, DUE - timedelta(days=1), "It is erased on"),
        ({}, DUE, "letter that says it was removed"),
        ({"legal_hold": True}, DUE, "legal hold"),
    ):
        Entry.objects.filter(pk=entry.pk).update(**change)
        with pytest.raises(Refused, match=sentence):
            erasure.erase(entry_id=entry.pk, by=BY, at=at)
    assert Tombstone.objects.count() == 0
    assert Entry.objects.count() == 1


def test_a_live_entry_is_never_erased(people):
    entry = make_entry(people)

    with pytest.raises(NotFound):
        erasure.erase(entry_id=entry.pk, by=BY, at=AT + timedelta(days=9000))
    assert Marker.objects.count() == 1


@pytest.mark.parametrize("killed_at", ["keep_tombstone", "remove", "finish"])
def test_a_killed_erasure_is_finished_by_the_next_night(people, monkeypatch, killed_at):
    entry = ended_entry(people)
    held = keys()

    def killed(*args, **kwargs):
        raise StorageFailed("Killed.")

    place = {
        "keep_tombstone": (outside, "keep_tombstone"),
        "remove": (storage, "remove"),
        "finish": (erasing, "finish"),
    }[killed_at]
    with monkeypatch.context() as patched:
        patched.setattr(*place, killed)
        with pytest.raises(StorageFailed):
            erasure.erase(entry_id=entry.pk, by=BY, at=DUE)

    with pytest.raises(NotFound):
        entry_for(people.decider, entry.reference, at=DUE)
    with pytest.raises(Refused, match="being erased"):
        overlays.hold(
            reference=entry.reference, reason="Late.", by=people.decider, at=DUE
        )
    erasure.erase(entry_id=entry.pk, by=BY, at=DUE + timedelta(days=1))

    assert Entry.objects.count() == 0
    assert [versions(key) for key in held] == [0] * len(held)
    assert Tombstone.objects.get().erased_at == DUE
    with pytest.raises(NotFound):
        erasure.erase(entry_id=entry.pk, by=BY, at=DUE + timedelta(days=2))


def test_an_entry_is_hidden_by_the_dates_though_every_job_is_stopped(people):
    entry = ended_entry(people)

    seen = entry_for(people.decider, entry.reference, at=ENDED + timedelta(days=29))
    assert seen.is_live is False
    with pytest.raises(NotFound):
        entry_for(people.decider, entry.reference, at=ENDED + timedelta(days=30))


def test_an_entry_nobody_lapsed_answers_nothing_and_is_hidden(people):
    entry = make_entry(people)
    last = AT + timedelta(days=(entry.ends_on - AT.date()).days)

    assert entry.state == "ACTIVE"
    assert not entry_for(people.decider, entry.reference, at=last).answers_now
    with pytest.raises(NotFound):
        entry_for(people.decider, entry.reference, at=last + timedelta(days=30))


def test_the_nightly_jobs_lapse_and_then_erase(people):
    entry = make_entry(people, tell=TOLD_TRULY)
    over = AT + timedelta(days=(entry.ends_on - AT.date()).days)

    assert nights.record_lapses(at=over) == 1
    assert nights.record_lapses(at=over) == 0
    entry.refresh_from_db()
    assert entry.state == "LAPSED"
    Notice.objects.filter(kind="REMOVED").update(
        state=NoticeState.NOT_SENT, not_sent_reason="Returned by the post."
    )
    assert nights.erase_due(at=over + timedelta(days=28)) == 1
    assert nights.erase_due(at=over + timedelta(days=28)) == 0
    assert Tombstone.objects.get().reason == "LAPSED"


def test_a_declined_report_is_erased_too(people):
    report = make_report(people)
    decided(people, report, outcome=Outcome.DECLINE, audience=[], tell=None)

    assert nights.erase_due(at=AT + timedelta(days=27)) == 0
    assert nights.erase_due(at=AT + timedelta(days=28)) == 1

    assert rows_that_say(CANARY) == {}
    assert Tombstone.objects.get().what == "REPORT"


def test_a_subject_that_another_report_is_about_stays(people):
    entry = ended_entry(people)
    other = make_report(people)
    Report.objects.filter(pk=other.pk).update(subject=entry.subject)

    erasure.erase(entry_id=entry.pk, by=BY, at=DUE)

    assert Report.objects.get(pk=other.pk).subject.name == CANARY


def test_a_restored_backup_is_cleansed(people):
    """A transaction that is rolled back after an erasure is an older database."""
    entry = ended_entry(people)
    backup = transaction.savepoint_create()
    erasure.erase(entry_id=entry.pk, by=BY, at=DUE)
    transaction.savepoint_rollback(backup)
    assert Entry.objects.count() == 1
    (stone,) = [s for s in outside.tombstones(since=DUE) if s.subject == entry.pk]

    assert erasure.replay(erased=stone, by=BY, at=DUE) is True

    assert rows_that_say(CANARY) == {}
    assert Tombstone.objects.get().pk == entry.pk
    assert erasure.replay(erased=stone, by=BY, at=DUE) is False


def test_a_live_entry_of_a_backup_stops_answering_when_it_is_cleansed(people):
    entry = make_entry(people)
    backup = transaction.savepoint_create()
    entries.withdraw(
        reference=entry.reference, reason="Gone.", by=people.decider, at=ENDED
    )
    Notice.objects.update(state=NoticeState.NOT_SENT, not_sent_reason="Returned.")
    erasure.erase(entry_id=entry.pk, by=BY, at=DUE)
    transaction.savepoint_rollback(backup)
    assert Marker.objects.count() == 1
    (stone,) = [s for s in outside.tombstones(since=DUE) if s.subject == entry.pk]

    erasure.replay(erased=stone, by=BY, at=DUE)

    assert Marker.objects.count() == 0
    assert Entry.objects.count() == 0
