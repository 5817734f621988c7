"""May somebody come in, and only with both steps?"""

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth import hashers
from django.http import HttpResponse

from accounts.actions import people, roles, sessions
from accounts.models import Session
from tenants.codes import Role
from tenants.models import Asker
from tests.accounts.making import (
    AT,
    BY,
    PASSWORD,
    code_of,
    make_person,
    session_row,
    sign_in,
)


WRONG = "The e-mail address or password is not right. Check both and try again."


def test_both_steps_lead_in(in_eastmere, client_at):
    user = make_person(Role.VISITING_OFFICER)

    client = sign_in(client_at(in_eastmere), user)

    row = session_row(client)
    assert (row.role, row.second_factor) == (Role.VISITING_OFFICER, True)
    assert client.get("/second-step/").status_code == 200


def test_a_password_alone_leads_to_the_code_and_no_further(in_eastmere, client_at):
    user = make_person()
    client = client_at(in_eastmere)

    client.post("/account/sign-in/", {"login": user.email, "password": PASSWORD})

    assert client.get("/second-step/")["Location"].startswith("/account/sign-in/")
    assert not Session.objects.filter(user=user).exists()


def test_a_wrong_code_does_not_lead_in(in_eastmere, client_at):
    user = make_person()
    client = client_at(in_eastmere)
    client.post("/account/sign-in/", {"login": user.email, "password": PASSWORD})

    answer = client.post("/second-step/code/", {"code": "000000"})

    assert "That code is not right" in answer.content.decode()
    assert not Session.objects.filter(user=user).exists()


def test_a_code_works_once(in_eastmere, client_at):
    user = make_person()
    code = code_of()
    sign_in(client_at(in_eastmere), user, code=code)
    again = client_at(in_eastmere)
    again.post("/account/sign-in/", {"login": user.email, "password": PASSWORD})

    answer = again.post("/second-step/code/", {"code": code})

    assert "That code is not right" in answer.content.decode()


def test_without_a_second_step_nothing_opens_but_its_setting_up(in_eastmere, client_at):
    user = make_person(totp_secret=None)
    client = client_at(in_eastmere)
    client.post("/account/sign-in/", {"login": user.email, "password": PASSWORD})

    assert client.get("/second-step/")["Location"] == "/people/second-step/"
    assert client.get("/account/password/")["Location"] == "/people/second-step/"
    assert client.get("/people/second-step/").status_code == 200
    assert not session_row(client).second_factor


def test_setting_up_an_app_opens_the_door_and_gives_recovery_codes(
    in_eastmere, client_at, django_capture_on_commit_callbacks
):
    user = make_person(totp_secret=None)
    client = client_at(in_eastmere)
    client.post("/account/sign-in/", {"login": user.email, "password": PASSWORD})
    page = client.get("/second-step/app/set-up/")
    secret = page.context["form"].secret

    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post("/second-step/app/set-up/", {"code": code_of(secret)})

    assert answer["Location"] == "/second-step/recovery-codes/"
    assert "shown again" in client.get(answer["Location"]).content.decode()
    assert session_row(client).second_factor


def test_the_secret_of_an_app_is_not_kept_in_the_clear(in_eastmere):
    user = make_person(totp_secret="JBSWY3DPEHPK3PXP")

    kept = Authenticator.objects.get(user=user, type="totp")

    assert "JBSWY3DPEHPK3PXP" not in str(kept.data)


def test_the_only_second_step_cannot_be_switched_off(in_eastmere, client_at):
    user = make_person()
    client = sign_in(client_at(in_eastmere), user)

    client.post("/second-step/app/remove/")

    assert Authenticator.objects.filter(user=user, type="totp").exists()


def test_the_only_passkey_cannot_be_removed(in_eastmere, client_at):
    user = make_person()
    client = sign_in(client_at(in_eastmere), user)
    Authenticator.objects.filter(user=user).delete()
    key = Authenticator.objects.create(
        user=user, type="webauthn", data={"name": "Key", "credential": {}}
    )

    client.post(f"/second-step/passkeys/{key.pk}/remove/")

    assert Authenticator.objects.filter(pk=key.pk).exists()


def test_an_administrator_with_an_app_alone_must_add_a_passkey(
    in_eastmere, client_at, settings
):
    settings.PASSKEY_FOR_ADMINISTRATORS = True
    user = make_person(Role.ORGANISATION_ADMINISTRATOR)

    client = sign_in(client_at(in_eastmere), user)

    assert client.get("/people/")["Location"] == "/people/second-step/"
    assert "Administrators need a passkey" in (
        client.get("/people/second-step/").content.decode()
    )


@pytest.mark.parametrize("who", ["nobody", "somebody", "a leaver", "somebody invited"])
def test_a_wrong_sign_in_says_and_costs_the_same_for_everybody(
    in_eastmere, client_at, monkeypatch, who
):
    leaver = make_person()
    people.disable_person(user=leaver, by=BY, at=AT)
    address = {
        "nobody": "nobody@eastmere.example",
        "somebody": make_person().email,
        "a leaver": leaver.email,
        "somebody invited": make_person(password=None).email,
    }[who]
    hashed = _count_hashing(monkeypatch)

    answer = client_at(in_eastmere).post(
        "/account/sign-in/", {"login": address, "password": "not-the-password"}
    )

    assert WRONG in answer.content.decode()
    assert len(hashed) == 1


def _count_hashing(monkeypatch):
    """Each call of the hasher: what a sign-in spends nearly all of its time on."""
    hashed = []
    hasher = type(hashers.get_hasher())
    encode = hasher.encode

    def counted(self, password, salt):
        hashed.append(salt)
        return encode(self, password, salt)

    monkeypatch.setattr(hasher, "encode", counted)
    return hashed


def test_a_leaver_does_not_come_in_with_the_old_password(in_eastmere, client_at):
    user = make_person()
    people.disable_person(user=user, by=BY, at=AT)

    answer = client_at(in_eastmere).post(
        "/account/sign-in/", {"login": user.email, "password": PASSWORD}
    )

    assert WRONG in answer.content.decode()


def test_guessing_is_stopped_for_somebody_and_nobody_alike(in_eastmere, client_at):
    answers: dict[str, list[HttpResponse]] = {}
    for address in (make_person().email, "nobody@eastmere.example"):
        client = client_at(in_eastmere)
        form = {"login": address, "password": "a guess"}
        answers[address] = [
            client.post("/account/sign-in/", form, REMOTE_ADDR=f"10.0.0.{len(answers)}")
            for _ in range(7)
        ]

    first, second = (
        [(one.status_code, "too many attempts" in one.content.decode()) for one in seen]
        for seen in answers.values()
    )
    assert first == second
    assert first[-1][1]


def test_signing_up_does_not_exist(in_eastmere, client_at):
    client = client_at(in_eastmere)

    assert client.get("/account/sign-up/").status_code == 404
    assert client.get("/account/e-mail/").status_code == 404
    assert client.get("/account/password/set/").status_code == 404


def test_signing_out_ends_the_session_and_its_asker_row(in_eastmere, client_at):
    client = sign_in(client_at(in_eastmere), make_person())
    cookie = client.cookies["sessionid"].value
    digest = session_row(client).digest

    client.post("/account/sign-out/")

    thief = client_at(in_eastmere)
    thief.cookies["sessionid"] = cookie
    assert thief.get("/second-step/")["Location"].startswith("/account/sign-in/")
    assert not Asker.objects.filter(digest=digest).exists()


@pytest.mark.parametrize("change", ["role", "disable", "all sessions"])
def test_a_change_of_standing_ends_sessions_now(in_eastmere, client_at, change):
    user = make_person(Role.REPORTER)
    client = sign_in(client_at(in_eastmere), user)

    match change:
        case "role":
            roles.grant_role(user=user, role=Role.DECISION_OFFICER, by=BY, at=AT)
        case "disable":
            people.disable_person(user=user, by=BY, at=AT)
        case _:
            sessions.end_sessions(user=user)

    assert client.get("/second-step/")["Location"].startswith("/account/sign-in/")


def test_a_new_password_ends_the_other_sessions_and_keeps_this_one(
    in_eastmere, client_at
):
    user = make_person()
    code = code_of()
    other = sign_in(client_at(in_eastmere), user, code=code)
    client = sign_in(client_at(in_eastmere), user, code=code_of(later=1))

    client.post(
        "/account/password/",
        {
            "oldpassword": PASSWORD,
            "password1": "another-long-secret",
            "password2": "another-long-secret",
        },
    )

    assert client.get("/second-step/").status_code == 200
    assert other.get("/second-step/")["Location"].startswith("/account/sign-in/")


def test_whoever_goes_on_guessing_slowly_is_locked_out_too(
    in_eastmere, client_at, settings
):
    """allauth counts by the minute; axes remembers for half an hour."""
    settings.ACCOUNT_RATE_LIMITS = False
    user, client = make_person(), client_at(in_eastmere)
    form = {"login": user.email, "password": "a guess"}
    for _ in range(settings.AXES_FAILURE_LIMIT):
        client.post("/account/sign-in/", form)

    answer = client.post(
        "/account/sign-in/", {"login": user.email, "password": PASSWORD}
    )

    assert answer.status_code == 429
    assert "Wait 30 minutes and try again" in answer.content.decode()
    assert not Session.objects.filter(user=user).exists()
