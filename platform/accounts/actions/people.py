"""Who joins, who changes, who leaves?"""

from collections.abc import Iterable
from datetime import date, datetime

from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from accounts.actions import askers
from accounts.actions import roles as role_actions
from accounts.actions.briefings import note_briefing
from accounts.actions.sessions import end_sessions
from accounts.models import Invitation, Team, TeamMembership, User
from audit.actions import record
from audit.actors import Actor
from audit.kinds import Kind
from tenants.codes import Role
from tenants.context import current_organisation
from tenants.guests import TOO_MANY, most_people
from tenants.turns import take_turns


class PersonError(Exception):
    """What was asked for cannot be done to this person. The text says why."""


class EmailTaken(PersonError):
    """Somebody here already signs in with this e-mail address."""


class EmailNotValid(PersonError):
    """Enter an e-mail address in the form name@example.gov.uk."""


class TooManyPeople(PersonError):
    """A guest organisation has no room for another person."""


class AlreadyDisabled(PersonError):
    """This person is disabled already."""


class NotDisabled(PersonError):
    """This person is not disabled."""


class OwnAccount(PersonError):
    """Ask another administrator: nobody disables themselves."""


@transaction.atomic
def create_person(
    *,
    email: str,
    full_name: str,
    roles: Iterable[Role],
    teams: Iterable[Team],
    by: Actor,
    at: datetime,
    phone: str = "",
    password: str | None = None,
    totp_secret: str | None = None,
    briefed_on: date | None = None,
) -> User:
    """Add a person to the current organisation, able to sign in or to be invited.

    `totp_secret` is base32. Without a password nobody can sign in as this person
    until an invitation is followed. Raises EmailTaken, EmailNotValid, RoleError,
    TooManyPeople.
    """
    _refuse_one_too_many()
    user = User(
        email=_clean_email(email), full_name=full_name.strip(), phone=phone.strip()
    )
    user.set_password(password)
    user.save()
    EmailAddress.objects.create(
        user=user, email=user.email, verified=True, primary=True
    )
    if totp_secret:
        TOTP.activate(user, totp_secret)
    _note(Kind.PERSON_CREATED, user, by=by, at=at)
    for role in roles:
        role_actions.give_role(user=user, role=role, by=by, at=at)
    for team in teams:
        TeamMembership.objects.create(user=user, team=team)
    if briefed_on is not None:
        note_briefing(user=user, given_on=briefed_on, by=by, at=at)
    askers.rewrite(user=user, at=at)
    return user


@transaction.atomic
def change_details(
    *, user: User, full_name: str, phone: str, by: Actor, at: datetime
) -> User:
    """Correct a name or a telephone number. The e-mail address is for invitations."""
    user.full_name, user.phone = full_name.strip(), phone.strip()
    user.save(update_fields=["full_name", "phone"])
    _note(Kind.PERSON_CHANGED, user, by=by, at=at)
    return user


@transaction.atomic
def disable_person(*, user: User, by: Actor, at: datetime) -> User:
    """A leaver: out of every session and token now, and not in again."""
    if not user.is_active:
        raise AlreadyDisabled(AlreadyDisabled.__doc__)
    if by.id == str(user.pk):
        raise OwnAccount(OwnAccount.__doc__)
    role_actions.refuse_last_administrator(user=user, leaving=frozenset(Role), at=at)
    user.is_active, user.disabled_at = False, at
    user.set_unusable_password()
    user.save(update_fields=["is_active", "disabled_at", "password"])
    Invitation.objects.filter(user=user, used_at__isnull=True).delete()
    end_sessions(user=user)
    askers.rewrite(user=user, at=at)
    _note(Kind.PERSON_DISABLED, user, by=by, at=at)
    return user


@transaction.atomic
def enable_person(*, user: User, by: Actor, at: datetime) -> User:
    """Somebody came back. They have no password until a new invitation is followed."""
    if user.is_active:
        raise NotDisabled(NotDisabled.__doc__)
    _refuse_one_too_many()
    user.is_active, user.disabled_at = True, None
    user.save(update_fields=["is_active", "disabled_at"])
    askers.rewrite(user=user, at=at)
    _note(Kind.PERSON_ENABLED, user, by=by, at=at)
    return user


def _refuse_one_too_many() -> None:
    """A guest organisation has a few named people. Two who add the last one at the same
    time wait for each other."""
    most = most_people()
    if most is None:
        return
    take_turns(f"people of {current_organisation().id}")
    if User.objects.filter(is_active=True).count() >= most:
        raise TooManyPeople(TOO_MANY.format(most=most))


def _clean_email(email: str) -> str:
    address = email.strip().lower()
    try:
        validate_email(address)
    except ValidationError as error:
        raise EmailNotValid(EmailNotValid.__doc__) from error
    if User.objects.filter(email=address).exists():
        raise EmailTaken(EmailTaken.__doc__)
    return address


def _note(kind: Kind, user: User, *, by: Actor, at: datetime) -> None:
    record(
        kind=kind,
        organisation=current_organisation().id,
        by=by,
        at=at,
        subject=str(user.pk),
    )
