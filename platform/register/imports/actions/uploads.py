"""How does a file become an import that somebody can look through?"""

import hashlib
from datetime import datetime
from pathlib import PurePath
from uuid import UUID, uuid4

from django.db import transaction

from accounts.models import User
from accounts.queries import actor
from audit.kinds import Kind
from documents.actions import store
from documents.models import DocumentKind
from documents.queries import read
from register.actions.attempts import noting_attempts
from register.actions.events import note
from register.imports.actions.steps import changeable, importer, tell
from register.imports.mapping.columns import guess_columns
from register.imports.models import ImportBatch, ImportRow
from register.imports.reading.refusals import FileRefused
from register.imports.reading.tables import Table, read_table
from register.imports.states import ImportState
from register.permissions import Standing
from register.refusals import NotPermitted, Refused
from tenants.clocks import civil_date
from tenants.codes import Permission
from tenants.context import current_organisation
from tenants.queries import current_pack


FILE_NAME_MAX = 120
CONTENT_TYPES = {
    True: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    False: "text/csv",
}


def upload(*, data: bytes, file_name: str, by: User, at: datetime) -> UUID:
    """Read a register's file and stage its rows. Returns the import's id.

    Raises:
        Refused: the file is not one; the refusal is recorded all the same.
    """
    who = importer(by, at)
    if not current_pack(current_organisation()).has_register:
        raise NotPermitted("This organisation keeps no register.")
    try:
        table = read_table(data)
    except FileRefused as refused:
        _record_refusal(refused, len(data), who=who, at=at)
        raise Refused(str(refused)) from refused
    return _stage(table, data, file_name, who=who, at=at)


@noting_attempts
@transaction.atomic
def read_sheet(*, batch_id: UUID, sheet: str, by: User, at: datetime) -> None:
    """Take another sheet of the same file; what was done to the first is dropped."""
    who = importer(by, at)
    batch = changeable(batch_id)
    if batch.document is None or sheet not in batch.sheets:
        raise Refused("The file has no sheet of that name. Choose one it has.")
    try:
        table = read_table(read(batch.document), sheet=sheet)
    except FileRefused as refused:
        raise Refused(str(refused)) from refused
    batch.rows.all().delete()
    batch.state = ImportState.MAPPING
    batch.category_words = {}
    batch.precaution_words = {}
    batch.statements = {}
    _fill(batch, table, at=at)
    batch.save()
    _add_rows(batch, table)
    tell(Kind.IMPORT_UPLOADED, batch, who=who, at=at, rows=len(table.rows))


@transaction.atomic
def _stage(
    table: Table, data: bytes, file_name: str, *, who: Standing, at: datetime
) -> UUID:
    batch = ImportBatch(
        pk=uuid4(),
        file_name=PurePath(file_name.replace("\\", "/")).name[-FILE_NAME_MAX:],
        uploaded_by=who.user,
        uploaded_at=at,
    )
    workbook = data.startswith(b"PK")
    batch.document = store(
        kind=DocumentKind.IMPORT,
        content=data,
        file_name="register.xlsx" if workbook else "register.csv",
        content_type=CONTENT_TYPES[workbook],
        about=batch.pk,
        by=actor(who.user, role=who.role_for(Permission.IMPORT_REGISTER)),
        at=at,
    )
    _fill(batch, table, at=at)
    batch.save(force_insert=True)
    _add_rows(batch, table)
    tell(
        Kind.IMPORT_UPLOADED,
        batch,
        who=who,
        at=at,
        rows=len(table.rows),
        sha256=hashlib.sha256(data).hexdigest(),
    )
    return batch.pk


def _fill(batch: ImportBatch, table: Table, *, at: datetime) -> None:
    guesses = guess_columns(table, today=civil_date(at))
    batch.sheet = table.sheet
    batch.sheets = list(table.sheets)
    batch.headings = list(table.headings)
    batch.columns = [str(guess.field or "") for guess in guesses]
    batch.certainties = [guess.certainty for guess in guesses]


def _add_rows(batch: ImportBatch, table: Table) -> None:
    ImportRow.objects.bulk_create(
        [
            ImportRow(
                batch=batch,
                number=row.number,
                cells=list(row.cells),
                formulas=sorted(row.formulas),
            )
            for row in table.rows
        ],
        batch_size=1000,
    )


@transaction.atomic
def _record_refusal(
    refused: FileRefused, size: int, *, who: Standing, at: datetime
) -> None:
    note(
        Kind.IMPORT_REFUSED,
        who=who,
        step=Permission.IMPORT_REGISTER,
        at=at,
        subject="import",
        details={"refusal": str(refused.refusal), "bytes": size},
    )
