"""Would this deployment let somebody in who should stay out?

Registered by `AccountsConfig.ready`; all of it must pass `check --deploy`.
"""

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register


DEMONSTRATION = Error(
    "HEED_DEMO is on: anybody could become anybody with one click.",
    hint="Unset HEED_DEMO. The demonstration runs on this machine only.",
    id="accounts.E001",
)
PLAIN_COOKIES = Error(
    "The session and forgery cookies go out without Secure and the __Host- name.",
    hint="Unset HEED_PLAIN_HTTP and serve over https.",
    id="accounts.E002",
)
NO_PASSKEY = Error(
    "Administrators may sign in with a factor that a false page can steal.",
    hint="Remove PASSKEY_FOR_ADMINISTRATORS = False.",
    id="accounts.E003",
)
LOOPBACK_PROVIDER = Error(
    "Single sign-on may go to a provider over plain http.",
    hint="Remove OIDC_OVER_LOOPBACK = True.",
    id="accounts.E004",
)
LONG_SESSIONS = Error(
    "Sessions are kept by another engine than accounts.sign_in.sessions, which binds"
    " them to the organisation and ends them after 20 minutes or 12 hours.",
    hint="Restore SESSION_ENGINE.",
    id="accounts.E005",
)


@register(Tags.security, deploy=True)
def sign_in_is_safe(app_configs: object, **_: object) -> list[CheckMessage]:
    """Everything that is looser in a demonstration is an error in a deployment."""
    names = (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME)
    safe_cookies = (
        all(name.startswith("__Host-") for name in names)
        and settings.SESSION_COOKIE_SECURE
        and settings.CSRF_COOKIE_SECURE
    )
    found = [
        (settings.DEMO, DEMONSTRATION),
        (not safe_cookies, PLAIN_COOKIES),
        (not settings.PASSKEY_FOR_ADMINISTRATORS, NO_PASSKEY),
        (settings.OIDC_OVER_LOOPBACK, LOOPBACK_PROVIDER),
        (settings.SESSION_ENGINE != "accounts.sign_in.sessions", LONG_SESSIONS),
    ]
    return [message for is_wrong, message in found if is_wrong]
