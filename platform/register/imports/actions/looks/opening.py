"""Who opens an import's page, and how is that put on record?"""

from datetime import datetime
from uuid import UUID

from accounts.models import User
from audit.kinds import Kind
from register.actions.events import note
from register.imports.models import ImportBatch
from register.imports.pages import BatchLine
from register.imports.queries import batch_for, open_batches
from register.imports.states import ImportState
from register.permissions import Standing, standing_of
from register.refusals import NotFound
from tenants.clocks import civil_date
from tenants.codes import Permission


def opened(
    batch_id: UUID, page: str, *, by: User, at: datetime, kind: Kind = Kind.IMPORT_READ
) -> tuple[ImportBatch, Standing]:
    """The import, for somebody who may see it; the look is recorded."""
    who = standing_of(by, on=civil_date(at))
    batch = batch_for(batch_id, who.permissions)
    step = (
        Permission.IMPORT_REGISTER
        if Permission.IMPORT_REGISTER in who.permissions
        else Permission.COMMIT_IMPORT
    )
    note(kind, who=who, step=step, at=at, subject=str(batch.pk), details={"page": page})
    return batch, who


def batch_lines(*, by: User, at: datetime) -> list[BatchLine]:
    """The imports under way and the latest that ended. Holds no register data."""
    who = standing_of(by, on=civil_date(at))
    if not who.permissions & {Permission.IMPORT_REGISTER, Permission.COMMIT_IMPORT}:
        raise NotFound("There are no imports to see here.")
    return [line_of(batch, rows) for batch, rows in open_batches()]


def seen(batch_id: UUID, *, by: User, at: datetime) -> ImportBatch:
    """The import, for a page that shows counts alone: nothing to record."""
    return batch_for(batch_id, standing_of(by, on=civil_date(at)).permissions)


def line_of(batch: ImportBatch, rows: int | None = None) -> BatchLine:
    """An import as lists and headings show it."""
    return BatchLine(
        id=batch.pk,
        file_name=batch.file_name,
        sheet=batch.sheet,
        state=ImportState(batch.state),
        rows=batch.rows.count() if rows is None else rows,
        uploaded_by=batch.uploaded_by.full_name,
        uploaded_at=batch.uploaded_at,
        returned_reason=batch.returned_reason,
        changeable=batch.state in {ImportState.MAPPING, ImportState.CHECKING},
    )
