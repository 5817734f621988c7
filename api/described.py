"""What of the description holds for every call: credentials, and closed bodies?

Imported with the calls, so that drf-spectacular finds the credentials.
"""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from drf_spectacular.extensions import OpenApiAuthenticationExtension


if TYPE_CHECKING:
    from drf_spectacular.openapi import AutoSchema


CHECK = "check"


class CredentialScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """A machine's token for scopes, or the session of somebody signed in."""

    target_class = "api.callers.Credential"
    name = ["client", "session"]

    def get_security_definition(
        self, auto_schema: "AutoSchema"
    ) -> list[dict[str, Any]]:
        del auto_schema
        return [
            {
                "type": "oauth2",
                "flows": {
                    "clientCredentials": {
                        "tokenUrl": "/oauth/token/",
                        "scopes": {CHECK: "Check before a visit or contact."},
                    }
                },
            },
            {
                "type": "apiKey",
                "in": "cookie",
                "name": settings.SESSION_COOKIE_NAME,
                "description": "With the CSRF token in X-CSRFToken on every POST.",
            },
        ]

    def get_security_requirement(
        self, auto_schema: "AutoSchema"
    ) -> list[dict[str, list[Any]]]:
        """Either of the two, and for a machine the scope that `routes.py` names."""
        del auto_schema
        return [{"client": [CHECK]}, {"session": []}]


def close_bodies(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Say that a body takes no field but those described, as it really does not."""
    for name, schema in result["components"]["schemas"].items():
        if name.endswith("Request"):
            schema["additionalProperties"] = False
    return result
