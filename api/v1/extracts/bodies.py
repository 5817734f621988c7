"""What does a call on extracts send?"""

from dataclasses import dataclass

from sharing.states import RouteKind
from tenants.codes import Activity, Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtractBody:
    """For which work and purpose, and why looking up here is not enough this time."""

    activity: Activity
    purpose: Purpose
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WayBody:
    """Whereto an extract would go, and why. SMIME needs the certificate beside it."""

    kind: RouteKind
    address: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmBody:
    """Who read it out and over which channel; for a certificate its fingerprint, typed
    as it was heard."""

    how: str
    fingerprint: str = ""
