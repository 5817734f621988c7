"""What would a commit make of an import, and how far has it come?"""

from collections import Counter
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction

from accounts.models import User
from audit.kinds import Kind
from register.imports.actions.looks.findings import counts_of, kinds_of
from register.imports.actions.looks.opening import line_of, opened, seen
from register.imports.judging.findings import Severity
from register.imports.judging.rules import judge_row
from register.imports.models import ImportBatch
from register.imports.outcomes import outcome_workbook
from register.imports.pages import Counts, ProgressPage, SummaryPage
from register.imports.queries import columns_of, progress_of, rules_of, texts_of_row
from register.imports.states import ImportState, Stage
from register.permissions import Standing
from tenants.clocks import civil_date
from tenants.codes import Permission, StatementKind


STALLED_AFTER: Final = timedelta(seconds=60)


@transaction.atomic
def open_summary(*, batch_id: UUID, by: User, at: datetime) -> SummaryPage:
    """The dry run: nothing is written but that somebody looked."""
    batch, who = opened(batch_id, "summary", by=by, at=at)
    staying = batch.rows.filter(left_out_reason="")
    kinds = kinds_of(staying)
    counts = counts_of(batch.rows.all())
    why_not = _why_not(batch, counts, who)
    categories, statements = _shares(batch, at=at)
    reasons = Counter(
        batch.rows.exclude(left_out_reason="").values_list("left_out_reason", flat=True)
    )
    return SummaryPage(
        batch=line_of(batch),
        counts=counts,
        by_category=tuple(categories.most_common()),
        by_statement=tuple(statements.most_common()),
        left_out=tuple(reasons.most_common()),
        warnings=tuple(k for k in kinds if k.kind.severity is Severity.WARNING),
        blocks=tuple(k for k in kinds if k.kind.severity is Severity.BLOCK),
        may_send=batch.state == ImportState.CHECKING and not why_not,
        may_commit=batch.state == ImportState.SENT and not why_not,
        why_not=why_not,
        sent_by=batch.sent_by.full_name if batch.sent_by else "",
        commit_by=batch.commit_by.full_name if batch.commit_by else "",
    )


def open_progress(*, batch_id: UUID, by: User, at: datetime) -> ProgressPage:
    """How far the commit has come, by counts alone: asked every few seconds."""
    batch = seen(batch_id, by=by, at=at)
    progress = progress_of(batch_id)
    waiting = batch.state == ImportState.COMMITTING
    late = progress is not None and at - progress.beat_at > STALLED_AFTER
    return ProgressPage(
        batch=line_of(batch),
        stage=Stage(progress.stage) if progress else Stage.WAITING,
        done=progress.done if progress else 0,
        total=progress.total if progress else 0,
        stalled=waiting and late,
        sentence=progress.sentence if progress else "",
        reports=batch.rows.filter(report__isnull=False).count(),
    )


@transaction.atomic
def open_outcome_report(*, batch_id: UUID, by: User, at: datetime) -> tuple[bytes, str]:
    """The report to download: a workbook and its name. Row by row, what became of it."""
    batch, _ = opened(batch_id, "report", by=by, at=at, kind=Kind.IMPORT_REPORT_READ)
    rows = list(batch.rows.select_related("report"))
    return outcome_workbook(batch, rows), f"import-{at:%Y-%m-%d}.xlsx"


def _why_not(batch: ImportBatch, counts: Counts, who: Standing) -> tuple[str, ...]:
    """What keeps the next step from being taken by this person."""
    reasons = []
    if batch.state == ImportState.CHECKING:
        if Permission.IMPORT_REGISTER not in who.permissions:
            reasons.append("Only somebody who may import can send it on.")
        if counts.blocked:
            reasons.append(
                f"{counts.blocked} of the rows cannot be imported as they are. "
                "Mend them, or leave them out with a reason."
            )
        if not counts.becoming:
            reasons.append("No row is left to import.")
    elif batch.state == ImportState.SENT:
        if Permission.COMMIT_IMPORT not in who.permissions:
            reasons.append("A head of service must commit it.")
        elif who.user.pk in {batch.uploaded_by_id, batch.sent_by_id}:
            reasons.append("You brought it in, so another head of service commits it.")
    return tuple(reasons)


def _shares(
    batch: ImportBatch, *, at: datetime
) -> tuple[Counter[str], Counter[StatementKind]]:
    """Of the rows that would be imported: how many of each category and kind."""
    categories: Counter[str] = Counter()
    statements: Counter[StatementKind] = Counter()
    if batch.state not in {ImportState.CHECKING, ImportState.SENT}:
        return categories, statements
    rules = rules_of(batch, today=civil_date(at))
    columns = columns_of(batch)
    for row in batch.rows.filter(left_out_reason="", blocked=False):
        draft, _ = judge_row(texts_of_row(row, columns), rules)
        if draft.category is not None:
            categories[rules.pack.label_of(draft.category)] += 1
        statements[draft.statement] += 1
    return categories, statements
