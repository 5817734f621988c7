"""Who is asking, and what do we keep about them?"""

from accounts.models.accesses import AccessGiven
from accounts.models.clients import ClientProfile
from accounts.models.people import (
    Briefing,
    Invitation,
    RoleGrant,
    Team,
    TeamMembership,
    User,
)
from accounts.models.replays import CallMade
from accounts.models.sessions import Session


__all__ = [
    "AccessGiven",
    "Briefing",
    "CallMade",
    "ClientProfile",
    "Invitation",
    "RoleGrant",
    "Session",
    "Team",
    "TeamMembership",
    "User",
]
