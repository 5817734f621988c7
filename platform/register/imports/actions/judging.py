"""What is found about each row now, after whatever was changed?"""

from datetime import date

from register.imports.judging.findings import Finding
from register.imports.judging.sheets import JudgedRow, judge_sheet
from register.imports.models import ImportBatch, ImportRow
from register.imports.queries import columns_of, held, rules_of, texts_of_row


def judge(batch: ImportBatch, *, today: date) -> list[tuple[ImportRow, JudgedRow]]:
    """Judge every row again and keep what changed. Returns rows with drafts."""
    rules = rules_of(batch, today=today)
    columns = columns_of(batch)
    rows = list(ImportRow.objects.select_for_update().filter(batch=batch))
    judged = judge_sheet(
        [texts_of_row(row, columns) for row in rows],
        rules,
        held=held(),
        left_out=frozenset(row.number for row in rows if row.left_out_reason),
    )
    pairs = list(zip(rows, judged, strict=True))
    changed = [row for row, result in pairs if _keep(row, result.findings)]
    ImportRow.objects.bulk_update(
        changed, ["findings", "finding_kinds", "blocked"], batch_size=500
    )
    return pairs


def _keep(row: ImportRow, findings: tuple[Finding, ...]) -> bool:
    """Put the findings on the row; say whether that changed it."""
    records = [finding.as_record() for finding in findings]
    blocked = any(
        finding.blocks and finding.kind not in row.kept_kinds for finding in findings
    )
    if records == row.findings and blocked == row.blocked:
        return False
    row.findings = records
    row.finding_kinds = sorted({str(finding.kind) for finding in findings})
    row.blocked = blocked
    return True
