"""Who opens an organisation, stops it, has it served again and lets the first one in?

A page and a call come in here. To prepare and to stop, the platform's administrator or
a program of theirs is enough; to let somebody in takes a person.
"""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from accounts.actions.attempts import Attempt, noted, write
from accounts.actions.first_administrator import at_once, invite_first_administrator
from accounts.models import User
from accounts.queries.administering import (
    NotAdministrator,
    administrator,
    administrator_in_person,
)
from tenants import guests, onboarding, stopping
from tenants.opening_details import Details


def noting_attempts[**P, R](action: Callable[P, R]) -> Callable[P, R]:
    """Leave an audit event when somebody who may not tries the action."""
    return noted(action, refusal=NotAdministrator, about=("organisation_id",))


def admit(*, step: str, subject: str, on_record: bool, by: User, at: datetime) -> None:
    """Let the administrator come to a step; who only reads leaves no event.

    Raises:
        NotAdministrator: somebody else comes. The attempt is on record.
    """
    try:
        administrator(by, at=at)
    except NotAdministrator:
        if on_record:
            write(Attempt(step=step, subject=subject, by=by, at=at))
        raise


@noting_attempts
def open_one(*, details: Details, by: User, at: datetime) -> UUID:
    """Ask for an organisation; return the opening's id.

    Raises:
        NotAdministrator: somebody else asks.
        NotAsked: it cannot be opened like this.
    """
    return onboarding.ask(details, by=administrator(by, at=at))


@noting_attempts
def open_guest(
    *,
    slug: str,
    name: str,
    duty_name: str,
    duty_phone: str,
    by: User,
    at: datetime,
) -> UUID:
    """Ask for a guest organisation; return the opening's id.

    Raises:
        NotAdministrator: somebody else asks.
        NotAsked: it cannot be opened like this.
    """
    return guests.ask_for_guest(
        slug=slug,
        name=name,
        duty_name=duty_name,
        duty_phone=duty_phone,
        by=administrator(by, at=at),
    )


@noting_attempts
def suspend(
    *,
    organisation_id: UUID,
    reason: str,
    by: User,
    at: datetime,
    seen: str | None = None,
) -> UUID:
    """Ask that it is served no more.

    Raises:
        NotAdministrator: somebody else asks.
        NotStopped: it is not in a state that allows this, or changed meanwhile.
    """
    return stopping.ask(
        stopping.SUSPEND,
        organisation_id=organisation_id,
        reason=reason,
        by=administrator(by, at=at),
        at=at,
        seen=seen,
    )


@noting_attempts
def resume(
    *,
    organisation_id: UUID,
    reason: str,
    by: User,
    at: datetime,
    seen: str | None = None,
) -> UUID:
    """Ask that a suspended organisation is served again. A person does.

    Raises:
        NotAdministrator, NotAProgram: somebody else asks, or a program.
        NotStopped: it is not in a state that allows this, or changed meanwhile.
    """
    return stopping.ask(
        stopping.RESUME,
        organisation_id=organisation_id,
        reason=reason,
        by=administrator_in_person(by, at=at),
        at=at,
        seen=seen,
    )


@noting_attempts
def invite_first(
    *,
    organisation_id: UUID,
    email: str,
    full_name: str,
    by: User,
    at: datetime,
    once: Callable[[Callable[[], str]], str] = at_once,
) -> None:
    """Invite the first administrator, while nobody is there. A person does.

    Raises:
        NotAdministrator, NotAProgram: somebody else asks, or a program.
        NoSuchOrganisation: nobody opened it.
        PersonError: somebody is there, it is not served, or the address is no use.
    """
    who = administrator_in_person(by, at=at)
    invite_first_administrator(
        organisation_id=stopping.standing_of(organisation_id).id,
        email=email,
        full_name=full_name,
        by=who,
        at=at,
        once=once,
    )
