"""Is one-click sign-in there in a demonstration on this machine, and nowhere else?"""

import pytest

from accounts.actions.personas import NotADemonstration, persona
from tenants.codes import Role
from tenants.context import in_organisation
from tests.accounts.making import make_person, session_row


@pytest.fixture
def demo(settings):
    settings.DEMO = True
    settings.PASSKEY_FOR_ADMINISTRATORS = False


def become(client, user, **environment):
    return client.post("/people/become/", {"email": user.email}, **environment)


def test_one_click_is_enough_for_every_role(in_eastmere, client_at, demo):
    for role in (Role.VISITING_OFFICER, Role.ORGANISATION_ADMINISTRATOR):
        user, client = make_person(role), client_at(in_eastmere)

        answer = become(client, user)

        row = session_row(client)
        assert answer["Location"] == "/"
        assert (row.actor_id, row.second_factor) == (str(user.pk), True)
        assert client.get("/second-step/").status_code == 200


def test_a_visitor_may_go_from_one_persona_to_the_next(in_eastmere, client_at, demo):
    client = client_at(in_eastmere)
    become(client, make_person(Role.REPORTER))
    user = make_person(Role.DECISION_OFFICER)

    become(client, user)

    assert session_row(client).actor_id == str(user.pk)
    assert session_row(client).second_factor


def test_the_click_comes_from_the_platforms_page(in_eastmere, client_at, demo):
    client = client_at(in_eastmere, enforce_csrf_checks=True)
    origin = {"origin": "http://heed.localhost:8000"}

    answer = client.post(
        "/people/become/", {"email": make_person().email}, headers=origin
    )

    assert answer["Location"] == "/"


def test_step_up_is_not_asked_of_a_visitor(in_eastmere, client_at, demo):
    client = client_at(in_eastmere)
    become(client, make_person(Role.ORGANISATION_ADMINISTRATOR))

    assert client.get("/people/invite/").status_code == 200


def test_it_does_not_exist_outside_a_demonstration(in_eastmere, client_at, settings):
    settings.DEMO = False
    client = client_at(in_eastmere)

    assert become(client, make_person()).status_code == 403
    assert client.get("/second-step/").status_code == 302


def test_it_is_refused_to_whoever_is_not_on_this_machine(in_eastmere, client_at, demo):
    answer = become(client_at(in_eastmere), make_person(), REMOTE_ADDR="192.0.2.7")

    assert answer.status_code == 403


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("127.0.0.1", "eastmere.gov.example"),
        ("127.0.0.1", "localhost.example:8000"),
        ("192.0.2.7", "eastmere.localhost:8000"),
        ("", "localhost"),
    ],
)
def test_both_ends_must_be_this_machine(in_eastmere, demo, address, host):
    user = make_person()

    with pytest.raises(NotADemonstration):
        persona(email=user.email, remote_address=address, host=host)


@pytest.mark.parametrize(
    "host", ["eastmere.localhost:8000", "localhost", "127.0.0.1:80"]
)
def test_this_machine_has_several_names(in_eastmere, demo, host):
    user = make_person()

    assert persona(email=user.email, remote_address="::1", host=host) == user


def test_a_persona_of_another_organisation_is_not_here(
    in_eastmere, torley, client_at, demo
):
    with in_organisation(torley):
        user = make_person()

    assert become(client_at(in_eastmere), user).status_code == 404


def test_it_does_not_send_a_visitor_elsewhere(in_eastmere, client_at, demo):
    user = make_person()

    answer = client_at(in_eastmere).post(
        "/people/become/", {"email": user.email, "next": "https://evil.example/"}
    )

    assert answer["Location"] == "/"
