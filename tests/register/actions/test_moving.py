"""When somebody moves, does the warning stand at the right door at once?"""

from dataclasses import replace

import pytest

from audit.models import OutboxItem
from markers.models import Marker
from register.actions import associations, moving
from register.actions.match_looks import open_subject
from register.models import Notice
from register.states import NoticeKind
from sharing.check import Answer
from tenants.codes import Category, Follows, Role, SubjectKind
from tests.accounts.making import make_person
from tests.register import making
from tests.register.making import AT, CONTENT, CRITERIA, TODAY
from tests.sharing import worlds


OLD, NEW = "999111000123", "999111000456"
HOUSE = moving.NewPlace(
    address="3 Harbour Row\nEastmere", postcode="ZX5 5EF", building="3", uprn=NEW
)


@pytest.fixture
def people(in_eastmere):
    return making.make_people()


@pytest.fixture
def entry(people):
    return making.begun(making.make_entry(people), by=people.decider)


def move(entry, people, follows, **changes):
    asked = {"reference": entry.reference, "came_to": HOUSE, "moved_on": TODAY,
             "choices": {entry.reference: follows}, "reason": "The landlord told us.",
             "by": people.decider, "at": AT}  # fmt: skip
    return moving.move(**(asked | changes))


def at_door(organisation, uprn, **person):
    asker = worlds.sign_in(organisation, reads_register=True)
    return worlds.ask(organisation, asker, uprn=uprn, activity=None, **person)


@pytest.mark.parametrize(
    ("follows", "old", "new"),
    [
        (Follows.PERSON, Answer.CLEAR, Answer.HIT),
        (Follows.PREMISES, Answer.HIT, Answer.CLEAR),
        (Follows.BOTH, Answer.HIT, Answer.HIT),
    ],
)
def test_the_next_check_answers_at_the_doors_it_follows(
    entry, people, in_eastmere, follows, old, new
):
    move(entry, people, follows)

    assert at_door(in_eastmere, OLD).answer == old
    assert at_door(in_eastmere, NEW).answer == new


def test_a_new_tenant_at_the_old_door_is_not_taken_for_who_left(
    entry, people, in_eastmere
):
    move(entry, people, Follows.PERSON)

    assert at_door(in_eastmere, OLD, name="Ottoline Marsh").answer == Answer.CLEAR


def test_the_old_door_is_not_told_the_new_address(entry, people, in_eastmere):
    move(entry, people, Follows.BOTH)

    [there] = at_door(in_eastmere, OLD).markers
    [here] = at_door(in_eastmere, NEW).markers

    assert there.display == "Rowan Ashby"
    assert here.display == "Rowan Ashby, 3 Harbour Row\nEastmere"


def test_an_entry_that_stays_names_nobody(entry, people, in_eastmere):
    move(entry, people, Follows.PREMISES)

    entry.refresh_from_db()
    assert (entry.subject.kind, entry.subject.name) == (SubjectKind.PREMISES, "")
    marker = Marker.objects.get(entry_id=entry.pk)
    assert (marker.display_name, marker.name_forms, marker.uprn) == ("", [], OLD)


def test_partners_are_told_and_so_is_the_person(entry, people, in_eastmere):
    before = list(OutboxItem.objects.values_list("pk", flat=True))

    made = move(entry, people, Follows.PERSON)

    recall = OutboxItem.objects.exclude(pk__in=before).get(task="sharing.recall_marker")
    assert recall.arguments["reason"] == "corrected"
    assert Notice.objects.get(entry=entry, kind=NoticeKind.CHANGED).explanation
    assert made.choices == {entry.reference: "PERSON"}
    page = open_subject(reference=entry.reference, by=people.decider, at=AT)
    assert page.moves[0].left.startswith("14 Larch Court, Eastmere, ZX1 2AB")
    assert page.place.startswith("3 Harbour Row")


def test_each_entry_of_theirs_goes_its_own_way(entry, people, in_eastmere):
    dog = making.make_entry(
        people,
        content=replace(CONTENT, category=Category.ANIMAL),
        criteria=replace(CRITERIA, animal_still_there="Yes, heard last week."),
    )
    making.begun(dog, by=people.decider)
    page = open_subject(reference=entry.reference, by=people.decider, at=AT)
    assert page.together == ()


def test_another_name_is_found_by_the_next_check(entry, people, in_eastmere):
    asked = {"name": "Billy Redcap", "date_of_birth": CONTENT.subject.date_of_birth}
    assert at_door(in_eastmere, "", **asked).answer == Answer.CLEAR

    associations.change_subject(
        reference=entry.reference,
        aliases=["Billy Redcap"],
        vehicles=[{"registration": "ZZ99 ZZZ", "description": "White van"}],
        animals=[{"kind": "Dog", "description": "Large, in the yard"}],
        reason="His neighbour says so.",
        by=make_person(Role.HEALTH_AND_SAFETY),
        at=AT,
    )

    assert at_door(in_eastmere, "", **asked).answer == Answer.HIT
    page = open_subject(reference=entry.reference, by=people.decider, at=AT)
    assert page.vehicles[0]["registration"] == "ZZ99 ZZZ"
