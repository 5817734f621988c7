"""What does a call on organisations send?"""

from dataclasses import dataclass

from tenants.codes import OrganisationKind


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenBody:
    """What must be known to open an organisation; `pack` is the policy to begin with."""

    slug: str
    name: str
    kind: OrganisationKind
    pack: str
    duty_name: str
    duty_phone: str
    gss_code: str = ""
    rsh_number: str = ""

    @property
    def details(self) -> dict[str, str]:
        return {
            "duty_name": self.duty_name,
            "duty_phone": self.duty_phone,
            "gss_code": self.gss_code,
            "rsh_number": self.rsh_number,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class GuestBody:
    """A contractor without staff in the system: a few named people, no register."""

    slug: str
    name: str
    duty_name: str
    duty_phone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StopBody:
    """Why. No names of people: both the organisation and a successor read it."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InviteBody:
    """The first administrator, who invites all others."""

    full_name: str
    email: str
