"""How does a checked import become reports that await a decision?

The importer sends it; a head of service, another person, has it committed; a
task writes every report in one transaction. Each report has the importer as its
reporter and the head of service as its countersigner, so a third person decides.
"""

from datetime import datetime
from typing import Protocol
from uuid import UUID

from django.db import transaction
from django.db.models.functions import Now

from accounts.models import User
from audit.kinds import Kind
from audit.outbox import post
from register.actions.attempts import noting_attempts
from register.actions.bringing_in import bring_in
from register.imports.actions.endings import end
from register.imports.actions.judging import judge
from register.imports.actions.progress import Progress
from register.imports.actions.steps import (
    changeable,
    committer,
    importer,
    locked,
    move,
    tell,
)
from register.imports.judging.contents import content_of
from register.imports.judging.facts import RowDraft
from register.imports.models import ImportBatch, ImportProgress, ImportRow
from register.imports.states import ImportState, Stage
from register.permissions import standing_of
from register.refusals import Refused, RegisterError
from tenants.clocks import civil_date
from tenants.codes import Permission
from tenants.context import current_organisation
from tenants.queries import current_pack


TASK = "register.imports.commit_import"


class Listener(Protocol):
    """Hears how far a commit has come."""

    def say(
        self, stage: Stage, done: int = 0, total: int = 0, sentence: str = ""
    ) -> None: ...


@noting_attempts
@transaction.atomic
def send(*, batch_id: UUID, by: User, at: datetime) -> ImportBatch:
    """Hand a checked import to the heads of service. No row may be blocked."""
    who = importer(by, at)
    batch = changeable(batch_id)
    judge(batch, today=civil_date(at))
    Refused.if_any(_against_sending(batch))
    move(batch, ImportState.SENT)
    batch.sent_by = by
    batch.sent_at = at
    batch.returned_reason = ""
    batch.save()
    staying = batch.rows.filter(left_out_reason="").count()
    tell(Kind.IMPORT_SENT, batch, who=who, at=at, rows=staying)
    return batch


@noting_attempts
@transaction.atomic
def return_to_importer(
    *, batch_id: UUID, reason: str, by: User, at: datetime
) -> ImportBatch:
    """Send it back with a reason instead of committing it."""
    who = committer(by, at)
    batch = locked(batch_id)
    if not reason.strip():
        raise Refused("Say what the importer should look at again.")
    if batch.state != ImportState.SENT:
        raise Refused("Only an import that was sent can be returned.")
    move(batch, ImportState.CHECKING)
    batch.returned_reason = reason.strip()
    batch.save()
    tell(Kind.IMPORT_RETURNED, batch, who=who, at=at, step=Permission.COMMIT_IMPORT)
    return batch


@noting_attempts
@transaction.atomic
def ask_for_commit(*, batch_id: UUID, by: User, at: datetime) -> ImportBatch:
    """Countersign every row and have the reports written by a task."""
    who = committer(by, at)
    batch = locked(batch_id)
    if by.pk in {batch.uploaded_by_id, batch.sent_by_id}:
        raise Refused(
            "You brought this import in, so another head of service must commit it."
        )
    move(batch, ImportState.COMMITTING)
    batch.commit_by = by
    batch.commit_asked_at = at
    batch.save()
    total = batch.rows.filter(left_out_reason="").count()
    ImportProgress.objects.update_or_create(
        batch_id=batch.pk,
        defaults={
            "stage": Stage.WAITING,
            "done": 0,
            "total": total,
            "sentence": "",
            "beat_at": Now(),
        },
    )
    post(
        task=TASK,
        organisation=current_organisation().id,
        arguments={"batch_id": str(batch.pk)},
    )
    tell(
        Kind.IMPORT_COMMIT_ASKED,
        batch,
        who=who,
        at=at,
        step=Permission.COMMIT_IMPORT,
        rows=total,
    )
    return batch


def run(*, batch_id: UUID, at: datetime) -> None:
    """Commit, telling how far it is; a refusal goes back to the importer."""
    with Progress(current_organisation(), batch_id) as progress:
        try:
            commit(batch_id=batch_id, progress=progress, at=at)
        except RegisterError as refused:
            stop(batch_id=batch_id, reason=str(refused), at=at)
            progress.say(Stage.FAILED, sentence=str(refused))


@transaction.atomic
def commit(*, batch_id: UUID, progress: Listener, at: datetime) -> int:
    """Write every row's report, all or none. Returns how many.

    Run again after it was done, it does nothing more. Rows are judged again
    first: what was sound when it was sent may have grown too old since.
    """
    batch = locked(batch_id)
    if batch.state == ImportState.COMMITTED:
        count = batch.rows.filter(report__isnull=False).count()
        progress.say(Stage.DONE, count, count)
        return count
    if batch.state != ImportState.COMMITTING or batch.commit_by is None:
        raise Refused("Nobody has asked for this import to be committed.")
    who = committer(batch.commit_by, at)
    progress.say(Stage.CHECKING)
    drafts = _sound_drafts(batch, at=at)
    for done, (row, draft) in enumerate(drafts, start=1):
        _write_report(batch, row, draft, at=at)
        progress.say(Stage.WRITING, done, len(drafts))
    move(batch, ImportState.COMMITTED)
    end(batch, at=at)
    tell(
        Kind.IMPORT_COMMITTED,
        batch,
        who=who,
        at=at,
        step=Permission.COMMIT_IMPORT,
        reports=len(drafts),
        left_out=batch.rows.exclude(left_out_reason="").count(),
    )
    progress.say(Stage.DONE, len(drafts), len(drafts))
    return len(drafts)


@transaction.atomic
def stop(*, batch_id: UUID, reason: str, at: datetime) -> None:
    """Give an import whose commit was refused back to its importer."""
    batch = locked(batch_id)
    if batch.state != ImportState.COMMITTING or batch.commit_by is None:
        return
    who = standing_of(batch.commit_by, on=civil_date(at))
    move(batch, ImportState.CHECKING)
    batch.returned_reason = reason
    batch.commit_by = None
    batch.commit_asked_at = None
    batch.save()
    judge(batch, today=civil_date(at))
    tell(Kind.IMPORT_STOPPED, batch, who=who, at=at, step=Permission.COMMIT_IMPORT)


def _against_sending(batch: ImportBatch) -> list[str]:
    reasons = []
    if batch.state != ImportState.CHECKING:
        reasons.append("Confirm the columns and the words first.")
    blocked = batch.rows.filter(blocked=True, left_out_reason="").count()
    if blocked:
        rows = "row has" if blocked == 1 else "rows have"
        reasons.append(
            f"{blocked} {rows} a finding that keeps it out. Mend each one, or leave "
            "the row out with a reason."
        )
    if not batch.rows.filter(left_out_reason="").exists():
        reasons.append("Every row is left out, so there is nothing to import.")
    return reasons


def _sound_drafts(
    batch: ImportBatch, *, at: datetime
) -> list[tuple[ImportRow, RowDraft]]:
    """The rows that become reports, or Refused where one no longer may."""
    pairs = judge(batch, today=civil_date(at))
    staying = [(row, judged) for row, judged in pairs if not row.left_out_reason]
    blocked = [str(row.number) for row, _ in staying if row.blocked]
    if blocked:
        shown = ", ".join(blocked[:20])
        raise Refused(
            f"Since the import was sent, something was found about row {shown}. "
            "Look at the findings again."
        )
    return [(row, judged.draft) for row, judged in staying]


def _write_report(
    batch: ImportBatch, row: ImportRow, draft: RowDraft, *, at: datetime
) -> None:
    content = content_of(draft, current_pack(current_organisation()))
    if content is None or batch.commit_by is None:
        raise Refused(f"Row {row.number} lacks what a report is made of.")
    row.report = bring_in(
        content=content,
        reporter=batch.uploaded_by,
        countersigner=batch.commit_by,
        at=at,
    )
    row.save(update_fields=["report"])
