"""How does an import end, and what of it stays?

What stays is each row's number, what was found and what became of it. The words
of the old register and the uploaded file go.
"""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction

from accounts.models import User
from audit.actions import record
from audit.actors import Actor
from audit.kinds import Kind
from audit.outbox import post
from documents import storage
from documents.models import Document, DocumentKind
from register.imports.actions.steps import importer, locked, move, tell
from register.imports.models import ImportBatch
from register.imports.states import ImportState
from register.refusals import Refused
from tenants.context import current_organisation


REMOVE_FILE: Final = "register.imports.remove_file"
UNFINISHED_FOR: Final = timedelta(days=30)


@transaction.atomic
def abandon(*, batch_id: UUID, by: User, at: datetime) -> None:
    """Give an import up. Nothing of it reaches the register."""
    who = importer(by, at)
    batch = locked(batch_id)
    if batch.state == ImportState.COMMITTING:
        raise Refused("The import is being committed and can no longer be abandoned.")
    move(batch, ImportState.ABANDONED)
    end(batch, at=at)
    tell(Kind.IMPORT_ABANDONED, batch, who=who, at=at)


@transaction.atomic
def abandon_old(*, by: Actor, at: datetime) -> int:
    """Give up imports that nobody finished in 30 days. Returns how many."""
    old = ImportBatch.objects.select_for_update(of=("self",)).filter(
        state__in=[ImportState.MAPPING, ImportState.CHECKING, ImportState.SENT],
        uploaded_at__lt=at - UNFINISHED_FOR,
    )
    batches = list(old)
    for batch in batches:
        move(batch, ImportState.ABANDONED)
        end(batch, at=at)
        record(
            kind=Kind.IMPORT_ABANDONED,
            organisation=current_organisation().id,
            by=by,
            at=at,
            subject=str(batch.pk),
            details={"unfinished_days": UNFINISHED_FOR.days},
        )
    return len(batches)


def end(batch: ImportBatch, *, at: datetime) -> None:
    """Drop the file and every row's words, inside the ending's transaction."""
    document_id = batch.document_id
    batch.document = None
    batch.ended_at = at
    batch.save()
    if document_id is not None:
        post(
            task=REMOVE_FILE,
            organisation=current_organisation().id,
            arguments={"document_id": str(document_id)},
        )
    batch.rows.update(cells=[], corrections={}, formulas=[])
    for row in batch.rows.exclude(findings=[]).iterator():
        row.findings = [
            {"kind": found["kind"], "field": found["field"], "sentence": ""}
            for found in row.findings
        ]
        row.save(update_fields=["findings"])


def remove_file(*, document_id: UUID) -> None:
    """Take an ended import's file out of storage. Run again, it does nothing more.

    The object goes first: a failure after that leaves a row to try again with.
    """
    document = Document.objects.filter(pk=document_id, kind=DocumentKind.IMPORT).first()
    if document is None:
        return
    storage.remove(document.storage_key)
    document.delete()
