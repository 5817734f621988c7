"""Does a passkey let in the person it belongs to, here, and nobody on a false page?"""

import pytest

from tenants.codes import Role
from tenants.context import in_organisation
from tests.accounts.making import PASSWORD, make_person, session_row, sign_in
from tests.accounts.passkeys import SecurityKey


@pytest.fixture
def key():
    return SecurityKey(host="eastmere.localhost")


def password(client, user):
    return client.post("/account/sign-in/", {"login": user.email, "password": PASSWORD})


def add(client, key):
    page = client.get("/second-step/passkeys/add/")
    options = page.context["js_data"]["creation_options"]
    form = {"name": "My key", "credential": key.create(options)}
    return client.post("/second-step/passkeys/add/", form)


def use(client, key):
    page = client.get("/second-step/code/")
    options = page.context["js_data"]["request_options"]
    return client.post("/second-step/code/", {"credential": key.get(options)})


def alone(client, key):
    """Without a password: the key itself asks for a PIN or a finger."""
    asked = client.get(
        "/second-step/passkeys/sign-in/", headers={"accept": "application/json"}
    )
    form = {"credential": key.get(asked.json()["request_options"])}
    return client.post("/second-step/passkeys/sign-in/", form)


def test_a_passkey_is_set_up_at_the_first_sign_in_and_opens_the_door(
    in_eastmere, client_at, key
):
    user = make_person(totp_secret=None)
    client = client_at(in_eastmere)
    password(client, user)

    answer = add(client, key)

    assert answer["Location"] == "/second-step/recovery-codes/"
    assert session_row(client).second_factor
    assert client.get("/second-step/").status_code == 200


def test_afterwards_the_password_leads_to_the_passkey(in_eastmere, client_at, key):
    user = make_person(totp_secret=None)
    first = client_at(in_eastmere)
    password(first, user)
    add(first, key)
    client = client_at(in_eastmere)

    assert password(client, user)["Location"] == "/second-step/code/"
    assert use(client, key)["Location"] == "/"
    assert session_row(client).second_factor


def test_a_passkey_alone_is_both_steps(in_eastmere, client_at, key):
    user = make_person(totp_secret=None)
    first = client_at(in_eastmere)
    password(first, user)
    add(first, key)
    client = client_at(in_eastmere)

    alone(client, key)

    assert session_row(client).actor_id == str(user.pk)
    assert session_row(client).second_factor


def test_an_administrator_needs_a_passkey_and_gets_in_with_it(
    in_eastmere, client_at, key, settings
):
    settings.PASSKEY_FOR_ADMINISTRATORS = True
    client = sign_in(
        client_at(in_eastmere), make_person(Role.ORGANISATION_ADMINISTRATOR)
    )
    assert client.get("/people/").status_code == 302

    add(client, key)

    assert client.get("/people/").status_code == 200


def test_what_a_false_page_asked_the_key_for_is_refused(in_eastmere, client_at, key):
    user = make_person(totp_secret=None)
    first = client_at(in_eastmere)
    password(first, user)
    add(first, key)
    client = client_at(in_eastmere)
    password(client, user)

    key.host = "eastmere.localhost.evil.example"
    answer = use(client, key)

    assert answer.status_code == 200
    assert client.get("/second-step/").status_code == 302


def test_another_persons_key_is_refused(in_eastmere, client_at, key):
    first = client_at(in_eastmere)
    password(first, make_person(totp_secret=None))
    add(first, key)
    client = client_at(in_eastmere)
    password(client, make_person())

    answer = use(client, key)

    assert answer.status_code == 200
    assert client.get("/second-step/").status_code == 302


def test_a_key_of_one_organisation_opens_nothing_at_another(
    in_eastmere, torley, client_at, key
):
    user = make_person(totp_secret=None)
    first = client_at(in_eastmere)
    password(first, user)
    add(first, key)
    with in_organisation(torley):
        make_person()

    client = client_at(torley)
    answer = alone(client, key)

    assert answer["Location"] == "/account/sign-in/"
    assert client.get("/second-step/").status_code == 302


def test_an_answer_sent_twice_works_once(in_eastmere, client_at, key):
    user = make_person(totp_secret=None)
    first = client_at(in_eastmere)
    password(first, user)
    add(first, key)
    client = client_at(in_eastmere)
    asked = client.get(
        "/second-step/passkeys/sign-in/", headers={"accept": "application/json"}
    )
    form = {"credential": key.get(asked.json()["request_options"])}
    client.post("/second-step/passkeys/sign-in/", form)

    again = client_at(in_eastmere)
    again.post("/second-step/passkeys/sign-in/", form)

    assert again.get("/second-step/").status_code == 302
