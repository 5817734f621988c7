"""What does the whole sheet come to, row by row?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from register.imports.judging.duplicates import find_duplicates
from register.imports.judging.facts import Held, RowDraft, RowTexts, Rules
from register.imports.judging.findings import Finding
from register.imports.judging.rules import judge_row
from register.imports.mapping.fields import Field
from register.imports.reading.tables import TableRow


@dataclass(frozen=True, slots=True)
class JudgedRow:
    """One row's draft with everything found about it."""

    draft: RowDraft
    findings: tuple[Finding, ...]


def texts_of(
    row: TableRow, columns: Sequence[Field | None], corrections: dict[Field, str]
) -> RowTexts:
    """Lay a row's cells under the fields of its columns, corrections on top."""
    texts: dict[Field, str] = {}
    formulas: set[Field] = set()
    for index, field in enumerate(columns):
        if field is None:
            continue
        texts[field] = row.cells[index]
        if index in row.formulas:
            formulas.add(field)
    texts.update(corrections)
    return RowTexts(
        number=row.number,
        texts=texts,
        formulas=frozenset(formulas - corrections.keys()),
    )


def judge_sheet(
    rows: Sequence[RowTexts],
    rules: Rules,
    *,
    held: Iterable[Held] = (),
    left_out: frozenset[int] = frozenset(),
) -> list[JudgedRow]:
    """Judge every row; rows left out are no row's duplicate."""
    judged = [judge_row(row, rules) for row in rows]
    drafts = [draft for draft, _ in judged]
    duplicates = find_duplicates(drafts, held, left_out=left_out)
    return [
        JudgedRow(draft, (*findings, *duplicates.get(draft.number, ())))
        for draft, findings in judged
    ]
