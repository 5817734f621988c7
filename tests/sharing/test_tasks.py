"""Does what follows a change happen, and only once, in the right organisation?"""

import pytest

from audit.models import OutboxItem
from sharing import tasks
from sharing.actions import agreements
from sharing.models import Recall, Release
from tests.sharing import worlds
from tests.sharing.people import NOW


pytestmark = pytest.mark.django_db(databases=["default"])


def test_an_entry_that_ended_is_recalled_by_its_task(shared):
    shared.ask()

    for _ in range(2):
        tasks.recall_marker(
            organisation_id=str(shared.discloser.pk),
            marker_id=str(shared.marker.pk),
            reason="lapsed",
        )

    with worlds.in_organisation(shared.discloser):
        assert Recall.objects.count() == 1
        assert not Release.objects.filter(withdrawn_at__isnull=True).exists()


def test_an_agreement_that_ended_leaves_its_recall_to_the_discloser(two):
    agreement_id = two.in_force()
    with two.here("partner"):
        agreements.terminate(
            agreement_id=agreement_id, reason="We close", by=two.signatory, at=NOW
        )
    with two.here("council"):
        item = OutboxItem.objects.get(task="sharing.recall_agreement")

    tasks.recall_agreement(organisation_id=str(item.organisation), **item.arguments)

    assert item.organisation == two.council.pk


def test_the_night_records_lapses_for_one_organisation(shared):
    with worlds.in_organisation(shared.discloser):
        type(shared.standing.version).objects.update(
            starts_on=worlds.today() - worlds.DAY, ends_on=worlds.today() - worlds.DAY
        )

    tasks.record_lapses(organisation_id=str(shared.recipient.pk))
    with worlds.in_organisation(shared.discloser):
        shared.standing.version.refresh_from_db()
        assert shared.standing.version.state == "IN_FORCE"

    tasks.record_lapses(organisation_id=str(shared.discloser.pk))
    with worlds.in_organisation(shared.discloser):
        shared.standing.version.refresh_from_db()
    assert shared.standing.version.state == "EXPIRED"
