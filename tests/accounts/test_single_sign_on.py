"""May the organisation's own provider bring somebody in, and whom?

Over a real, certified OpenID Connect provider on loopback.
"""

import re
from urllib.parse import urljoin, urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount, SocialApp

from accounts.actions import people, single_sign_on
from accounts.actions.single_sign_on import IssuerNotSafe, SecretMissing
from accounts.models import User
from tenants.codes import Role
from tests.accounts import provider
from tests.accounts.making import AT, BY, make_person, session_row, sign_in


KNOWN = "robin@eastmere.example"
SECRET = "the provider's own secret"
SAID = {
    "robin": {"email": KNOWN, "email_verified": True, "name": "Robin"},
    "stranger": {"email": "stranger@eastmere.example", "email_verified": True},
    "impostor": {"email": KNOWN, "email_verified": False},
    "no address": {"name": "Nobody"},
}


@pytest.fixture(scope="module")
def issuer():
    with provider.running(
        people=SAID,
        client_id="heed",
        client_secret=SECRET,
        redirect_uri="http://eastmere.localhost/account/single-sign-on/own/back/",
    ) as address:
        yield address


@pytest.fixture
def eastmere_with_provider(in_eastmere, issuer, settings):
    settings.OIDC_OVER_LOOPBACK = True
    set_up(issuer)
    return in_eastmere


def set_up(issuer, **changes):
    given = {
        "issuer": issuer,
        "client_id": "heed",
        "client_secret": SECRET,
        "name": "Eastmere staff",
        "enabled": True,
        "trust_email": False,
    }
    return single_sign_on.set_provider(**(given | changes), by=BY, at=AT)


def come_in(client, name):
    """Through the provider's own pages, back to ours. Returns our answer."""
    away = client.get("/account/single-sign-on/own/")
    assert away.status_code == 302
    browser = requests.Session()
    address = away["Location"]
    form = {"prompt": "login", "login": name, "password": "anything"}
    for _ in range(8):
        page = browser.get(address, allow_redirects=False)
        while page.is_redirect:
            address = urljoin(page.url, page.headers["Location"])
            if urlsplit(address).hostname == "eastmere.localhost":
                back = urlsplit(address)
                return client.get(f"{back.path}?{back.query}")
            page = browser.get(address, allow_redirects=False)
        action = re.findall(r'action="([^"]+)"', page.text)[0]
        target = urljoin(page.url, action)
        asked = re.findall(r'name="prompt" value="(\w+)"', page.text)[0]
        form["prompt"] = asked
        answer = browser.post(target, data=form, allow_redirects=False)
        address = urljoin(target, answer.headers["Location"])
    pytest.fail("The provider never sent us back.")


def test_somebody_who_is_registered_comes_in(eastmere_with_provider, client_at):
    user = make_person(
        Role.VISITING_OFFICER, email=KNOWN, password=None, totp_secret=None
    )
    client = client_at(eastmere_with_provider)
    assert (
        "Sign in with Eastmere staff"
        in client.get("/account/sign-in/").content.decode()
    )

    answer = come_in(client, "robin")

    assert answer["Location"] == "/"
    assert session_row(client).actor_id == str(user.pk)
    assert session_row(client).second_factor
    assert client.get("/second-step/").status_code == 200


def test_the_same_subject_is_the_same_person_even_with_another_address(
    eastmere_with_provider, client_at
):
    user = make_person(email=KNOWN, password=None, totp_secret=None)
    come_in(client_at(eastmere_with_provider), "robin")
    User.objects.filter(pk=user.pk).update(email="married@eastmere.example")

    client = client_at(eastmere_with_provider)
    come_in(client, "robin")

    assert session_row(client).actor_id == str(user.pk)


@pytest.mark.parametrize("name", ["stranger", "impostor", "no address"])
def test_nobody_else_comes_in_and_nobody_is_made(
    eastmere_with_provider, client_at, name
):
    make_person(email=KNOWN, password=None, totp_secret=None)
    before = User.objects.count()
    client = client_at(eastmere_with_provider)

    answer = come_in(client, name)

    assert answer["Location"] == "/account/sign-in/"
    assert (
        "nobody with that e-mail address"
        in client.get("/account/sign-in/").content.decode()
    )
    assert client.get("/second-step/").status_code == 302
    assert User.objects.count() == before
    assert not SocialAccount.objects.exists()


def test_an_address_counts_unverified_only_where_the_administrator_says_so(
    eastmere_with_provider, client_at, issuer
):
    make_person(email=KNOWN, password=None, totp_secret=None)
    set_up(issuer, trust_email=True)

    answer = come_in(client_at(eastmere_with_provider), "impostor")

    assert answer["Location"] == "/"


def test_a_leaver_does_not_come_in(eastmere_with_provider, client_at):
    user = make_person(email=KNOWN, password=None, totp_secret=None)
    come_in(client_at(eastmere_with_provider), "robin")
    people.disable_person(user=user, by=BY, at=AT)

    client = client_at(eastmere_with_provider)
    answer = come_in(client, "robin")

    assert answer["Location"] == "/account/sign-in/"
    assert client.get("/second-step/").status_code == 302


def test_switched_off_it_leads_nowhere(eastmere_with_provider, client_at, issuer):
    set_up(issuer, enabled=False)

    client = client_at(eastmere_with_provider)

    assert "Eastmere staff" not in client.get("/account/sign-in/").content.decode()
    assert client.get("/account/single-sign-on/own/").status_code == 404


def test_another_issuer_vouches_for_nobody_yet(
    eastmere_with_provider, client_at, issuer
):
    make_person(email=KNOWN, password=None, totp_secret=None)
    come_in(client_at(eastmere_with_provider), "robin")

    set_up("https://elsewhere.example")

    assert not SocialAccount.objects.exists()


def test_another_organisation_does_not_know_the_provider(
    eastmere_with_provider, torley, client_at
):
    path = "/account/single-sign-on/own/"
    assert client_at(eastmere_with_provider).get(path).status_code == 302

    client = client_at(torley)

    assert client.get(path).status_code == 404
    assert "Eastmere staff" not in client.get("/account/sign-in/").content.decode()


def test_the_secret_is_not_kept_in_the_clear(eastmere_with_provider):
    app = SocialApp.objects.get()

    assert SECRET not in f"{app.secret} {app.settings}"


@pytest.mark.parametrize(
    "issuer",
    [
        "http://login.eastmere.example",
        "ftp://login.eastmere.example",
        "https://",
        "https://login.example?tenant=1",
        "not an address",
    ],
)
def test_an_issuer_that_is_not_safe_is_refused(in_eastmere, issuer):
    with pytest.raises(IssuerNotSafe, match="https://"):
        set_up(issuer)


def test_a_secret_must_be_given_once(in_eastmere):
    with pytest.raises(SecretMissing):
        set_up("https://login.example", client_secret="")

    set_up("https://login.example")
    set_up("https://login.example", client_secret="", name="Renamed")

    assert SocialApp.objects.get().name == "Renamed"


def test_an_administrator_sets_it_up_on_a_page(in_eastmere, client_at, settings):
    settings.PASSKEY_FOR_ADMINISTRATORS = False
    client = sign_in(
        client_at(in_eastmere), make_person(Role.ORGANISATION_ADMINISTRATOR)
    )

    wrong = client.post("/people/sign-in/own/", {"issuer": "http://x.example"})
    right = client.post(
        "/people/sign-in/own/",
        {
            "name": "Eastmere staff",
            "issuer": "https://login.eastmere.example",
            "client_id": "heed",
            "client_secret": SECRET,
            "enabled": "on",
        },
    )

    assert wrong.status_code == 422
    assert right["Location"] == "/people/sign-in/"
    page = client.get("/people/sign-in/").content.decode()
    assert "https://login.eastmere.example" in page
    assert SECRET not in page
