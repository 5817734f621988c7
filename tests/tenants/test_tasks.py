"""In whose name does a worker work, and what does it refuse?"""

from uuid import UUID, uuid4

import pytest
from celery import Celery
from django.db import connection
from django.utils import timezone

from accounts.models import User
from audit import outbox as posting
from audit.actors import system
from audit.models import OutboxItem
from tenants import offboard, outbox, tasks
from tenants.context import NoOrganisation, current_organisation, in_organisation
from tenants.tasks import OrganisationTask, Refused


app = Celery("tests", set_as_current=False)
seen: list[str] = []


@app.task(base=OrganisationTask, name="tests.count", bind=False)
def count(*, word: str = "") -> None:
    seen.append(f"{current_organisation().slug} {User.objects.count()} {word}".strip())


@app.task(base=OrganisationTask, name="tests.fail")
def fail() -> None:
    raise ValueError("a name that must not be kept")


@pytest.fixture(autouse=True)
def _nothing_seen():
    seen.clear()


def posted(organisation, task="tests.count", **arguments) -> UUID:
    with in_organisation(organisation):
        return posting.post(
            task=task, organisation=organisation.pk, arguments=arguments
        )


def row(organisation, item: UUID) -> OutboxItem:
    with in_organisation(organisation):
        return OutboxItem.objects.get(pk=item)


def test_a_task_runs_inside_its_organisation_and_leaves_it(db, eastmere):
    count(organisation_id=str(eastmere.pk), word="once")

    assert seen == ["eastmere 0 once"]
    with pytest.raises(NoOrganisation):
        current_organisation()


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({}, "must name its organisation"),
        ({"organisation_id": ""}, "must name its organisation"),
        ({"organisation_id": "not an id"}, "does not exist"),
        ({"organisation_id": str(uuid4())}, "does not exist"),
    ],
)
def test_a_task_without_an_organisation_is_refused(db, eastmere, given, why):
    with pytest.raises(Refused, match=why):
        count(**given)

    assert seen == []


def test_a_task_that_fails_leaves_the_organisation_and_keeps_its_row_open(db, eastmere):
    item = posted(eastmere, "tests.fail")

    with pytest.raises(ValueError, match="name"):
        fail(organisation_id=str(eastmere.pk), outbox_id=str(item))

    left = row(eastmere, item)
    assert (left.done_at, left.failed) == (None, "ValueError in tests.fail")
    with pytest.raises(NoOrganisation):
        current_organisation()


def test_a_row_is_done_once(db, eastmere):
    item = posted(eastmere, word="x")

    for _ in range(2):
        count(organisation_id=str(eastmere.pk), outbox_id=str(item), word="x")

    assert seen == ["eastmere 0 x"]
    assert row(eastmere, item).done_at is not None


@pytest.mark.throwaway
def test_a_task_of_a_suspended_organisation_waits_and_then_runs(open_throwaway):
    organisation = open_throwaway()
    item = posted(organisation)
    given = {"organisation_id": str(organisation.pk), "outbox_id": str(item)}
    offboard.suspend(organisation=organisation, by=system("tests"), at=timezone.now())

    with pytest.raises(Refused, match="suspended: no work is done"):
        count(**given)
    offboard.resume(organisation=organisation, by=system("tests"), at=timezone.now())
    count(**given)

    assert seen == [f"{organisation.slug} 0"]


@pytest.mark.throwaway
def test_a_task_of_a_deleted_organisation_is_refused_for_good(open_throwaway):
    organisation = open_throwaway()
    item = posted(organisation)
    offboard.discard(organisation)

    with pytest.raises(Refused, match="does not exist"):
        count(organisation_id=str(organisation.pk), outbox_id=str(item))

    assert outbox.is_done(item)
    assert seen == []


def test_nobody_posts_in_anothers_name(in_eastmere, torley):
    posting.post(task="tests.count", organisation=torley.pk, arguments={})

    assert OutboxItem.objects.get().posted_by == in_eastmere.pk


def test_another_sees_neither_row_nor_arguments(in_eastmere, torley):
    posting.post(task="tests.count", organisation=in_eastmere.pk, arguments={})
    with in_organisation(torley):
        assert OutboxItem.objects.count() == 0


def test_the_clock_leaves_one_row_an_organisation_however_often_it_calls(db, eastmere):
    for _ in range(2):
        tasks.fan_out(task="tests.count")

    with in_organisation(eastmere):
        assert OutboxItem.objects.filter(task="tests.count").count() == 1


def test_months_are_made_ahead_by_a_role_that_owns_nothing(db, eastmere):
    tasks.sweep_up()

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_inherits WHERE inhparent = 'public.audit_event'::regclass"
        )
        assert cursor.fetchone()[0] >= 5
