"""Does a batch answer each row as a single check would, on record before it is told?"""

from dataclasses import replace
from datetime import date, timedelta
from random import Random
from uuid import uuid4

import pytest
from django.db import connection

from audit.kinds import Kind
from audit.models import Event, OutboxItem
from sharing.check import (
    Answer,
    CheckRequest,
    KeyReused,
    NotScoped,
    NotSignedIn,
    NotYours,
    Stale,
    check,
)
from sharing.check.batches import BadBatch, BatchRow, ask, mine, progress, read
from sharing.check.batches.removing import remove_stale
from sharing.check.batches.working import work
from sharing.models import Check, CheckBatch, CheckBatchPart, Receipt
from sharing.states import BatchState
from tenants.codes import Level, Role
from tenants.context import in_organisation
from tests.markers.misspellings import spoil_name, spoil_street
from tests.markers.people import District
from tests.sharing import worlds


pytestmark = pytest.mark.django_db(databases=["default"])
HOME = "999111000001"


def rows_of(*requests, activity="REPAIRS"):
    return [
        BatchRow(
            number=number,
            reference=f"J{number}",
            request=CheckRequest(
                **({"purpose": "repair", "activity": activity} | request)
            ),
        )
        for number, request in enumerate(requests, start=1)
    ]


def run(organisation, asker, rows, **options):
    at = worlds.now()
    batch = ask(
        organisation=organisation, asker_digest=asker, rows=rows, at=at, **options
    )
    with in_organisation(organisation):
        work(organisation=organisation.pk, batch_id=batch, clock=worlds.now)
    return batch


def pages(organisation, asker, batch, **options):
    return read(
        organisation=organisation,
        asker_digest=asker,
        batch_id=batch,
        at=worlds.now(),
        **options,
    )


def told(answer):
    """An answer without what must differ from check to check."""
    return replace(answer, id=None, as_of=None, stale_after=None)


def test_each_row_is_answered_as_it_was_sent(shared):
    rows = rows_of(
        {"uprn": HOME},
        {"uprn": "999111000002"},
        {"postcode": "ZX1 1AA", "building": "12"},
        {"uprn": HOME, "activity": "GAS_SAFETY"},
    )
    rows.insert(1, BatchRow(number=5, request=None, problems={"uprn": "No digits."}))

    batch = run(shared.recipient, shared.asker, rows)
    page = pages(shared.recipient, shared.asker, batch)

    assert [row.row.number for row in page.rows] == [1, 5, 2, 3, 4]
    assert [row.row.reference for row in page.rows] == ["J1", "", "J2", "J3", "J4"]
    assert page.rows[1].answer is None
    assert page.rows[1].row.problems == {"uprn": "No digits."}
    assert [row.answer.answer for row in page.rows if row.answer] == [
        Answer.HIT,
        Answer.CANNOT_TELL,
        Answer.HIT,
        Answer.CANNOT_TELL,
    ]
    assert page.rows[0].answer.markers[0].level == Level.SUMMARY
    assert (page.batch.state, page.batch.done, page.batch.refused) == ("DONE", 5, 1)
    assert (page.batch.hits, page.batch.untold) == (2, 2)


@pytest.fixture
def registers(db, eastmere, brightfix):
    """A council's register of invented people, half of them released to Brightfix."""
    district = District(17)
    people = [district.someone() for _ in range(60)]
    places = [("UPRN", person.uprn) for person in people[:40]]
    standing = worlds.agree(eastmere, brightfix, places=tuple(places))
    for number, person in enumerate(people):
        marker = worlds.publish_marker(
            eastmere,
            name=person.name,
            date_of_birth=person.born,
            uprn=person.uprn,
            postcode=person.postcode,
            building=person.building,
            address=person.address,
            follows=("PERSON", "PREMISES", "BOTH")[number % 3],
            category=("PHYS", "ANIMAL")[number % 5 == 0],
            processing_restricted=number % 7 == 0,
        )
        if number % 2:
            worlds.release_to(standing, marker, eastmere)
    return people


def asked_about(person, random):
    ways = [
        {"uprn": person.uprn},
        {"uprn": person.uprn, "name": spoil_name(person.name, random)},
        {"postcode": person.postcode, "building": person.building},
        {"postcode": person.postcode,
         "address": f"{person.building} {spoil_street(person.street, random)}"},
        {"name": spoil_name(person.name, random)},
        {"name": person.name, "date_of_birth": person.born},
        {"name": person.name, "postcode": person.postcode},
    ]  # fmt: skip
    return random.choice(ways)


@pytest.mark.parametrize("who", ["reader", "partner"])
def test_random_rows_are_answered_as_single_checks_are(
    registers, eastmere, brightfix, who
):
    random, strangers = Random(8), District(99)
    organisation = eastmere if who == "reader" else brightfix
    asker = worlds.sign_in(organisation, reads_register=who == "reader")
    people = [random.choice(registers) for _ in range(60)]
    people += [strangers.someone() for _ in range(20)]
    rows = rows_of(
        *(
            {"activity": random.choice(["REPAIRS", "REPAIRS", "SURVEYS", None])}
            | asked_about(person, random)
            for person in people
        )
    )

    batch = run(organisation, asker, rows)
    page = pages(organisation, asker, batch)

    singles = [
        check(
            organisation=organisation,
            asker_digest=asker,
            request=row.request,
            at=worlds.now(),
        )
        for row in rows
    ]
    assert [told(row.answer) for row in page.rows] == [told(one) for one in singles]
    assert len({one.answer for one in singles}) == 3 if who == "partner" else 2


def test_every_row_is_on_record_before_it_can_be_read(shared):
    rows = rows_of({"uprn": HOME}, {"uprn": "999111000002"})

    batch = run(shared.recipient, shared.asker, rows)

    with in_organisation(shared.recipient):
        made = list(Check.objects.all())
        events = Event.objects.filter(kind=Kind.CHECKED)
        assert {event.subject for event in events} == {str(one.id) for one in made}
        assert sorted(one.answer for one in made) == ["CANNOT_TELL", "HIT"]
        assert all(event.terms and event.terms_digest for event in events)
        [receipt] = Receipt.objects.all()
        assert receipt.permitted
        assert receipt.check_id in {one.id for one in made}
    page = pages(shared.recipient, shared.asker, batch)
    with in_organisation(shared.recipient):
        [opened] = Event.objects.filter(kind=Kind.CHECK_BATCH_OPENED)
        assert opened.details["opened"] == 2
        assert [shown["check"] for shown in opened.details["shown"]] == [
            str(page.rows[0].answer.id)
        ]


def test_what_was_typed_is_sealed_and_goes_after_a_day(shared):
    rows = rows_of({"name": "Zebedee Quillfeather", "postcode": "ZX1 1AA"})

    batch = run(shared.recipient, shared.asker, rows)

    with in_organisation(shared.recipient):
        [part] = CheckBatchPart.objects.all()
        assert b"Quillfeather" not in bytes(part.rows)
        assert remove_stale(at=worlds.now()) == 0
        assert remove_stale(at=worlds.now() + timedelta(hours=25)) == 1
        assert not CheckBatchPart.objects.exists()
        assert Check.objects.count() == 1
    with pytest.raises(NotYours):
        pages(shared.recipient, shared.asker, batch)


def test_a_batch_is_its_askers_alone_and_for_a_day(shared, eastmere):
    batch = run(shared.recipient, shared.asker, rows_of({"uprn": HOME}))
    other = worlds.sign_in(shared.recipient, actor_id="somebody-else")
    elsewhere = worlds.sign_in(eastmere)

    for organisation, asker in ((shared.recipient, other), (eastmere, elsewhere)):
        with pytest.raises(NotYours):
            pages(organisation, asker, batch)
        assert (
            mine(organisation=organisation, asker_digest=asker, at=worlds.now()) == []
        )
    with pytest.raises(NotSignedIn):
        pages(shared.recipient, b"\0" * 32, batch)
    with pytest.raises(Stale):
        progress(
            organisation=shared.recipient,
            asker_digest=shared.asker,
            batch_id=batch,
            at=worlds.now() + timedelta(hours=25),
        )


def test_whoever_may_not_ask_any_more_is_answered_nothing(shared):
    batch = ask(
        organisation=shared.recipient,
        asker_digest=shared.asker,
        rows=rows_of({"uprn": HOME}),
        at=worlds.now(),
    )
    with in_organisation(shared.recipient), connection.cursor() as cursor:
        cursor.execute("DELETE FROM public.tenants_asker")
        work(organisation=shared.recipient.pk, batch_id=batch, clock=worlds.now)
        found = CheckBatch.objects.get(pk=batch)
        assert (found.state, found.done) == (BatchState.STOPPED, 0)
        assert (
            found.stopped_why == "The session or token that asked has ended. Ask again."
        )
        assert not Check.objects.exists()


def test_a_client_without_the_scope_cannot_ask(shared):
    client = worlds.sign_in(
        shared.recipient, kind="CLIENT", scopes=["register:read"],
        responsible_role=Role.VISITING_OFFICER, responsible_ceiling="SUMMARY",
        responsible_briefing_ends=worlds.today(),
    )  # fmt: skip

    with pytest.raises(NotScoped):
        ask(
            organisation=shared.recipient,
            asker_digest=client,
            rows=rows_of({"uprn": HOME}),
            at=worlds.now(),
        )
    with in_organisation(shared.recipient):
        assert not CheckBatch.objects.exists()


def test_what_was_withdrawn_since_is_shown_no_more(shared):
    batch = run(shared.recipient, shared.asker, rows_of({"uprn": HOME}))
    with in_organisation(shared.discloser):
        type(shared.release).objects.filter(pk=shared.release.pk).update(
            withdrawn_at=worlds.now(),
            withdrawn_by="officer-1",
            withdrawn_reason="Over.",
        )

    [row] = pages(shared.recipient, shared.asker, batch).rows

    assert (row.answer.answer, row.answer.markers) == (Answer.CANNOT_TELL, ())


def test_a_part_that_was_answered_is_not_answered_again(shared, monkeypatch):
    monkeypatch.setattr("sharing.check.batches.asking.PART_ROWS", 2)
    rows = rows_of(*({"uprn": HOME} for _ in range(5)))

    batch = run(shared.recipient, shared.asker, rows)
    with in_organisation(shared.recipient):
        work(organisation=shared.recipient.pk, batch_id=batch, clock=worlds.now)
        assert CheckBatchPart.objects.count() == 3
        assert Check.objects.count() == 5

    first = pages(shared.recipient, shared.asker, batch, first=1, most=3)
    second = pages(shared.recipient, shared.asker, batch, first=4, most=3)
    assert [row.row.number for row in first.rows] == [2, 3, 4]
    assert (first.following, second.following) == (4, None)
    assert [row.row.number for row in second.rows] == [5]


def test_a_key_sent_twice_asks_once(shared):
    rows = rows_of({"uprn": HOME})
    one = run(shared.recipient, shared.asker, rows, idempotency_key="k")
    two = run(shared.recipient, shared.asker, rows, idempotency_key="k")

    assert one == two
    with in_organisation(shared.recipient):
        assert Check.objects.count() == 1
        assert OutboxItem.objects.filter(task="sharing.run_check_batch").count() == 1
    with pytest.raises(KeyReused):
        run(
            shared.recipient,
            shared.asker,
            rows_of({"uprn": "999111000009"}),
            idempotency_key="k",
        )


def test_a_batch_of_none_or_too_many_is_refused(shared):
    for rows, sentence in (
        ([], "Send at least one row to check."),
        (
            rows_of({"uprn": HOME}) * 100_001,
            "Send no more than 100,000 rows at a time.",
        ),
    ):
        with pytest.raises(BadBatch, match=sentence):
            ask(
                organisation=shared.recipient,
                asker_digest=shared.asker,
                rows=rows,
                at=worlds.now(),
            )


def test_a_row_that_makes_no_sense_is_reported_and_the_others_go_on(shared):
    tomorrow = worlds.today() + worlds.DAY
    rows = rows_of(
        {"name": "Ada Quill", "date_of_birth": tomorrow},
        {"uprn": HOME},
        {"purpose": "curiosity", "uprn": HOME},
    )

    batch = run(shared.recipient, shared.asker, rows)
    page = pages(shared.recipient, shared.asker, batch)

    assert [dict(row.row.problems) for row in page.rows] == [
        {"date_of_birth": "Enter a date of birth in the past."},
        {},
        {"purpose": "Choose what the check is for."},
    ]
    assert page.rows[1].answer.answer == Answer.HIT
    assert page.batch.refused == 2


def test_officers_and_birthdays_survive_being_kept(shared):
    request = {
        "name": "Garfield Thistlewood",
        "date_of_birth": date(1980, 2, 3),
        "officer": str(uuid4()),
        "visit_on": worlds.today(),
    }

    batch = run(shared.recipient, shared.asker, rows_of(request))

    [row] = pages(shared.recipient, shared.asker, batch).rows
    assert row.row.request == CheckRequest(
        purpose="repair", activity="REPAIRS", **request
    )
