"""Which machine gets a token, for what, and where does it count?"""

from base64 import b64encode
from hashlib import sha256

import pytest
from oauth2_provider.models import AccessToken, Application

from accounts.actions import clients, people
from accounts.actions.clients import (
    ClientNameTaken,
    ResponsibleNotActive,
    ScopeNotKnown,
)
from tenants.codes import Role
from tenants.context import in_organisation
from tenants.models import Asker
from tests.accounts.making import AT, BY, make_person, sign_in


@pytest.fixture
def responsible(in_eastmere):
    return make_person(Role.DECISION_OFFICER)


@pytest.fixture
def made(responsible):
    return clients.register_client(
        name="Housing system",
        responsible=responsible,
        scopes=["check", "register:read"],
        by=BY,
        at=AT,
    )


def ask(client, made, **form):
    basic = b64encode(f"{made.client_id}:{made.client_secret}".encode()).decode()
    return client.post(
        "/oauth/token/",
        {"grant_type": "client_credentials", **form},
        headers={"authorization": f"Basic {basic}"},
    )


def test_a_client_gets_an_opaque_token_and_a_row_checks_can_judge(
    in_eastmere, client_at, made, responsible
):
    answer = ask(client_at(in_eastmere), made, scope="check").json()

    row = Asker.objects.get(digest=sha256(answer["access_token"].encode()).digest())
    assert (answer["token_type"], answer["expires_in"]) == ("Bearer", 3600)
    assert answer["access_token"].count(".") == 0
    assert (row.kind, row.actor_id, row.scopes) == (
        "CLIENT",
        str(made.profile.pk),
        ["check"],
    )
    assert row.responsible_id == str(responsible.pk)
    assert row.responsible_role == Role.DECISION_OFFICER
    assert row.organisation == in_eastmere.id


def test_a_client_that_names_no_scope_gets_its_own(in_eastmere, client_at, made):
    answer = ask(client_at(in_eastmere), made).json()

    assert set(answer["scope"].split()) == {"check", "register:read"}


@pytest.mark.parametrize("scope", ["decide", "check decide", "platform", "everything"])
def test_a_client_gets_no_scope_it_was_not_registered_with(
    in_eastmere, client_at, made, scope
):
    answer = ask(client_at(in_eastmere), made, scope=scope)

    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_scope")
    assert not Asker.objects.filter(kind="CLIENT").exists()


def test_a_wrong_secret_gets_nothing(in_eastmere, client_at, made):
    wrong = clients.NewClient(made.profile, made.client_id, "not the secret")

    assert ask(client_at(in_eastmere), wrong).status_code == 401


@pytest.mark.parametrize("grant", ["password", "authorization_code", "implicit"])
def test_no_other_grant_is_offered(in_eastmere, client_at, made, grant):
    answer = ask(
        client_at(in_eastmere), made, grant_type=grant, username="x", password="y"
    )

    assert answer.json()["error"] == "unsupported_grant_type"


def test_a_client_of_one_organisation_does_not_exist_at_another(
    in_eastmere, torley, client_at, made
):
    assert ask(client_at(torley), made).status_code == 401


def test_a_token_of_one_organisation_is_nothing_at_another(
    in_eastmere, torley, client_at, made
):
    token = ask(client_at(in_eastmere), made).json()["access_token"]

    with in_organisation(torley):
        assert not Asker.objects.filter(digest=sha256(token.encode()).digest()).exists()
        assert not AccessToken.objects.exists()


def test_a_token_is_kept_as_a_digest_and_a_secret_as_a_hash(
    in_eastmere, client_at, made
):
    token = ask(client_at(in_eastmere), made).json()["access_token"]

    kept = AccessToken.objects.get()
    assert token not in (kept.token, kept.token_checksum)
    assert made.client_secret not in Application.objects.get().client_secret


def test_a_revoked_token_stops_answering_now(in_eastmere, client_at, made):
    client = client_at(in_eastmere)
    token = ask(client, made).json()["access_token"]
    form = {
        "token": token,
        "client_id": made.client_id,
        "client_secret": made.client_secret,
    }

    assert client.post("/oauth/revoke/", form).status_code == 200

    assert not Asker.objects.filter(kind="CLIENT").exists()


def test_one_client_cannot_revoke_anothers_token(
    in_eastmere, client_at, made, responsible
):
    client = client_at(in_eastmere)
    token = ask(client, made).json()["access_token"]
    other = clients.register_client(
        name="Other", responsible=responsible, scopes=["check"], by=BY, at=AT
    )
    form = {
        "token": token,
        "client_id": other.client_id,
        "client_secret": other.client_secret,
    }

    client.post("/oauth/revoke/", form)

    assert Asker.objects.filter(kind="CLIENT").exists()


def test_a_stopped_client_gets_no_token_and_those_it_has_are_dead(
    in_eastmere, client_at, made
):
    client = client_at(in_eastmere)
    ask(client, made)

    clients.revoke_client(profile=made.profile, by=BY, at=AT)

    assert ask(client, made).status_code == 401
    assert not Asker.objects.filter(kind="CLIENT").exists()


def test_with_nobody_to_answer_for_it_a_client_gets_no_token(
    in_eastmere, client_at, made, responsible
):
    people.disable_person(user=responsible, by=BY, at=AT)

    assert ask(client_at(in_eastmere), made).status_code == 401


def test_a_client_needs_known_scopes_a_name_and_somebody_who_works_here(
    responsible, made
):
    given = {"responsible": responsible, "scopes": ["check"], "by": BY, "at": AT}
    leaver = make_person()
    people.disable_person(user=leaver, by=BY, at=AT)

    with pytest.raises(ScopeNotKnown):
        clients.register_client(**{**given, "scopes": ["all"]}, name="A")
    with pytest.raises(ClientNameTaken):
        clients.register_client(**given, name="Housing system")
    with pytest.raises(ResponsibleNotActive):
        clients.register_client(**{**given, "responsible": leaver}, name="B")


def test_an_administrator_registers_and_stops_a_client_on_pages(
    in_eastmere, client_at, settings, responsible
):
    settings.PASSKEY_FOR_ADMINISTRATORS = False
    client = sign_in(
        client_at(in_eastmere), make_person(Role.ORGANISATION_ADMINISTRATOR)
    )
    form = {"name": "Repairs", "responsible": str(responsible.pk), "scopes": ["check"]}

    empty = client.post("/people/sign-in/systems/add/", {})
    made = client.post("/people/sign-in/systems/add/", form)
    profile = made.context["made"].profile
    stopped = client.post(f"/people/sign-in/systems/{profile.pk}/stop/")

    assert empty.status_code == 422
    assert made.context["made"].client_secret in made.content.decode()
    assert stopped["Location"] == "/people/sign-in/"
    assert (
        "Repairs"
        not in client.get("/people/sign-in/")
        .content.decode()
        .split("Systems that may ask")[1]
    )


def test_the_platforms_clients_manage_organisations_and_nobody_elses_do(
    responsible, in_eastmere, platform_organisation
):
    asked = {"name": "Watch", "by": BY, "at": AT}
    with pytest.raises(ScopeNotKnown):
        clients.register_client(responsible=responsible, scopes=["platform"], **asked)

    with in_organisation(platform_organisation):
        administrator = make_person(Role.PLATFORM_ADMINISTRATOR)
        with pytest.raises(ScopeNotKnown):
            clients.register_client(
                responsible=administrator, scopes=["check"], **asked
            )
        made = clients.register_client(
            responsible=administrator, scopes=["platform"], **asked
        )
        assert made.profile.scopes == ["platform"]
