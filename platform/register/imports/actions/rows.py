"""What does a person decide about a row, or about all rows with one finding?"""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from accounts.models import User
from audit.kinds import Kind
from register.imports.actions.judging import judge
from register.imports.actions.steps import changeable, importer, tell
from register.imports.judging.findings import FindingKind
from register.imports.mapping.fields import Field
from register.imports.models import ImportBatch, ImportRow
from register.refusals import NotFound, Refused
from tenants.clocks import civil_date
from tenants.codes import StatementKind


REASON_MAX = 500
_SAY_WHY = "Say why, so that whoever asks later can be told."


@transaction.atomic
def correct(
    *,
    batch_id: UUID,
    number: int,
    texts: Mapping[Field, str],
    statement: StatementKind | None,
    clear_formulas: bool = False,
    by: User,
    at: datetime,
) -> ImportRow:
    """Put right what a row says.

    What equals its cell is no correction. A cell that held a formula stays open
    until something is typed for it, or `clear_formulas` says that nothing belongs
    there.
    """
    who = importer(by, at)
    batch = changeable(batch_id)
    row = _row(batch, number)
    row.corrections = _corrections(batch, row, texts, clear_formulas=clear_formulas)
    row.statement = str(statement or "")
    row.save()
    judge(batch, today=civil_date(at))
    tell(Kind.IMPORT_ROWS_CHANGED, batch, who=who, at=at, rows=1, row=number)
    row.refresh_from_db()
    return row


@transaction.atomic
def leave_out(
    *, batch_id: UUID, number: int, reason: str, by: User, at: datetime
) -> None:
    """Keep one row out of the register, and say why."""
    who = importer(by, at)
    batch = changeable(batch_id)
    row = _row(batch, number)
    row.left_out_reason = _reason(reason)
    row.save(update_fields=["left_out_reason"])
    judge(batch, today=civil_date(at))
    tell(Kind.IMPORT_ROWS_LEFT_OUT, batch, who=who, at=at, rows=1, row=number)


@transaction.atomic
def leave_out_all(
    *, batch_id: UUID, kind: FindingKind, reason: str, by: User, at: datetime
) -> int:
    """Keep out every row with this finding, for one reason. Returns how many."""
    who = importer(by, at)
    batch = changeable(batch_id)
    found = _with(batch, kind)
    if kind.may_be_kept:
        found = found.exclude(kept_kinds__contains=[str(kind)])
    count = found.update(left_out_reason=_reason(reason))
    judge(batch, today=civil_date(at))
    tell(
        Kind.IMPORT_ROWS_LEFT_OUT,
        batch,
        who=who,
        at=at,
        rows=count,
        finding=str(kind),
    )
    return count


@transaction.atomic
def clear_all(*, batch_id: UUID, kind: FindingKind, by: User, at: datetime) -> int:
    """Leave empty the cell of every row with this finding. Returns how many."""
    who = importer(by, at)
    batch = changeable(batch_id)
    if not kind.may_be_cleared:
        raise Refused("These cells cannot simply be left empty.")
    rows = list(_with(batch, kind))
    for row in rows:
        fields = {f["field"] for f in row.findings if f["kind"] == kind and f["field"]}
        row.corrections = row.corrections | dict.fromkeys(sorted(fields), "")
    ImportRow.objects.bulk_update(rows, ["corrections"], batch_size=500)
    judge(batch, today=civil_date(at))
    tell(
        Kind.IMPORT_ROWS_CHANGED,
        batch,
        who=who,
        at=at,
        rows=len(rows),
        finding=str(kind),
    )
    return len(rows)


@transaction.atomic
def take_back(*, batch_id: UUID, number: int, by: User, at: datetime) -> None:
    """Put a row that was left out back in."""
    who = importer(by, at)
    batch = changeable(batch_id)
    row = _row(batch, number)
    row.left_out_reason = ""
    row.save(update_fields=["left_out_reason"])
    judge(batch, today=civil_date(at))
    tell(Kind.IMPORT_ROWS_TAKEN_BACK, batch, who=who, at=at, rows=1, row=number)


@transaction.atomic
def keep(*, batch_id: UUID, number: int, reason: str, by: User, at: datetime) -> None:
    """Import a row although it looks like another, and say why."""
    who = importer(by, at)
    batch = changeable(batch_id)
    row = _row(batch, number)
    kinds = [kind for kind in row.finding_kinds if FindingKind(kind).may_be_kept]
    if not kinds:
        raise Refused("The row has no finding that can be set aside.")
    row.kept_kinds = kinds
    row.kept_reason = _reason(reason)
    row.save(update_fields=["kept_kinds", "kept_reason"])
    judge(batch, today=civil_date(at))
    tell(Kind.IMPORT_ROWS_KEPT, batch, who=who, at=at, row=number, findings=kinds)


def _row(batch: ImportBatch, number: int) -> ImportRow:
    row = batch.rows.select_for_update().filter(number=number).first()
    if row is None:
        raise NotFound("The import has no such row.")
    return row


def _with(batch: ImportBatch, kind: FindingKind) -> QuerySet[ImportRow]:
    return batch.rows.filter(finding_kinds__contains=[str(kind)], left_out_reason="")


def _corrections(
    batch: ImportBatch,
    row: ImportRow,
    texts: Mapping[Field, str],
    *,
    clear_formulas: bool,
) -> dict[str, str]:
    """The row's corrections after these texts were typed over its cells."""
    places = {name: index for index, name in enumerate(batch.columns) if name}
    corrections = dict(row.corrections)
    for field, typed in texts.items():
        name, text = str(field), typed.strip()
        index = places.get(name)
        cell = row.cells[index].strip() if index is not None else ""
        if index is not None and index in row.formulas:
            if text or clear_formulas:
                corrections[name] = text
        elif text == cell:
            corrections.pop(name, None)
        else:
            corrections[name] = text
    return corrections


def _reason(reason: str) -> str:
    text = " ".join(reason.split())
    if not text:
        raise Refused(_SAY_WHY)
    if len(text) > REASON_MAX:
        raise Refused(f"Use {REASON_MAX} characters at most for the reason.")
    return text
