"""By which other ways do people and machines come in?"""

from dataclasses import dataclass
from uuid import UUID

from allauth.socialaccount.models import SocialApp

from accounts.models import ClientProfile


PROVIDER_ID = "own"


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """The organisation's provider as its administrator sees it: never the secret."""

    issuer: str
    client_id: str
    name: str
    enabled: bool
    trust_email: bool


def provider() -> Provider | None:
    """The organisation's OpenID Connect provider, if one was set up."""
    app = SocialApp.objects.filter(provider_id=PROVIDER_ID).first()
    return provider_of(app) if app else None


def provider_of(app: SocialApp) -> Provider:
    """What may be shown of a provider."""
    return Provider(
        issuer=app.settings["server_url"],
        client_id=app.client_id,
        name=app.name,
        enabled=app.settings["enabled"],
        trust_email=app.settings["trust_email"],
    )


def clients() -> list[ClientProfile]:
    """Every machine client that may still ask, with who answers for it."""
    return list(
        ClientProfile.objects.select_related("responsible", "application").filter(
            revoked_at__isnull=True
        )
    )


def client(client_id: UUID) -> ClientProfile | None:
    """One machine client that may still ask."""
    return next((one for one in clients() if one.pk == client_id), None)
