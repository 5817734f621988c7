"""Is a batch that several workers answer at once answered once, and read in order?"""

import pytest
from django.db import connection

from audit.kinds import Kind
from audit.models import Event, OutboxItem
from sharing.check import CheckRequest, gathering
from sharing.check.batches import BatchRow, ask, progress, read
from sharing.check.batches.working import work
from sharing.models import Check, CheckBatch, CheckBatchPart
from tenants.context import as_check, in_organisation
from tests.sharing import worlds
from tests.sharing.racing import Step, race


HOME = "999111000001"
IN_THE_MIDDLE = "sharing.check.batches.working.find_group"


def rows_of(count):
    request = CheckRequest(purpose="repair", activity="REPAIRS", uprn=HOME)
    return [BatchRow(number=n, request=request) for n in range(1, count + 1)]


def asked(organisation, asker, rows):
    return ask(
        organisation=organisation, asker_digest=asker, rows=rows, at=worlds.now()
    )


@pytest.fixture
def by_twos(monkeypatch):
    monkeypatch.setattr("sharing.check.batches.asking.PART_ROWS", 2)


@pytest.mark.throwaway
def test_two_workers_share_the_parts_and_answer_each_once(open_throwaway, by_twos):
    council = open_throwaway()
    worlds.publish_marker(council)
    asker = worlds.sign_in(council, reads_register=True)
    batch = asked(council, asker, rows_of(7))
    steps = [
        Step(council, lambda: work(organisation=council.pk, batch_id=batch, clock=worlds.now))
        for _ in range(2)
    ]  # fmt: skip

    found = race(*steps, pause=IN_THE_MIDDLE)

    assert (found.first.error, found.second.error) == (None, None)
    assert found.overtook, "the second takes what the first has not in hand"
    with in_organisation(council):
        parts = CheckBatchPart.objects.order_by("number")
        checks = [check for part in parts for check in part.checks]
        assert len(parts) == 4
        assert len(set(checks)) == 7 == Check.objects.count()
        events = Event.objects.filter(kind=Kind.CHECKED)
        assert {event.subject for event in events} == set(checks)
        made = CheckBatch.objects.get()
        assert (made.state, made.done, made.hits) == ("DONE", 7, 7)


@pytest.mark.django_db(databases=["default"])
def test_as_many_are_told_as_there_are_parts_for_and_no_more_than_two(shared, by_twos):
    for rows, told in ((1, 1), (3, 2), (9, 2)):
        with in_organisation(shared.recipient):
            before = OutboxItem.objects.count()
        asked(shared.recipient, shared.asker, rows_of(rows))
        with in_organisation(shared.recipient):
            assert OutboxItem.objects.count() == before + told


@pytest.mark.django_db(databases=["default"])
def test_rows_behind_a_part_in_hand_wait_for_it(shared, by_twos):
    organisation, asker = shared.recipient, shared.asker
    batch = asked(organisation, asker, rows_of(5))
    with in_organisation(organisation):
        work(organisation=organisation.pk, batch_id=batch, clock=worlds.now)
    with as_check(organisation.pk) as cursor:
        cursor.execute(
            "UPDATE public.sharing_checkbatchpart SET checks = NULL WHERE number = 1"
        )

    def opened(first):
        page = read(
            organisation=organisation,
            asker_digest=asker,
            batch_id=batch,
            at=worlds.now(),
            first=first,
        )
        return [row.row.number for row in page.rows], page.following

    assert opened(0) == ([1, 2], None)
    assert opened(2) == ([], None)
    assert opened(4) == ([5], None)


@pytest.mark.django_db(databases=["default"])
def test_a_batch_that_was_stopped_stays_stopped_and_says_so_once(shared, by_twos):
    organisation, asker = shared.recipient, shared.asker
    batch = asked(organisation, asker, rows_of(5))
    with in_organisation(organisation), connection.cursor() as cursor:
        cursor.execute("DELETE FROM public.tenants_asker")
        for _ in range(2):
            work(organisation=organisation.pk, batch_id=batch, clock=worlds.now)
        assert CheckBatch.objects.get().state == "STOPPED"
        assert Event.objects.filter(kind=Kind.CHECK_BATCH_STOPPED).count() == 1


ENTRY = {
    **dict.fromkeys(gathering.ENTRY_COLUMNS, "x"),
    "starts_on": "2026-01-01",
    "ends_on": "2027-01-01",
    "given": [{"mode": "FACE_TO_FACE", "reason": "r", "withdrawn": False, "level": "FLAG"}],
}  # fmt: skip


@pytest.mark.parametrize("column", [*gathering.ENTRY_COLUMNS, "given"])
def test_what_the_gate_is_told_of_an_entry_differs_where_a_row_differs(column):
    """Two rows share a decision only where every fact made of them is the same."""
    other = {**ENTRY, column: [{"mode": "NONE"}] if column == "given" else None}

    assert gathering.told_of(ENTRY) != gathering.told_of(other)
    assert gathering.entry_told(gathering.told_of(other)) == other


def test_facts_are_made_of_what_was_told_alone():
    """A fact read from any other column would be a KeyError here."""
    told = gathering.entry_told(gathering.told_of({**ENTRY, "id": "m", "owner": "o"}))

    assert set(told) == {*gathering.ENTRY_COLUMNS, "given"}
    assert gathering._entry(told)["entry_state"] == "x"


@pytest.mark.django_db(databases=["default"])
def test_progress_counts_parts_in_whatever_order(shared, by_twos):
    batch = asked(shared.recipient, shared.asker, rows_of(5))
    with in_organisation(shared.recipient):
        work(organisation=shared.recipient.pk, batch_id=batch, clock=worlds.now)

    found = progress(
        organisation=shared.recipient,
        asker_digest=shared.asker,
        batch_id=batch,
        at=worlds.now(),
    )

    assert (found.state, found.done, found.hits) == ("DONE", 5, 5)
