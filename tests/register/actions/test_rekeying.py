"""After the code of keys changed, is every entry found again, and nothing else touched?"""

import pytest
from django.core.management import CommandError, call_command

from audit.kinds import Kind
from audit.models import Event, OutboxItem
from infra.doctor import keys
from markers.models import Key, Marker
from register.actions import comparing
from register.actions.rekeying import count_unfindable, rekey_part
from register.models import Entry
from tenants.context import in_organisation
from tests.register import making
from tests.sharing import worlds


NAMES = ("Rowan Ashby", "Siobhan O'Brien", "Kasia Nowak")


@pytest.fixture
def home(db, eastmere):
    """Eastmere with three entries whose keys are right."""
    with in_organisation(eastmere):
        staff = making.make_people()
        for name in NAMES:
            subject = making.replace(making.CONTENT.subject, name=name)
            content = making.replace(making.CONTENT, subject=subject)
            making.decided(
                staff, making.make_report(staff, content=content), at=worlds.now()
            )
    return eastmere


def make_old(marker):
    """As code before today's might have written it: other keys, other forms."""
    values = list(marker.keys.values_list("value", flat=True))
    Key.objects.filter(marker=marker, value__in=values[:5]).delete()
    Key.objects.create(marker=marker, owner=marker.owner, value=42)
    Marker.objects.filter(pk=marker.pk).update(name_forms=["older form"])


def differences():
    return comparing.compare_entries().kinds


def test_what_older_code_wrote_is_written_anew(home):
    with in_organisation(home):
        right = set(Key.objects.values_list("marker_id", "value"))
        for marker in Marker.objects.all()[:2]:
            make_old(marker)
        assert differences() == {comparing.DIFFERS: 2, comparing.KEYS_DIFFER: 2}
        before = OutboxItem.objects.count()

        part = rekey_part(after=None, at=worlds.now())

        assert (part.entries, part.done.changed, part.done.left) == (3, 2, ())
        assert part.last is None
        assert part.done.rows == 3 + len(right) - 2 * 5 + 2
        assert differences() == {}
        assert set(Key.objects.values_list("marker_id", "value")) == right
        assert OutboxItem.objects.count() == before, "nobody is told"
        events = Event.objects.filter(kind=Kind.MARKER_REPUBLISHED)
        assert [event.details["changed"] for event in events] == [
            ["name_forms", "keys"]
        ] * 2
        assert {event.actor_id for event in events} == {"rekey"}


def test_what_is_right_stays_as_it_is(home):
    with in_organisation(home):
        part = rekey_part(after=None, at=worlds.now())

        assert part.done.rows == Marker.objects.count() + Key.objects.count()
        assert part.done.changed == 0
        assert not Event.objects.filter(kind=Kind.MARKER_REPUBLISHED).exists()


def test_new_keys_are_added_beside_the_old_while_both_codes_serve(home):
    with in_organisation(home):
        right = set(Key.objects.values_list("marker_id", "value"))
        for marker in Marker.objects.all():
            make_old(marker)
        old = set(Key.objects.values_list("marker_id", "value"))

        part = rekey_part(after=None, at=worlds.now(), beside=True)

        assert part.done.changed == 3
        assert set(Key.objects.values_list("marker_id", "value")) == right | old
        again = rekey_part(after=None, at=worlds.now(), beside=True)
        assert again.done.changed == 0
        assert rekey_part(after=None, at=worlds.now()).done.changed == 3
        assert set(Key.objects.values_list("marker_id", "value")) == right


def test_the_doctor_says_when_older_code_wrote_the_keys(home):
    assert keys.examine().is_well
    with in_organisation(home):
        make_old(Marker.objects.earliest("pk"))
        assert count_unfindable(at=worlds.now(), most=20) == (1, 3)

    finding = keys.examine()

    assert "1 of " in finding.found
    assert "rekey --beside" in finding.remedy
    call_command("rekey", home.slug, "--beside")
    assert keys.examine().is_well


def test_a_run_that_was_stopped_goes_on_after_its_last_part(home):
    with in_organisation(home):
        for marker in Marker.objects.all():
            make_old(marker)

        first = rekey_part(after=None, at=worlds.now(), most=1)
        assert (first.entries, first.done.changed) == (1, 1)
        assert differences()[comparing.KEYS_DIFFER] == 2

        then = rekey_part(after=first.last, at=worlds.now(), most=2)
        assert (then.entries, then.done.changed) == (2, 2)
        assert differences() == {}
        end = rekey_part(after=then.last, at=worlds.now(), most=2)
        assert (end.entries, end.done.rows, end.last) == (0, 0, None)


def test_a_marker_that_says_something_else_is_left_for_a_person(home, capsys):
    with in_organisation(home):
        missing, differing, old = Marker.objects.order_by("entry_id")
        gone = missing.entry_id
        missing.delete()
        Marker.objects.filter(pk=differing.pk).update(display_name="Somebody Else")
        make_old(differing)
        make_old(old)

        part = rekey_part(after=None, at=worlds.now())

        assert part.done.left == (gone, differing.entry_id)
        assert part.done.changed == 1
        differing.refresh_from_db()
        assert differing.name_forms == ["older form"]
    with pytest.raises(CommandError, match="2 entries have no marker"):
        call_command("rekey", home.slug)
    assert "0 markers changed" in capsys.readouterr().out


def test_the_command_takes_every_organisation_in_parts(home, monkeypatch, capsys):
    monkeypatch.setattr("register.management.commands.rekey.rekey_part", by_twos)
    with in_organisation(home):
        rows = Marker.objects.count() + Key.objects.count()
        for marker in Marker.objects.all():
            make_old(marker)
        second = Entry.objects.order_by("pk")[1].pk

    call_command("rekey")

    said = capsys.readouterr().out
    assert f"{home.slug}: up to {second}" in said
    assert f"{home.slug}: {rows - 3 * 5 + 3} rows compared, 3 markers changed" in said
    call_command("rekey", home.slug, after=str(second))
    assert "0 markers changed" in capsys.readouterr().out


def by_twos(**asked):
    return rekey_part(**asked, most=2)


def test_a_part_that_fails_leaves_the_parts_before_it(home, monkeypatch):
    asked = []

    def fails_second(**part):
        asked.append(part)
        if len(asked) > 1:
            raise ConnectionError("the database went away")
        return rekey_part(**part, most=1)

    with in_organisation(home):
        for marker in Marker.objects.all():
            make_old(marker)
    monkeypatch.setattr("register.management.commands.rekey.rekey_part", fails_second)

    with pytest.raises(ConnectionError):
        call_command("rekey", home.slug)

    with in_organisation(home):
        assert differences()[comparing.KEYS_DIFFER] == 2
        assert asked[1]["after"] == Entry.objects.order_by("pk").first().pk


def test_nothing_compared_is_a_failure(db, eastmere):
    with pytest.raises(CommandError, match="Nothing was compared"):
        call_command("rekey", eastmere.slug)
    with pytest.raises(CommandError, match="Nothing was compared"):
        call_command("rekey", "no-such-organisation")
    with pytest.raises(CommandError, match="Say whose entry it is"):
        call_command("rekey", after="0" * 32)


@pytest.mark.django_db(databases=["default"])
def test_another_organisations_keys_are_out_of_reach(home, brightfix):
    theirs = worlds.publish_marker(brightfix, name="Ada Quill")
    with in_organisation(brightfix):
        make_old(theirs)
        was = set(theirs.keys.values_list("value", flat=True))

    call_command("rekey", home.slug)

    with in_organisation(brightfix):
        assert set(theirs.keys.values_list("value", flat=True)) == was
