"""Can somebody choose a new password without saying who exists here?"""

import re

import pytest
from django.core import mail as sent_mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts import delivery
from accounts.actions import people
from accounts.models import User
from accounts.tokens import reset_path
from tenants.context import in_organisation
from tests.accounts.making import AT, BY, make_person, sign_in
from tests.accounts.posting import posted


NEW = {"password1": "a-long-new-secret", "password2": "a-long-new-secret"}


def ask(client, email):
    return client.post("/account/forgotten/", {"email": email})


def test_asking_costs_and_says_the_same_for_an_address_nobody_has(
    in_eastmere, client_at
):
    user = make_person()
    seen = {}
    ask(client_at(in_eastmere), make_person(password=None).email)
    for email in (user.email, "nobody@eastmere.example"):
        with CaptureQueriesContext(connection) as statements:
            answer = ask(client_at(in_eastmere), email)
        seen[email] = (answer.status_code, answer["Location"], len(statements))

    first, second = seen.values()
    assert first == second
    waiting = posted("accounts.send_reset")
    assert {"person": str(user.pk)} in waiting
    assert {"person": ""} in waiting
    assert not sent_mail.outbox


def test_a_leaver_is_sent_nothing(in_eastmere, client_at):
    user = make_person()
    people.disable_person(user=user, by=BY, at=AT)

    ask(client_at(in_eastmere), user.email)

    assert posted("accounts.send_reset") == [{"person": ""}]


def set_password(client, path):
    page = client.get(path)
    if page.status_code != 302:
        return page
    return client.post(page["Location"], NEW)


def test_the_link_changes_the_password_and_ends_every_session(in_eastmere, client_at):
    user = make_person()
    open_elsewhere = sign_in(client_at(in_eastmere), user)
    delivery.send_reset(User.objects.get(pk=user.pk))
    link = re.findall(r"https?://[^/]+(/\S+)", sent_mail.outbox[0].body)[0]

    answer = set_password(client_at(in_eastmere), link)

    assert answer["Location"] == "/account/forgotten/done/"
    assert User.objects.get(pk=user.pk).check_password(NEW["password1"])
    assert open_elsewhere.get("/second-step/").status_code == 302


def test_a_new_password_alone_still_leads_to_the_second_step(in_eastmere, client_at):
    user = make_person()
    client = client_at(in_eastmere)
    set_password(client, reset_path(user))

    answer = client.post(
        "/account/sign-in/", {"login": user.email, "password": NEW["password1"]}
    )

    assert answer["Location"] == "/second-step/code/"


def test_the_link_works_once(in_eastmere, client_at):
    user = make_person()
    path = reset_path(user)
    set_password(client_at(in_eastmere), path)

    again = set_password(client_at(in_eastmere), path)

    assert "does not work any more" in again.content.decode()


@pytest.mark.parametrize("twin", [False, True], ids=["nobody", "the same person's id"])
def test_the_link_of_one_organisation_is_nothing_at_another(
    in_eastmere, torley, client_at, twin
):
    user = make_person()
    path = reset_path(user)
    with in_organisation(torley):
        if twin:
            User.objects.create(
                pk=user.pk,
                email=user.email,
                full_name=user.full_name,
                password=user.password,
            )

    answer = set_password(client_at(torley), path)

    assert "does not work any more" in answer.content.decode()


def test_a_changed_password_is_told_without_saying_it(in_eastmere):
    user = make_person()

    for what in delivery.CHANGES:
        delivery.send_change(user, what)

    assert len(sent_mail.outbox) == len(delivery.CHANGES)
    assert {tuple(message.to) for message in sent_mail.outbox} == {(user.email,)}


def test_a_line_break_in_a_name_reaches_no_header(in_eastmere):
    user = make_person()
    user.full_name = "Robin\r\nBcc: everybody@eastmere.example"
    user.save()

    delivery.send_reset(user)

    assert "Bcc" not in str(sent_mail.outbox[0].message())
