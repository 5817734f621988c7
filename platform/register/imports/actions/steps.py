"""Who takes a step with an import, with which import, and how is it recorded?"""

from datetime import datetime
from uuid import UUID

from accounts.models import User
from audit.kinds import Kind
from register.actions.events import note
from register.imports.models import ImportBatch
from register.imports.states import IMPORT_TRANSITIONS, ImportState
from register.permissions import Standing, against_permission, standing_of
from register.refusals import NotFound, NotPermitted, Refused
from register.states import next_state
from tenants.clocks import civil_date
from tenants.codes import Permission


def importer(by: User, at: datetime) -> Standing:
    """The person's standing, or NotPermitted where they may not import."""
    return _allowed(by, at, Permission.IMPORT_REGISTER)


def committer(by: User, at: datetime) -> Standing:
    """The person's standing, or NotPermitted where they may not commit."""
    return _allowed(by, at, Permission.COMMIT_IMPORT)


def locked(batch_id: UUID) -> ImportBatch:
    """The import, locked until the transaction ends, or NotFound."""
    found = (
        ImportBatch.objects.select_for_update(of=("self",)).filter(pk=batch_id).first()
    )
    if found is None:
        raise NotFound("There is no such import.")
    return found


def changeable(batch_id: UUID) -> ImportBatch:
    """The import, locked, while its importer may still change it."""
    batch = locked(batch_id)
    if batch.state not in {ImportState.MAPPING, ImportState.CHECKING}:
        now = ImportState(batch.state).label.lower()
        raise Refused(f"This import can no longer be changed: {now}.")
    return batch


def move(batch: ImportBatch, to: ImportState) -> None:
    """Take the import to its next state, or NotAllowedNow. Does not save."""
    batch.state = next_state(
        IMPORT_TRANSITIONS, what="import", now=ImportState(batch.state), to=to
    )


def tell(
    kind: Kind,
    batch: ImportBatch,
    *,
    who: Standing,
    at: datetime,
    step: Permission = Permission.IMPORT_REGISTER,
    **details: object,
) -> None:
    """Record one event about an import: counts and codes, never a row's words."""
    note(kind, who=who, step=step, at=at, subject=str(batch.pk), details=details)


def _allowed(by: User, at: datetime, permission: Permission) -> Standing:
    who = standing_of(by, on=civil_date(at))
    NotPermitted.if_any(against_permission(who, permission))
    return who
