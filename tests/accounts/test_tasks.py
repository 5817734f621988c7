"""Is each message sent once its change is certain, to whom it concerns, and not twice?"""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail as sent_mail
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts import permissions, tasks
from accounts.actions import invitations, mail, people
from accounts.models import RoleGrant, Session, User
from accounts.tokens import invitation_token
from tenants.codes import Role
from tenants.models import Asker
from tests.accounts.making import BY, make_person
from tests.accounts.posting import posted


def run(task, organisation, **arguments):
    """As a worker runs it. The outbox row itself is tenants' business."""
    return task(organisation_id=str(organisation.id), **arguments)


def test_an_invitation_is_sent_until_it_is_taken_up(in_eastmere):
    now = timezone.now()
    invited = mail.invite(user=make_person(password=None), by=BY, at=now)
    run(tasks.send_invitation, in_eastmere, invitation=str(invited.pk))
    invitations.join(
        token=invitation_token(invited), password="a-long-new-secret", at=now
    )

    run(tasks.send_invitation, in_eastmere, invitation=str(invited.pk))

    assert len(sent_mail.outbox) == 1


def test_a_reset_goes_to_somebody_and_to_nobody_else(in_eastmere):
    leaver = make_person()
    people.disable_person(user=leaver, by=BY, at=timezone.now())
    user, invited = make_person(), make_person(password=None)

    for person in (str(user.pk), "", str(leaver.pk), str(invited.pk), str(uuid4())):
        run(tasks.send_reset, in_eastmere, person=person)

    assert [message.to for message in sent_mail.outbox] == [[user.email]]


def test_a_task_of_one_organisation_finds_nobody_of_another(in_eastmere, torley):
    user = make_person()

    run(tasks.send_reset, torley, person=str(user.pk))

    assert not sent_mail.outbox


def test_a_change_is_told(in_eastmere):
    user = make_person()
    mail.tell(user=user, what="totp_activated")

    run(tasks.tell, in_eastmere, **posted("accounts.tell")[0])

    assert "authenticator app was set up" in sent_mail.outbox[0].body


def test_the_night_forgets_what_ended_and_says_todays_roles(in_eastmere):
    user = make_person(Role.VISITING_OFFICER)
    now = timezone.now()
    RoleGrant.objects.filter(user=user).update(
        from_on=now.date() - timedelta(days=9), until_on=now.date() - timedelta(days=1)
    )
    Session.objects.create(
        digest=b"ended",
        organisation=in_eastmere.id,
        data="",
        created_at=now - timedelta(days=2),
        expires_at=now - timedelta(days=1),
    )

    run(tasks.nightly, in_eastmere)

    assert not Session.objects.filter(digest=b"ended").exists()
    assert not Asker.objects.filter(actor_id=str(user.pk)).exists()


def invite(organisation, email="first@eastmere.example"):
    call_command("invite_administrator", organisation.slug, email, "The First")


def test_the_first_administrator_is_invited_from_the_command_line(in_eastmere, capsys):
    invite(in_eastmere)

    user = User.objects.get(email="first@eastmere.example")
    today = timezone.localdate()
    assert permissions.roles_of(user, today) == {Role.ORGANISATION_ADMINISTRATOR}
    assert len(posted("accounts.send_invitation")) == 1
    assert "on its way to first@eastmere.example" in capsys.readouterr().out
    with pytest.raises(CommandError, match="already signs in"):
        invite(in_eastmere)


def test_the_platforms_first_person_is_a_platform_administrator(in_platform):
    invite(in_platform)

    user = User.objects.get(email="first@eastmere.example")
    assert permissions.roles_of(user, timezone.localdate()) == {
        Role.PLATFORM_ADMINISTRATOR
    }


def test_an_organisation_nobody_knows_is_named_in_the_error(in_eastmere):
    with pytest.raises(CommandError, match="no organisation called atlantis"):
        call_command("invite_administrator", "atlantis", "a@b.example", "A")
