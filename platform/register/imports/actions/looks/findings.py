"""What was found, row by row, and what does one row say?"""

from collections import Counter
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Q, QuerySet

from accounts.models import User
from register.imports.actions.looks.opening import line_of, opened
from register.imports.judging.findings import Finding, FindingKind, Severity
from register.imports.judging.rules import judge_row
from register.imports.mapping.fields import Field
from register.imports.models import ImportBatch, ImportRow
from register.imports.pages import (
    Counts,
    FindingsPage,
    KindLine,
    RowField,
    RowLine,
    RowPage,
)
from register.imports.queries import columns_of, rules_of, texts_of_row
from register.refusals import NotFound
from tenants.clocks import civil_date
from tenants.codes import StatementKind


PAGE_ROWS: Final = 25
SHOW: Final = {
    "open": Q(blocked=True, left_out_reason=""),
    "warned": Q(blocked=False, left_out_reason="") & ~Q(finding_kinds=[]),
    "ready": Q(blocked=False, left_out_reason=""),
    "out": ~Q(left_out_reason=""),
    "all": Q(),
}


@transaction.atomic
def open_findings(
    *,
    batch_id: UUID,
    kind: FindingKind | None,
    show: str,
    page: int,
    by: User,
    at: datetime,
) -> FindingsPage:
    """One page of rows, those with one kind of finding or in one standing."""
    batch, _ = opened(batch_id, "findings", by=by, at=at)
    rows = batch.rows.filter(SHOW.get(show, Q()))
    if kind is not None:
        rows = rows.filter(finding_kinds__contains=[str(kind)])
    pages = max(1, -(-rows.count() // PAGE_ROWS))
    page = min(max(1, page), pages)
    shown = list(rows[(page - 1) * PAGE_ROWS : page * PAGE_ROWS])
    return FindingsPage(
        batch=line_of(batch),
        counts=counts_of(batch.rows.all()),
        kinds=kinds_of(batch.rows.filter(left_out_reason="")),
        rows=_lines(batch, shown, at=at),
        page=page,
        pages=pages,
    )


@transaction.atomic
def open_row(*, batch_id: UUID, number: int, by: User, at: datetime) -> RowPage:
    """One row, cell by cell, with what was found and what stands instead."""
    batch, _ = opened(batch_id, "row", by=by, at=at)
    row = batch.rows.filter(number=number).first()
    if row is None:
        raise NotFound("The import has no such row.")
    rules = rules_of(batch, today=civil_date(at))
    draft, _ = judge_row(texts_of_row(row, columns_of(batch)), rules)
    following = batch.rows.filter(SHOW["open"], number__gt=number).first()
    return RowPage(
        batch=line_of(batch),
        number=number,
        fields=_fields(batch, row),
        draft=draft,
        findings=_findings(row),
        blocked=row.blocked,
        statement=StatementKind(row.statement) if row.statement else None,
        left_out_reason=row.left_out_reason,
        kept_reason=row.kept_reason,
        may_be_kept=any(FindingKind(k).may_be_kept for k in row.finding_kinds)
        and not row.kept_reason,
        next_number=following.number if following else None,
        category_choices=tuple(
            (str(code), rules.pack.label_of(code)) for code in rules.pack.categories
        ),
    )


def counts_of(rows: QuerySet[ImportRow]) -> Counts:
    """Where the rows stand, in one query."""
    found = rows.aggregate(
        all_rows=Count("pk"),
        to_import=Count("pk", filter=SHOW["ready"]),
        in_the_way=Count("pk", filter=SHOW["open"]),
        to_be_read=Count("pk", filter=SHOW["warned"]),
        kept_out=Count("pk", filter=SHOW["out"]),
    )
    return Counts(
        total=found["all_rows"],
        becoming=found["to_import"],
        blocked=found["in_the_way"],
        warned=found["to_be_read"],
        left_out=found["kept_out"],
    )


def kinds_of(rows: QuerySet[ImportRow]) -> tuple[KindLine, ...]:
    """How many rows have each kind of finding: what blocks first, most first."""
    counts: Counter[str] = Counter()
    for kinds, kept in rows.values_list("finding_kinds", "kept_kinds"):
        counts.update(set(kinds) - set(kept))
    lines = [KindLine(kind=FindingKind(k), rows=n) for k, n in counts.items()]
    return tuple(
        sorted(
            lines, key=lambda line: (line.kind.severity is Severity.WARNING, -line.rows)
        )
    )


def _lines(
    batch: ImportBatch, rows: list[ImportRow], *, at: datetime
) -> tuple[RowLine, ...]:
    rules = rules_of(batch, today=civil_date(at))
    columns = columns_of(batch)
    return tuple(
        RowLine(
            number=row.number,
            draft=judge_row(texts_of_row(row, columns), rules)[0],
            findings=_findings(row),
            blocked=row.blocked,
            left_out_reason=row.left_out_reason,
            kept_reason=row.kept_reason,
        )
        for row in rows
        if row.cells
    )


def _findings(row: ImportRow) -> tuple[Finding, ...]:
    return tuple(Finding.from_record(record) for record in row.findings)


def _fields(batch: ImportBatch, row: ImportRow) -> tuple[RowField, ...]:
    findings = _findings(row)
    given = [Field(name) for name in batch.columns if name]
    wanted = {found.field for found in findings if found.field} | {
        Field(name) for name in row.corrections
    }
    extra = [field for field in Field if field in wanted and field not in given]
    fields = []
    for field in [*given, *extra]:
        index = batch.columns.index(field) if field in given else None
        cell = row.cells[index] if index is not None and row.cells else ""
        fields.append(
            RowField(
                field=field,
                cell=cell,
                text=row.corrections.get(str(field), cell),
                is_formula=index in row.formulas and str(field) not in row.corrections,
                findings=tuple(found for found in findings if found.field is field),
            )
        )
    return tuple(fields)
