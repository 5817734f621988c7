"""With whose own sign-in may people of this organisation come in?"""

from datetime import datetime
from urllib.parse import urlsplit

from allauth.socialaccount.models import SocialAccount, SocialApp
from django.conf import settings
from django.db import transaction

from accounts.queries import PROVIDER_ID, Provider, provider_of
from accounts.sealing import seal
from audit.actions import record
from audit.actors import Actor
from audit.kinds import Kind
from tenants.context import current_organisation


PROVIDER = "openid_connect"
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


class IssuerNotSafe(Exception):
    """Enter the issuer's address beginning https://, without a question mark."""


class SecretMissing(Exception):
    """Enter the client secret that the provider gave you."""


@transaction.atomic
def set_provider(
    *,
    issuer: str,
    client_id: str,
    client_secret: str,
    name: str,
    enabled: bool,
    trust_email: bool,
    by: Actor,
    at: datetime,
) -> Provider:
    """Set up or change the provider. An empty secret keeps the one there was.

    Another issuer is another authority: the accounts it had vouched for are let go,
    so that nobody comes in on a subject the old issuer had used for somebody else.
    """
    address = _clean_issuer(issuer)
    app = SocialApp.objects.filter(provider_id=PROVIDER_ID).first()
    if app is None:
        app = SocialApp(provider=PROVIDER, provider_id=PROVIDER_ID, settings={})
    sealed = _sealed(client_secret) or app.settings.get("sealed_secret")
    if sealed is None:
        raise SecretMissing(SecretMissing.__doc__)
    if app.settings.get("server_url") not in {None, address}:
        SocialAccount.objects.filter(provider=PROVIDER_ID).delete()
    app.name, app.client_id, app.secret = name.strip(), client_id.strip(), ""
    app.settings = {
        "server_url": address,
        "sealed_secret": sealed,
        "enabled": enabled,
        "trust_email": trust_email,
        "oauth_pkce_enabled": True,
    }
    app.save()
    _note(app, by=by, at=at)
    return provider_of(app)


def _note(app: SocialApp, *, by: Actor, at: datetime) -> None:
    said = ("server_url", "enabled", "trust_email")
    record(
        kind=Kind.SIGN_IN_CHANGED,
        organisation=current_organisation().id,
        by=by,
        at=at,
        subject=PROVIDER_ID,
        details={name: app.settings[name] for name in said},
    )


def _clean_issuer(issuer: str) -> str:
    parts = urlsplit(issuer.strip())
    secure = parts.scheme == "https" or (
        settings.OIDC_OVER_LOOPBACK
        and parts.scheme == "http"
        and parts.hostname in LOOPBACK
    )
    if not secure or not parts.hostname or parts.query or parts.fragment:
        raise IssuerNotSafe(IssuerNotSafe.__doc__)
    return issuer.strip().rstrip("/")


def _sealed(secret: str) -> str | None:
    if not secret.strip():
        return None
    return seal(
        secret.strip(),
        organisation=current_organisation().id,
        keys=[settings.SECRET_KEY],
    )
