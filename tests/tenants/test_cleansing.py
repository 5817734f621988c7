"""Is nobody served from a database that is older than what was erased from it?"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from io import StringIO
from uuid import UUID, uuid4

import pytest
from django.core.management import call_command
from django.utils import timezone

from audit.models import Tombstone
from documents import outside
from tenants import cleansing, tasks
from tenants.context import in_organisation


@dataclass(frozen=True)
class Stone:
    organisation: UUID
    subject: UUID
    at: datetime


@pytest.fixture(autouse=True)
def _asked_anew():
    cleansing.forget()
    yield
    cleansing.forget()


@pytest.fixture
def standing(monkeypatch, settings):
    """`standing(stone, …)`: what stands outside the database."""

    def outside_stand(*stones):
        def listed(*, since):
            return [s for s in stones if since is None or s.at >= since]

        monkeypatch.setattr(outside, "tombstones", listed)
        settings.TOMBSTONES = "documents.outside.tombstones"
        cleansing.forget()

    return outside_stand


def bury(organisation, stone):
    with in_organisation(organisation):
        Tombstone.objects.create(
            id=stone.subject,
            organisation=organisation.id,
            what="ENTRY",
            reason="LAPSED",
            ended_on=stone.at.date(),
            erased_at=stone.at,
        )


def test_a_database_that_knows_every_tombstone_is_served(
    db, eastmere, client_at, standing
):
    stone = Stone(eastmere.id, uuid4(), timezone.now())
    bury(eastmere, stone)
    standing(stone)

    assert client_at(eastmere).get("/api/v1/health").status_code == 200


def test_an_older_database_serves_nobody_until_it_is_cleansed(
    db, eastmere, torley, client_at, standing
):
    stone = Stone(eastmere.id, uuid4(), timezone.now())
    standing(stone)

    for organisation in (eastmere, torley):
        refused = client_at(organisation).get("/api/v1/health")
        assert refused.status_code == 503
    with pytest.raises(tasks.Refused, match="replay_tombstones"):
        tasks._served(str(torley.id))

    bury(eastmere, stone)
    cleansing.forget()
    assert client_at(eastmere).get("/api/v1/health").status_code == 200


def test_tombstones_of_organisations_elsewhere_are_none_of_ours(
    db, eastmere, client_at, standing
):
    standing(Stone(uuid4(), uuid4(), timezone.now()))

    assert client_at(eastmere).get("/api/v1/health").status_code == 200


def test_a_store_that_does_not_answer_leaves_the_last_verdict(
    db, eastmere, monkeypatch, standing
):
    stone = Stone(eastmere.id, uuid4(), timezone.now())
    standing(stone)
    assert cleansing.is_cleansed() is False

    def silent(*, since):
        raise outside.storage.StorageFailed

    monkeypatch.setattr(outside, "tombstones", silent)
    cleansing._verdict.until = 0.0

    assert cleansing.is_cleansed() is False


def test_the_command_buries_what_the_database_does_not_know(db, eastmere, monkeypatch):
    stone_id = uuid4()
    outside.keep_tombstone(
        organisation=eastmere.id,
        subject=stone_id,
        what="ENTRY",
        reason="WITHDRAWN",
        ended_on=timezone.localdate() - timedelta(days=28),
        at=timezone.now(),
    )
    said = StringIO()

    call_command("replay_tombstones", stdout=said)

    assert f"{eastmere.name}: " in said.getvalue()
    with in_organisation(eastmere):
        assert Tombstone.objects.filter(pk=stone_id).exists()
