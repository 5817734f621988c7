"""Does a link let in the one person it was made for, once, here, and in time?"""

from datetime import timedelta

import pytest
from django.core import mail as sent_mail
from django.utils import timezone

from accounts import delivery, queries
from accounts.actions import invitations, mail, people
from accounts.actions.invitations import LinkNotValid
from accounts.actions.mail import AlreadyJoined
from accounts.models import Invitation, User
from accounts.tokens import invitation_path, invitation_token
from tenants.codes import Role
from tenants.context import in_organisation
from tests.accounts.making import BY, make_person, sign_in
from tests.accounts.posting import posted


NEW = {"password": "a-long-new-secret", "again": "a-long-new-secret"}
DEAD = "This link does not work"


@pytest.fixture
def invited(in_eastmere):
    user = make_person(password=None, totp_secret=None)
    return mail.invite(user=user, by=BY, at=timezone.now())


def test_the_link_leads_to_a_password_and_then_to_the_second_step(
    in_eastmere, client_at, invited
):
    client = client_at(in_eastmere)
    path = invitation_path(invited)

    page = client.get(path)
    done = client.post(path, NEW)
    client.post(
        "/account/sign-in/", {"login": invited.user.email, "password": NEW["password"]}
    )

    assert invited.user.email in page.content.decode()
    assert done["Location"] == "/account/sign-in/"
    assert client.get("/second-step/")["Location"] == "/people/second-step/"


def test_the_link_works_once(in_eastmere, client_at, invited):
    client, path = client_at(in_eastmere), invitation_path(invited)
    client.post(path, NEW)

    again = client.post(path, {"password": "mine-now-ha-ha", "again": "mine-now-ha-ha"})

    assert (again.status_code, DEAD in again.content.decode()) == (410, True)
    assert User.objects.get(pk=invited.user_id).check_password(NEW["password"])


def test_the_link_of_one_organisation_is_nothing_at_another(
    in_eastmere, torley, client_at, invited
):
    path = invitation_path(invited)
    with in_organisation(torley):
        twin = make_person(password=None)
        Invitation.objects.create(
            pk=invited.pk,
            user=twin,
            organisation=torley.id,
            sent_by="tests",
            sent_at=invited.sent_at,
            expires_at=invited.expires_at,
        )

    assert client_at(torley).get(path).status_code == 410
    assert client_at(in_eastmere).get(path).status_code == 200


@pytest.mark.parametrize("wrong", ["altered", "made up", "too old", "removed"])
def test_a_link_that_is_not_right_is_refused(in_eastmere, invited, wrong):
    token, at = invitation_token(invited), timezone.now()
    match wrong:
        case "altered":
            token = token[:-2] + ("aa" if token[-2:] != "aa" else "bb")
        case "made up":
            token = "made-up"
        case "too old":
            at += timedelta(days=8)
        case _:
            people.disable_person(user=invited.user, by=BY, at=at)

    with pytest.raises(LinkNotValid, match="Ask your administrator"):
        invitations.open_invitation(token=token, at=at)


def test_a_newer_link_kills_the_older(in_eastmere, invited):
    older = invitation_token(invited)

    mail.invite(user=invited.user, by=BY, at=timezone.now())

    with pytest.raises(LinkNotValid):
        invitations.open_invitation(token=older, at=timezone.now())


def test_somebody_who_joined_is_not_invited_again(in_eastmere):
    with pytest.raises(AlreadyJoined):
        mail.invite(user=make_person(), by=BY, at=timezone.now())


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"password": "short", "again": "short"}, "at least 12 characters"),
        ({"password": "password1234", "again": "password1234"}, "too common"),
        ({"password": NEW["password"], "again": "another"}, "not the same"),
        ({}, "Enter a password."),
    ],
)
def test_a_poor_password_is_answered_with_what_to_do(
    in_eastmere, client_at, invited, form, sentence
):
    answer = client_at(in_eastmere).post(invitation_path(invited), form)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not User.objects.get(pk=invited.user_id).has_usable_password()


def test_the_message_links_to_our_own_host_and_only_ids_wait_in_the_outbox(
    in_eastmere, invited
):
    assert posted("accounts.send_invitation") == [{"invitation": str(invited.pk)}]

    delivery.send_invitation(invited)

    message = sent_mail.outbox[0]
    assert message.to == [invited.user.email]
    assert f"://eastmere.localhost{invitation_path(invited)}" in message.body


def test_an_administrator_invites_somebody_on_a_page(in_eastmere, client_at, settings):
    settings.PASSKEY_FOR_ADMINISTRATORS = False
    client = sign_in(
        client_at(in_eastmere), make_person(Role.ORGANISATION_ADMINISTRATOR)
    )
    form = {
        "full_name": "Robin New",
        "email": "robin.new@eastmere.example",
        "roles": ["REPORTER"],
    }

    wrong = client.post("/people/invite/", {"full_name": "Robin New", "email": "robin"})
    right = client.post("/people/invite/", form)
    taken = client.post("/people/invite/", form)

    assert wrong.status_code == 422
    for sentence in ("name@example.gov.uk", "Choose at least one role", "Robin New"):
        assert sentence in wrong.content.decode()
    assert right["Location"] == "/people/"
    assert queries.by_email("robin.new@eastmere.example") is not None
    assert "already signs in" in taken.content.decode()
