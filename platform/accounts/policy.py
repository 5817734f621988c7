"""How long does a briefing, a session, an invitation count, and what is a factor?

Plain Python: no Django.
"""

from calendar import monthrange
from datetime import date, timedelta
from enum import StrEnum

from tenants.codes import OrganisationKind


IDLE = timedelta(minutes=20)
ABSOLUTE = timedelta(hours=12)
BEFORE_SIGN_IN = timedelta(minutes=30)
INVITATION = timedelta(days=7)
STEP_UP = timedelta(minutes=15)
TOUCH_EVERY = timedelta(minutes=1)
TOKEN = timedelta(hours=1)


class Factor(StrEnum):
    """What a session has proved beside a password."""

    NONE = "none"
    TOTP = "totp"
    RECOVERY = "recovery_codes"
    PASSKEY = "webauthn"
    SINGLE_SIGN_ON = "oidc"
    DEMO = "demo"

    @property
    def counts(self) -> bool:
        """Everything but nothing is a second factor."""
        return self is not Factor.NONE

    @property
    def resists_phishing(self) -> bool:
        """A passkey, or whatever the organisation's own provider asks for."""
        return self in {Factor.PASSKEY, Factor.SINGLE_SIGN_ON, Factor.DEMO}


def briefing_ends(given_on: date, months: int) -> date:
    """The first day on which a briefing given on that day no longer counts.

    A briefing on the 31st ends on the last day of a shorter month.
    """
    years, month = divmod(given_on.month - 1 + months, 12)
    year = given_on.year + years
    day = min(given_on.day, monthrange(year, month + 1)[1])
    return date(year, month + 1, day)


# What a machine client may be allowed. Each call of the API names the one it needs.
SCOPES: dict[str, str] = {
    "check": "Check before a visit, and acknowledge recalls",
    "register:read": "Read entries",
    "reports:write": "Send in and countersign reports",
    "decide": "Decide, review, withdraw and correct entries",
    "sharing:manage": "Manage agreements and releases",
    "audit:read": "Read the audit and receipts",
    "rights": "Handle rights requests",
    "platform": "Manage organisations (the platform's own clients only)",
}
PLATFORM_SCOPE = "platform"


def scopes_for(kind: str) -> dict[str, str]:
    """What a client of an organisation of this kind may be given: the platform's own
    manage organisations and do nothing else, and nobody else's do."""
    platform = kind == OrganisationKind.PLATFORM
    return {
        scope: sentence
        for scope, sentence in SCOPES.items()
        if (scope == PLATFORM_SCOPE) == platform
    }
