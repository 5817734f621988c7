"""How does a test get a person, and a browser that person is signed in with?"""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from itertools import count

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.conf import settings
from django.contrib.auth import login
from django.test import Client, RequestFactory

from accounts.actions.askers import digest_of
from accounts.actions.people import create_person
from accounts.models import Team, User
from accounts.sign_in.factors import remember
from accounts.sign_in.sessions import SessionStore
from audit.actors import system
from tenants.codes import Role
from tenants.models import Asker


BY = system("tests")
AT = datetime(2026, 11, 2, 9, tzinfo=UTC)
BRIEFED = date(2026, 11, 2)
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
PASSWORD = "correct-horse-battery"
_numbers = count(1)


def make_person(
    *roles: Role,
    teams: Iterable[Team] = (),
    email: str = "",
    password: str | None = PASSWORD,
    totp_secret: str | None = SECRET,
    briefed_on: date | None = BRIEFED,
    at: datetime = AT,
) -> User:
    """A person of the organisation the test is in."""
    number = next(_numbers)
    return create_person(
        email=email or f"person{number}@eastmere.example",
        full_name=f"Person {number}",
        roles=roles or [Role.VISITING_OFFICER],
        teams=teams,
        by=BY,
        at=at,
        password=password,
        totp_secret=totp_secret,
        briefed_on=briefed_on,
    )


def code_of(secret: str = SECRET, *, later: int = 0) -> str:
    """What the person's authenticator app shows, so many half minutes from now."""
    now = list(yield_hotp_counters_from_time())
    return str(format_hotp_value(hotp_value(secret, now[len(now) // 2] + later)))


def sign_in(
    client: Client, user: User, *, password: str = PASSWORD, code: str = ""
) -> Client:
    """Password, then the code, through the pages."""
    form = {"login": user.email, "password": password}
    first = client.post("/account/sign-in/", form)
    assert first.status_code == 302, first.content
    assert first["Location"] == "/second-step/code/"
    second = client.post("/second-step/code/", {"code": code or code_of()})
    assert second.status_code == 302, second.content
    return client


def come_in(client: Client, user: User) -> Client:
    """The session that password and code open, without the two pages on the way."""
    request = RequestFactory().get("/account/sign-in/")
    request.session = SessionStore()
    remember(request, user=user, method="password")
    remember(request, user=user, method="mfa", kind=Authenticator.Type.TOTP)
    login(request, user, backend=BACKEND)
    request.session.save()
    key = request.session.session_key
    assert key is not None
    client.cookies[settings.SESSION_COOKIE_NAME] = key
    return client


def session_row(client: Client) -> Asker:
    """What the shared floor says of this browser's session."""
    return Asker.objects.get(digest=digest_of(client.cookies["sessionid"].value))
