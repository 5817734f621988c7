"""Which problem document does a refusal from further in become?

One table for every call. A refusal's own sentences are its `detail`; they are written
for whoever may read the thing and hold no personal data.
"""

from accounts.actions import (
    accesses,
    briefings,
    first_administrator,
    keeping_teams,
    looking_after,
    mail,
    people,
    replays,
)
from accounts.actions.naming import WrongPerson
from accounts.actions.roles import RoleError
from accounts.actions.teams import TeamNameTaken
from accounts.queries import NoSuchPerson, administering, callers
from accounts.queries.meeting import NoSuchTeam
from accounts.queries.naming import NamesNobody, NotNamer
from api.problems import Kinds, Problem
from register import refusals as register
from register.actions.reports import ContentRefused
from register.states import NotAllowedNow
from sharing import errors as sharing
from tenants import onboarding, opening_details, stopping


# The first that fits: what is narrower stands before what it is a kind of.
KIND_OF: tuple[tuple[type[Exception], Kinds], ...] = (
    (callers.NoCredential, Kinds.NO_CREDENTIAL),
    (callers.NotScoped, Kinds.NOT_ALLOWED),
    (replays.KeyReused, Kinds.KEY_REUSED),
    (administering.NotAProgram, Kinds.NEEDS_PERSON),
    (administering.NotAdministrator, Kinds.NOT_ALLOWED),
    (opening_details.WrongDetails, Kinds.INVALID),
    (opening_details.NotAsked, Kinds.CONFLICT),
    (onboarding.NoSuchOpening, Kinds.NOT_FOUND),
    (stopping.NoSuchOrganisation, Kinds.NOT_FOUND),
    (stopping.Changed, Kinds.CHANGED),
    (stopping.NotStopped, Kinds.CONFLICT),
    (first_administrator.SomebodyIsThere, Kinds.CONFLICT),
    (first_administrator.NotServed, Kinds.CONFLICT),
    (NamesNobody, Kinds.NEEDS_PERSON),
    (NotNamer, Kinds.NOT_ALLOWED),
    (NoSuchPerson, Kinds.NOT_FOUND),
    (NoSuchTeam, Kinds.NOT_FOUND),
    (looking_after.PersonChanged, Kinds.CHANGED),
    (keeping_teams.TeamChanged, Kinds.CHANGED),
    (RoleError, Kinds.REFUSED),
    (WrongPerson, Kinds.INVALID),
    (TeamNameTaken, Kinds.CONFLICT),
    (accesses.NotTheApprover, Kinds.NOT_ALLOWED),
    (accesses.OwnAccess, Kinds.REFUSED),
    (accesses.AccessError, Kinds.CONFLICT),
    (briefings.BriefingInFuture, Kinds.INVALID),
    (briefings.BriefingError, Kinds.CONFLICT),
    (mail.AlreadyJoined, Kinds.CONFLICT),
    (people.EmailNotValid, Kinds.INVALID),
    (people.PersonError, Kinds.CONFLICT),
    (register.NotPermitted, Kinds.NOT_ALLOWED),
    (register.NotFound, Kinds.NOT_FOUND),
    (register.Changed, Kinds.CHANGED),
    (NotAllowedNow, Kinds.CONFLICT),
    (ContentRefused, Kinds.INVALID),
    (register.Refused, Kinds.REFUSED),
    (sharing.NeedsPerson, Kinds.NEEDS_PERSON),
    (sharing.NotAllowed, Kinds.NOT_ALLOWED),
    (sharing.NotFound, Kinds.NOT_FOUND),
    (sharing.Changed, Kinds.CHANGED),
    (sharing.NotNow, Kinds.CONFLICT),
    (sharing.Invalid, Kinds.INVALID),
    (sharing.Refused, Kinds.REFUSED),
)


def problem_of(error: Exception) -> Problem | None:
    """The problem a refusal is told as, or None where it is our own fault."""
    kind = next((kind for kinds, kind in KIND_OF if isinstance(error, kinds)), None)
    if kind is None:
        return None
    if kind is Kinds.NO_CREDENTIAL:
        return Problem(kind, str(error), WWW_Authenticate='Bearer realm="heed"')
    return Problem(kind, str(error), errors=_fields(error))


def _fields(error: Exception) -> dict[str, str]:
    if isinstance(error, ContentRefused):
        return {problem.field: problem.sentence for problem in error.problems}
    if isinstance(error, sharing.Invalid | opening_details.WrongDetails | WrongPerson):
        return error.errors
    if isinstance(error, briefings.BriefingInFuture):
        return {"given_on": str(error)}
    return {}
