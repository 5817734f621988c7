"""Does the night's comparison find 0, and each kind of difference once it is planted?"""

from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command

from accounts.actions import comparing as of_askers
from audit.kinds import Kind
from audit.queries import events_for
from markers.models import Key, Marker
from register.actions import comparing as of_entries
from register.models import Entry
from sharing.actions import comparing, releases, team_releases
from sharing.models import Receipt, Release, TeamRelease
from tenants.codes import OrganisationKind
from tenants.context import as_owner, in_organisation
from tenants.models import Asker
from tests.figures import record_figure
from tests.organisations import open_one
from tests.register import making
from tests.sharing import people, worlds


@pytest.fixture
def home(db, eastmere, brightfix):
    """Eastmere with two entries, one of them released, and people who ask."""
    with in_organisation(eastmere):
        staff = making.make_people()
        entries = [
            making.decided(staff, making.make_report(staff), at=worlds.now()).entry
            for _ in range(2)
        ]
        decider, marker = staff.decider, Marker.objects.first()
        team_releases.give(
            marker=marker,
            audience=[(staff.team.pk, "They visit.")],
            by=decider,
            at=worlds.now(),
        )
    parties = people.parties(eastmere, brightfix)
    agreement = parties.in_force(
        categories=("THREAT",), homes=(people.Property(uprn="999111000123"),)
    )
    with in_organisation(eastmere):
        releases.release(
            entry_reference=entries[0].reference,
            choices=[(agreement, "REPAIRS", "FLAG")],
            proportionality="They enter this home.",
            by=parties.officer,
            at=worlds.now(),
        )
    return eastmere


def compared(home):
    with in_organisation(home):
        return comparing.compare(at=worlds.now())


def unreceipt() -> None:
    """No role of an organisation may change a release's id: one without is added."""
    release = Release.objects.get()
    Release.objects.filter(pk=release.pk).update(
        withdrawn_at=worlds.now(), withdrawn_by="x", withdrawn_reason="y"
    )
    release.pk = uuid4()
    release._state.adding = True
    release.save(force_insert=True)


PLANTS = {
    of_entries.MISSING: lambda: Marker.objects.first().delete(),
    of_entries.LEFT_OVER: lambda: Entry.objects.filter(
        pk=Entry.objects.values("pk")[:1]
    ).update(state="LAPSED", ended_at=worlds.now(), ended_by="x", end_reason="y"),
    of_entries.DIFFERS: lambda: Marker.objects.update(shareable=False),
    of_entries.KEYS_DIFFER: lambda: Key.objects.filter(
        value=Key.objects.values("value")[:1]
    ).delete(),
    of_askers.MISSING: lambda: Asker.objects.all().delete(),
    of_askers.OF_NOBODY: lambda: Asker.objects.update(actor_id=str(uuid4())),
    of_askers.DIFFERS: lambda: Asker.objects.update(ceiling="FULL"),
    comparing.OUTLIVES: lambda: Marker.objects.all().delete(),
    comparing.TEAM_OUTLIVES: lambda: Marker.objects.all().delete(),
    comparing.NO_RECEIPT: unreceipt,
}


def test_what_real_steps_have_written_has_no_difference(home):
    found = compared(home)

    record_figure("Reconciled rows compared", found.rows)
    record_figure("Reconciled differences", len(found.differences))
    assert found.differences == ()
    with in_organisation(home):
        assert found.rows > (
            Marker.objects.count() + Key.objects.count() + Release.objects.count()
        )
        assert TeamRelease.objects.exists()
        assert Receipt.objects.exists()
        [event] = events_for(organisation=home.pk, kinds=[Kind.RECONCILED])
    assert event.details == {"rows": found.rows, "differences": {}}


@pytest.mark.parametrize("kind", list(PLANTS))
def test_a_planted_difference_is_found(home, kind):
    with in_organisation(home):
        PLANTS[kind]()

    assert kind in compared(home).kinds
    record_figure("Planted differences found", 1)


def test_every_kind_is_planted():
    named = {
        value
        for module in (of_entries, of_askers, comparing)
        for name, value in vars(module).items()
        if name.isupper() and isinstance(value, str) and " " in value
    } - {comparing.COUNT, comparing.OF_NOBODY}

    assert named == set(PLANTS)


@pytest.mark.throwaway
def test_the_whole_floor_is_watched_by_the_command(own_database, capsys):
    organisation = open_one(
        "alone", OrganisationKind.COUNCIL, "eastmere", "Alone Council"
    )
    with pytest.raises(CommandError, match="Nothing was compared"):
        call_command("reconcile")
    lost = worlds.publish_marker(organisation)
    with in_organisation(organisation):
        assert comparing.compare(at=worlds.now()).kinds
    with as_owner() as cursor:
        cursor.execute("DELETE FROM markers_key WHERE marker_id = %s", [lost.pk])
        cursor.execute(
            "UPDATE markers_marker SET owner = %s WHERE id = %s", [uuid4(), lost.pk]
        )
    assert comparing.compare_floor().kinds == {comparing.OF_NOBODY: 1}
    with pytest.raises(CommandError, match="differs from what it should say"):
        call_command("reconcile")
    assert "rows compared" in capsys.readouterr().out
