"""When does a session stop counting, and where does it never count?"""

from datetime import timedelta

import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.db import IntegrityError
from django.utils import timezone

from accounts.actions import askers, stored_sessions
from accounts.models import Session
from accounts.policy import ABSOLUTE, IDLE
from accounts.sign_in.sessions import SessionStore
from tenants.context import in_organisation
from tenants.models import Asker
from tests.accounts.making import make_person, session_row, sign_in


def is_in(client):
    return client.get("/second-step/").status_code == 200


@pytest.fixture
def client(in_eastmere, client_at):
    return sign_in(client_at(in_eastmere), make_person())


def asker_of(client):
    return Asker.objects.filter(digest=session_row(client).digest)


def test_twenty_minutes_without_a_click_end_it(client):
    asker_of(client).update(idle_expires_at=timezone.now() - timedelta(seconds=1))

    assert not is_in(client)


def test_a_click_moves_the_idle_clock_and_not_the_other(client):
    nearly = timezone.now() + timedelta(minutes=2)
    asker_of(client).update(idle_expires_at=nearly)
    end = session_row(client).expires_at

    assert is_in(client)

    row = session_row(client)
    assert row.idle_expires_at > timezone.now() + IDLE - timedelta(seconds=30)
    assert row.expires_at == end


def test_the_idle_clock_is_written_at_most_once_a_minute(client):
    before = session_row(client).idle_expires_at

    assert is_in(client)

    assert session_row(client).idle_expires_at == before


def test_twelve_hours_end_it_however_busy(client):
    row = session_row(client)
    began = Session.objects.get(digest=row.digest).created_at
    assert row.expires_at - began <= ABSOLUTE + timedelta(seconds=5)

    Session.objects.filter(digest=row.digest).update(
        created_at=began - ABSOLUTE, expires_at=timezone.now() - timedelta(seconds=1)
    )

    assert not is_in(client)


def test_the_absolute_end_also_stands_in_the_asker_row(client):
    asker_of(client).update(expires_at=timezone.now() - timedelta(seconds=1))

    assert not is_in(client)


def test_dropping_the_asker_row_ends_it_everywhere(client):
    askers.drop(digest=bytes(session_row(client).digest))

    assert not is_in(client)


def test_a_session_that_ended_is_not_brought_back_by_a_page_that_was_running(client):
    session = client.session
    assert session["_auth_user_id"]
    askers.drop(digest=bytes(session_row(client).digest))
    Session.objects.all().delete()

    session["left over"] = "answer"
    with pytest.raises(UpdateError):
        session.save()

    assert not Session.objects.exists()


def test_a_cookie_of_one_organisation_is_nothing_at_another(client, torley, client_at):
    thief = client_at(torley)
    thief.cookies["sessionid"] = client.cookies["sessionid"].value

    assert not is_in(thief)
    assert is_in(client)


@pytest.mark.parametrize("claims_to_be", ["ours", "theirs"])
def test_a_row_carried_into_another_schema_is_nothing_there(
    client, eastmere, torley, client_at, claims_to_be
):
    """Even with the same key, the same person's id and a live asker row."""
    stolen = Session.objects.get(digest=session_row(client).digest)
    user_id = stolen.user_id
    with in_organisation(torley):
        twin = make_person()
        type(twin).objects.filter(pk=twin.pk).update(email="gone@torley.example")
        organisation = torley.id if claims_to_be == "ours" else eastmere.id
        Session.objects.create(
            digest=stolen.digest,
            organisation=organisation,
            user=twin,
            data=stolen.data,
            expires_at=stolen.expires_at,
        )

    thief = client_at(torley)
    thief.cookies["sessionid"] = client.cookies["sessionid"].value

    assert user_id != twin.pk
    assert not is_in(thief)


def test_the_row_of_an_officer_cannot_be_asked_with(in_eastmere, client_at):
    """What can be guessed of a person must not hash to a row that answers."""
    user = make_person()
    guesses = [
        str(user.pk),
        user.pk.hex,
        f"officer:{in_eastmere.id.hex}:{user.pk}",
        f"officer:{in_eastmere.id.hex}:{user.pk.hex}",
        askers.officer_digest(user.pk).hex(),
    ]
    client = client_at(in_eastmere)

    for guess in guesses:
        client.cookies["sessionid"] = guess
        assert not is_in(client)
    assert Asker.objects.filter(actor_id=str(user.pk)).count() == 1


def test_the_key_itself_is_kept_nowhere(client):
    key = client.cookies["sessionid"].value

    kept = [str(row) for row in Session.objects.values_list()]
    kept += [str(row) for row in Asker.objects.values_list()]

    assert kept
    assert not [row for row in kept if key in row]


def test_ended_sessions_are_swept(client):
    Session.objects.update(
        created_at=timezone.now() - timedelta(days=1),
        expires_at=timezone.now() - timedelta(hours=1),
    )

    type(client.session).clear_expired()

    assert not Session.objects.exists()


def test_a_key_that_is_taken_is_drawn_again(in_eastmere, monkeypatch):
    first, second = SessionStore(), SessionStore()
    first.create()
    drawn = iter([first.session_key, "a" * 32])
    monkeypatch.setattr(second, "_get_new_session_key", lambda: next(drawn))

    second.create()

    assert second.session_key == "a" * 32


def test_what_no_other_key_would_mend_is_raised(in_eastmere):
    """Drawn again and again, it would keep a worker busy for ever."""
    now = timezone.now()
    row = {"data": "", "user_id": None, "expires_at": now - timedelta(hours=1)}

    with pytest.raises(IntegrityError, match="ends_after_it_begins"):
        stored_sessions.insert(digest=b"d" * 32, row=row, at=now)
