"""What lies over an entry without changing its state?

Restricted processing caps what anybody sees; a legal hold delays erasure and changes
no answer.
"""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from accounts.queries import actor
from audit.kinds import Kind
from register.actions import publishing
from register.actions.attempts import noting_attempts
from register.actions.corrections import permitted_step
from register.actions.entries import locked
from register.actions.events import note
from register.actions.history import add_change
from register.models import Entry
from register.permissions import standing_of
from register.refusals import Refused
from register.states import ENDED_STATES, ChangeKind
from tenants.clocks import civil_date


type Kinds = tuple[Kind, ChangeKind]

RESTRICTED: Kinds = (Kind.ENTRY_RESTRICTED, ChangeKind.RESTRICTED)
UNRESTRICTED: Kinds = (Kind.ENTRY_UNRESTRICTED, ChangeKind.UNRESTRICTED)
HELD: Kinds = (Kind.ENTRY_HELD, ChangeKind.HELD)
UNHELD: Kinds = (Kind.ENTRY_UNHELD, ChangeKind.UNHELD)


@noting_attempts
@transaction.atomic
def restrict_processing(
    *, reference: str, reason: str, version: int | None = None, by: User, at: datetime
) -> Entry:
    """From the next check everybody sees "seek advice" and no more; nothing is newly
    released. UK GDPR Art. 18."""
    entry = _lay(reference, reason, RESTRICTED, version=version, by=by, at=at)
    return _restrict(entry, restricted=True, by=by, at=at)


@noting_attempts
@transaction.atomic
def lift_restriction(
    *, reference: str, reason: str, version: int | None = None, by: User, at: datetime
) -> Entry:
    entry = _lay(reference, reason, UNRESTRICTED, version=version, by=by, at=at)
    return _restrict(entry, restricted=False, by=by, at=at)


@noting_attempts
@transaction.atomic
def hold(
    *, reference: str, reason: str, version: int | None = None, by: User, at: datetime
) -> Entry:
    """Keep the entry from erasure while a claim or an inquiry needs it. It answers
    checks, or does not, exactly as before."""
    entry = _lay(reference, reason, HELD, version=version, by=by, at=at)
    return _hold(entry, held=True)


@noting_attempts
@transaction.atomic
def lift_hold(
    *, reference: str, reason: str, version: int | None = None, by: User, at: datetime
) -> Entry:
    """The claim is over: the entry is erased when its time has come."""
    entry = _lay(reference, reason, UNHELD, version=version, by=by, at=at)
    return _hold(entry, held=False)


def _lay(
    reference: str,
    reason: str,
    kinds: Kinds,
    *,
    version: int | None,
    by: User,
    at: datetime,
) -> Entry:
    """Authorise, lock, and put on record; the caller changes the entry."""
    who = standing_of(by, on=civil_date(at))
    step = permitted_step(who)
    if not reason.strip():
        raise Refused("Say why.")
    entry = locked(reference)
    entry.refuse_if_changed(version)
    event, change = kinds
    add_change(entry, change, reason=reason, by=by, at=at)
    note(event, who=who, step=step, at=at, subject=entry.reference)
    return entry


def _restrict(entry: Entry, *, restricted: bool, by: User, at: datetime) -> Entry:
    if entry.state in ENDED_STATES:
        raise Refused("This entry has ended.")
    if entry.processing_restricted is restricted:
        raise Refused("Nothing would change.")
    entry.processing_restricted = restricted
    entry.save(update_fields=["processing_restricted"])
    who = standing_of(by, on=civil_date(at))
    role = who.role_for(permitted_step(who))
    publishing.republish(entry, by=actor(by, role=role), at=at)
    return entry


def _hold(entry: Entry, *, held: bool) -> Entry:
    if entry.erasing_at is not None:
        raise Refused("This entry is being erased already; it cannot be held.")
    if entry.legal_hold is held:
        raise Refused("Nothing would change.")
    entry.legal_hold = held
    entry.save(update_fields=["legal_hold"])
    return entry
