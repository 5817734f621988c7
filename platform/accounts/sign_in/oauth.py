"""Which client asks for a token, for which scopes, and who answers for it?

Client credentials only. Tokens are opaque, live in the organisation's own schema and
are kept as digests; each has its `tenants_asker` row from the same transaction.
"""

from typing import Any

from django.utils import timezone
from oauth2_provider.models import AccessToken, Application
from oauth2_provider.oauth2_validators import OAuth2Validator
from oauth2_provider.scopes import BaseScopes
from oauthlib.common import Request

from accounts.actions import clients
from accounts.actions.askers import digest_of
from accounts.models import ClientProfile
from accounts.policy import SCOPES


class ClientScopes(BaseScopes):
    """A client may ask for the scopes it was registered with, and no others."""

    def get_all_scopes(self) -> dict[str, str]:
        """Every scope there is, with its sentence."""
        return SCOPES

    def get_available_scopes(
        self, application: Application | None = None, *_: Any, **__: Any
    ) -> list[str]:
        """What this client was registered with."""
        profile = _profile(application)
        return list(profile.scopes) if profile else []

    def get_default_scopes(
        self, application: Application | None = None, *_: Any, **__: Any
    ) -> list[str]:
        """What a client gets that names none: all of its own."""
        return self.get_available_scopes(application)


class ClientValidator(OAuth2Validator):
    """Tokens only for clients with somebody to answer for them."""

    def authenticate_client(self, request: Request, *args: Any, **kwargs: Any) -> bool:
        """The secret is right and the client was not revoked."""
        if not super().authenticate_client(request, *args, **kwargs):
            return False
        profile = _profile(request.client)
        return profile is not None and profile.responsible.is_active

    def _create_access_token(
        self,
        expires: Any,
        request: Request,
        token: Any,
        source_refresh_token: Any = None,
    ) -> AccessToken:
        made: AccessToken = super()._create_access_token(
            expires, request, token, source_refresh_token
        )
        profile = _profile(request.client)
        if profile is None:
            raise ClientProfile.DoesNotExist
        clients.issue_token(
            profile=profile,
            token=token["access_token"],
            scopes=token["scope"].split(),
            ends=expires,
            at=timezone.now(),
        )
        return made

    def revoke_token(
        self,
        token: str,
        token_type_hint: str,
        request: Request,
        *args: Any,
        **kwargs: Any,
    ) -> None:
        """Only the client's own token, and its asker row with it."""
        own = AccessToken.objects.filter(
            application=request.client,
            token_checksum=digest_of(token).hex(),
        ).exists()
        super().revoke_token(token, token_type_hint, request, *args, **kwargs)
        if own:
            clients.drop_token(token=token)


def _profile(application: Application | None) -> ClientProfile | None:
    if application is None:
        return None
    return (
        ClientProfile.objects.select_related("responsible")
        .filter(application=application, revoked_at__isnull=True)
        .first()
    )
