"""Does a guest organisation have ten named people and no more?"""

import pytest

from accounts.actions import clients, people
from accounts.models import User
from audit.actors import system
from tenants.codes import Role
from tenants.guests import MOST_PEOPLE
from tenants.models import Organisation
from tests.accounts.making import make_person
from tests.sharing.people import NOW


@pytest.fixture
def guest(in_brightfix, monkeypatch) -> Organisation:
    """Brightfix as it would be, had it come as a guest."""
    monkeypatch.setattr(in_brightfix, "most_people", MOST_PEOPLE)
    while User.objects.filter(is_active=True).count() < MOST_PEOPLE:
        add()
    return in_brightfix


def add() -> User:
    count = User.objects.count()
    return people.create_person(
        email=f"guest{count}@brightfix.example",
        full_name="Invented Person",
        roles=(),
        teams=(),
        by=system("tests"),
        at=NOW,
    )


def test_the_eleventh_is_refused_with_a_sentence(guest):
    with pytest.raises(people.TooManyPeople, match="10 named people"):
        add()

    assert User.objects.filter(is_active=True).count() == MOST_PEOPLE


def test_a_leaver_makes_room_and_does_not_come_back_unasked(guest):
    leaver = User.objects.filter(is_active=True).last()
    people.disable_person(user=leaver, by=system("tests"), at=NOW)
    add()

    with pytest.raises(people.TooManyPeople):
        people.enable_person(user=leaver, by=system("tests"), at=NOW)


def test_no_program_checks_in_a_guests_name(guest):
    with pytest.raises(clients.NotForGuests):
        clients.register_client(
            name="Diary",
            responsible=User.objects.first(),
            scopes=("check",),
            by=system("tests"),
            at=NOW,
        )


def test_others_have_as_many_as_they_need(in_brightfix):
    for _ in range(MOST_PEOPLE + 1):
        make_person(Role.PARTNER_OFFICER)
