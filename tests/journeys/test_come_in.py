"""From an invitation to the first page, and how administrators bring people in."""

import re
from collections.abc import Callable, Iterator

import pytest
from django.utils import timezone

from accounts.actions import mail, teams
from accounts.tokens import invitation_path, reset_path
from tenants.codes import ContactMode, Role
from tenants.context import in_organisation
from tenants.models import Organisation
from tests.accounts.making import BY, PASSWORD, code_of, make_person
from tests.journeys.walker import Walker


pytestmark = [pytest.mark.journey, pytest.mark.throwaway]


@pytest.fixture
def visit(served, chrome, size) -> Iterator[Callable[[Organisation], Walker]]:
    """`visit(organisation)`: somebody at a browser whom nobody knows yet."""
    walkers: list[Walker] = []

    def stranger(organisation: Organisation) -> Walker:
        origin = f"http://{organisation.slug}.localhost:{served}"
        walkers.append(Walker(chrome, origin=origin, size=size, cookies={}))
        return walkers[-1]

    yield stranger
    for walker in walkers:
        walker.context.close()


def give_a_passkey(walker: Walker) -> None:
    """As a laptop with a fingerprint reader."""
    devices = walker.context.new_cdp_session(walker.page)
    devices.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def first_sign_in(walker: Walker, email: str, password: str) -> None:
    walker.open("/account/sign-in/")
    walker.fill(login=email, password=password)
    walker.click("Sign in", exact=True, role="button")


def test_somebody_invited_comes_in_with_a_passkey(visit, open_throwaway):
    here = open_throwaway()
    with in_organisation(here):
        user = make_person(Role.VISITING_OFFICER, password=None, totp_secret=None)
        path = invitation_path(mail.invite(user=user, by=BY, at=timezone.now()))
    walker = visit(here)
    give_a_passkey(walker)

    walker.open(path)
    walker.fill(password="short", again="short")
    walker.click("Set password")
    assert "at least 12 characters" in walker.text()
    walker.fill(password=PASSWORD, again=PASSWORD)
    walker.click("Set password")
    first_sign_in(walker, user.email, PASSWORD)
    assert "Set up your second step" in walker.text()
    walker.click("Use a passkey")
    walker.page.locator("[name='passwordless']").check()
    walker.click("Add this passkey")
    walker.page.wait_for_url("**/recovery-codes/")
    walker.look()
    assert len(re.findall(r"\b\d{8}\b", walker.text())) == 10
    walker.click("I have written them down")
    walker.click("Sign out")
    walker.click("Sign in with a passkey")
    walker.page.wait_for_url(lambda url: "sign-in" not in url)
    walker.look()

    assert walker.page.url == walker.origin + "/"
    walker.fine()


def test_somebody_comes_in_with_an_authenticator_app(visit, open_throwaway):
    here = open_throwaway()
    with in_organisation(here):
        user = make_person(Role.VISITING_OFFICER, totp_secret=None)
    walker = visit(here)

    first_sign_in(walker, user.email, PASSWORD)
    walker.click("Use an authenticator app")
    walker.fill(code="000000")
    walker.click("Continue", role="button")
    assert "That code is not right" in walker.text()
    secret = walker.page.locator(".heed-secret").inner_text()
    walker.fill(code=code_of(secret))
    walker.click("Continue", role="button")
    walker.click("I have written them down")
    for page in (
        "",
        "recovery-codes/new/",
        "app/remove/",
        "passkeys/",
        "passkeys/add/",
    ):
        walker.open(f"/second-step/{page}")
    walker.open("/account/password/")
    walker.click("Sign out")
    first_sign_in(walker, user.email, PASSWORD)
    walker.fill(code=code_of(secret, later=1))
    walker.click("Sign in", exact=True, role="button")

    assert walker.page.url == walker.origin + "/"
    walker.fine()


def test_a_forgotten_password_is_replaced(visit, open_throwaway):
    here = open_throwaway()
    with in_organisation(here):
        user = make_person(Role.VISITING_OFFICER)
        path = reset_path(user)
    walker = visit(here)

    walker.open("/account/sign-in/")
    walker.fill(login="nobody@eastmere.example", password="not the password")
    walker.click("Sign in", exact=True, role="button")
    assert "The e-mail address or password is not right" in walker.text()
    walker.click("I have forgotten my password")
    walker.fill(email=user.email)
    walker.click("Send the link")
    assert "If that address belongs to somebody here" in walker.text()
    walker.open(path)
    walker.fill(password1="another-long-secret", password2="another-long-secret")
    walker.click("Change password")
    assert "Your password is changed" in walker.text()
    walker.open(path)
    assert "does not work any more" in walker.text()

    walker.fine()


def test_an_administrator_manages_people(walk, open_throwaway):
    here = open_throwaway()
    with in_organisation(here):
        boss = make_person(Role.ORGANISATION_ADMINISTRATOR)
        leaver = make_person(Role.REPORTER, briefed_on=None)
        teams.create_team(
            name="Licensing",
            contact_mode=ContactMode.NONE,
            does_what="",
            by=BY,
            at=timezone.now(),
        )
    walker = walk(here, boss)

    walker.open("/people/")
    with walker.within(clicks=2):
        walker.click(f"Remove {leaver.full_name}")
        walker.click("Remove", exact=True, role="button")
    assert "is out and cannot come in" in walker.page.locator("main").inner_text()
    walker.click("Invite somebody")
    walker.fill(full_name="Robin New", email="robin.new@eastmere.example")
    walker.choose("roles", "REPORTER")
    walker.click("Send the invitation")
    walker.click("Robin New")
    walker.click("Change roles")
    walker.choose("roles", "VISITING_OFFICER")
    walker.click("Save roles")
    walker.click("Record a briefing")
    walker.date("given_on", timezone.localdate())
    walker.click("Record it")
    walker.click("Change teams")
    walker.page.locator("input[name='teams']").first.check()
    walker.click("Save teams")
    assert "Visiting officer" in walker.text()
    assert "Licensing" in walker.text()
    walker.open("/people/teams/")
    walker.click("Licensing")
    walker.click("Save team")
    walker.fine()


def test_an_administrator_looks_after_sign_in(walk, open_throwaway):
    here = open_throwaway()
    with in_organisation(here):
        boss = make_person(Role.ORGANISATION_ADMINISTRATOR)
        make_person(Role.DECISION_OFFICER)
    walker = walk(here, boss)

    walker.open("/people/sign-in/")
    walker.click("Set it up")
    walker.fill(name="Staff", issuer="http://not-safe.example", client_id="heed")
    walker.click("Save")
    assert "beginning https://" in walker.text()
    walker.fill(issuer="https://login.example", client_secret="a secret")
    walker.click("Save")
    walker.click("Register a system")
    walker.fill(name="Housing system")
    walker.page.locator("select[name='responsible']").select_option(index=0)
    walker.choose("scopes", "check")
    walker.click("Register", exact=True, role="button")
    assert "It is not shown again" in walker.text()
    walker.click("Back to sign-in")
    walker.click("Stop Housing system")
    walker.click("Stop it")
    walker.fine()
