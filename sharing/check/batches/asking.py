"""How are many checks asked for at once?

Whoever asks is known before anything is kept; the rows are sealed; a worker answers
them from the outbox. Nothing is looked up here.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from itertools import batched
from typing import Any
from uuid import UUID, uuid4, uuid5

from psycopg import Cursor

from audit import outbox, secrets
from audit.actions import record
from audit.kinds import Kind
from sharing.check.actions import STALE_AFTER
from sharing.check.asking import ABOUT_NOTHING, find_for, on_record
from sharing.check.batches.rows import MOST_ROWS, BatchRow, as_kept
from sharing.check.recording import actor_of
from sharing.check.refusals import KeyReused
from sharing.check.request import BadRequest, refuse_nonsense
from sharing.check.statement import Row
from sharing.states import BatchState
from tenants.models import Organisation


TASK = "sharing.run_check_batch"
PART_ROWS = 5_000
# How many workers may have parts of one batch in hand at once.
AT_ONCE = 2
ADD_BATCH = """
INSERT INTO public.sharing_checkbatch (id, organisation, asker_digest, asker_kind,
    actor_id, actor_role, state, stopped_why, content_digest, rows, done, refused, hits,
    untold, asked_at, stale_after)
VALUES (%s, %s, %s, %s, %s, %s, %s, '', %s, %s, 0, 0, 0, 0, %s, %s)
ON CONFLICT (id) DO NOTHING
"""
CONTENT = "SELECT content_digest FROM public.sharing_checkbatch WHERE id = %s"
ADD_PART = """
INSERT INTO public.sharing_checkbatchpart (batch_id, number, organisation, first_row, rows)
VALUES (%s, %s, %s, %s, %s)
"""


class BadBatch(ValueError):
    """A batch that cannot be taken at all; the text says why and what to do."""


def ask(
    *,
    organisation: Organisation,
    asker_digest: bytes,
    rows: Sequence[BatchRow],
    at: datetime,
    idempotency_key: str = "",
) -> UUID:
    """Take a batch, and return its id. The same asker's same key gets the same batch.

    Raises:
        BadBatch: no rows, or too many.
        NotSignedIn, NotScoped: nobody who may check; nothing was kept.
        KeyReused: the key was used for other rows.
        NotRecorded: it could not be put on record, so it was not taken.
    """
    _refuse_size(rows)
    judged = [_judged(row, at=at) for row in rows]
    kept = (as_kept(part) for part in batched(judged, PART_ROWS, strict=False))
    with on_record(organisation.id) as cursor:
        parts = list(secrets.seal_each(organisation.id, at, kept, cursor=cursor))
        of_parts = {"parts": [of_part for _, of_part in parts]}
        digest = secrets.terms_digest(organisation.id, of_parts)
        found = find_for(cursor, organisation.id, asker_digest, ABOUT_NOTHING)
        asker = found.asker or {}
        batch = _id_of(organisation.id, asker, idempotency_key)
        values = (asker["kind"], asker["actor_id"], asker["role"])
        cursor.execute(
            ADD_BATCH,
            (
                *(batch, organisation.id, asker_digest, *values),
                *(BatchState.WAITING.value, digest, len(rows), at, at + STALE_AFTER),
            ),
        )
        if not cursor.rowcount:
            _refuse_other_rows(cursor, batch, digest)
            return batch
        for number, (sealed, _) in enumerate(parts):
            place = (number, organisation.id, number * PART_ROWS)
            cursor.execute(ADD_PART, (batch, *place, sealed))
        _tell(cursor, batch, asker, judged, organisation=organisation.id, at=at)
        for _ in parts[:AT_ONCE]:
            _start_a_worker(cursor, batch, organisation=organisation.id)
    return batch


def _refuse_size(rows: Sequence[BatchRow]) -> None:
    if not rows:
        raise BadBatch("Send at least one row to check.")
    if len(rows) > MOST_ROWS:
        raise BadBatch(f"Send no more than {MOST_ROWS:,} rows at a time.")


def _judged(row: BatchRow, *, at: datetime) -> BatchRow:
    """The row, or what is wrong with it: the others go on."""
    if row.request is None:
        return row
    try:
        refuse_nonsense(row.request, at=at)
    except BadRequest as refusal:
        return replace(row, request=None, problems=refusal.errors)
    return row


def _id_of(organisation: UUID, asker: Row, key: str) -> UUID:
    if not key:
        return uuid4()
    return uuid5(organisation, f"batch:{asker['kind']}:{asker['actor_id']}:{key}")


def _refuse_other_rows(cursor: Cursor[Any], batch: UUID, digest: str) -> None:
    cursor.execute(CONTENT, (batch,))
    row = cursor.fetchone()
    if row is None or row[0] != digest:
        raise KeyReused(str(KeyReused.__doc__))


def _start_a_worker(cursor: Cursor[Any], batch: UUID, *, organisation: UUID) -> None:
    outbox.post(
        task=TASK,
        organisation=organisation,
        arguments={"batch_id": str(batch)},
        cursor=cursor,
    )


def _tell(
    cursor: Cursor[Any],
    batch: UUID,
    asker: Row,
    rows: Sequence[BatchRow],
    *,
    organisation: UUID,
    at: datetime,
) -> None:
    refused = sum(row.is_refused for row in rows)
    record(
        kind=Kind.CHECK_BATCH_ASKED,
        organisation=organisation,
        by=actor_of(asker, organisation),
        at=at,
        subject=str(batch),
        details={"rows": len(rows), "refused": refused},
        cursor=cursor,
    )
