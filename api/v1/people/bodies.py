"""What does a call on the people of an organisation send?"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tenants.codes import ContactMode, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonBody:
    """Somebody new: who they are, what they may do, whom they work with."""

    full_name: str
    email: str
    roles: tuple[Role, ...]
    phone: str = ""
    teams: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RolesBody:
    """Every role that the person holds from now. What is left out is taken away."""

    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamsBody:
    """Every team that the person is in from now, by id."""

    teams: tuple[UUID, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DetailsBody:
    """What the person is called and where they are rung; the address stays."""

    full_name: str
    phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefingBody:
    """The day on which the briefing was given."""

    given_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamBody:
    """A team, and how its work brings it near people."""

    name: str
    contact_mode: ContactMode
    does_what: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamChangeBody:
    """All of what may change about a team. `active` false puts it out of use."""

    contact_mode: ContactMode
    active: bool
    does_what: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessBody:
    """The reference of the completed form, as your own records name it. No names."""

    form_reference: str = ""
