"""What was answered to the rows of a batch? Decided again, on record, then told.

As when one answer is opened again: never more than was told, on the asker's standing
now. One event says which rows were opened and what they showed.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg import Cursor

from audit import secrets
from audit.actions import record
from audit.kinds import Kind
from sharing.check.answer import Answer, CheckAnswer
from sharing.check.asking import on_record, refuse_strangers
from sharing.check.batches.progress import Progress, batch_of
from sharing.check.batches.recording import Answered, write_receipts
from sharing.check.batches.rows import BatchRow, as_sent
from sharing.check.batches.working import answers, find_group, grouped
from sharing.check.many import FoundMany
from sharing.check.narrowing import narrow
from sharing.check.recording import actor_of, told_of
from sharing.check.showing import answer_for
from sharing.check.statement import Row
from tenants.models import Organisation


PARTS = """
SELECT first_row, rows, checks FROM public.sharing_checkbatchpart
WHERE batch_id = %s AND checks IS NOT NULL
    AND first_row < %s AND first_row + jsonb_array_length(checks) > %s
ORDER BY number
"""
ANSWERED = """
SELECT EXISTS (SELECT FROM public.sharing_checkbatchpart
    WHERE batch_id = %s AND checks IS NOT NULL
        AND first_row <= %s AND first_row + jsonb_array_length(checks) > %s)
"""
STORED = """
SELECT id, answer, shown, as_of, stale_after FROM public.sharing_check
WHERE organisation = %s AND id = ANY(%s)
"""
type Stored = Mapping[UUID, tuple[str, list[Row], datetime, datetime]]


@dataclass(frozen=True, slots=True, kw_only=True)
class RowAnswer:
    """One row as it was sent, and its answer or what is wrong with it."""

    row: BatchRow
    answer: CheckAnswer | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Rows of a batch in the order they were sent; `following` is where the next page
    begins, or None at the end of what is answered."""

    batch: Progress
    rows: tuple[RowAnswer, ...]
    following: int | None


def read(
    *,
    organisation: Organisation,
    asker_digest: bytes,
    batch_id: UUID,
    at: datetime,
    first: int = 0,
    most: int = 2_000,
    once_ended: bool = False,
) -> Page:
    """Open the answered rows from `first` (counted from 0), at most `most`.

    With `once_ended` none is opened before all are answered.

    Raises:
        NotSignedIn, NotScoped: nobody who may check.
        NotYours: no such batch of this asker's. Stale: it is past its day.
        NotRecorded: the reading could not be recorded; nothing may be told.
    """
    me = organisation.id
    with on_record(me) as cursor:
        batch = batch_of(cursor, me, asker_digest, batch_id, at=at)
        if once_ended and not batch.is_ended:
            return Page(batch=batch, rows=(), following=None)
        chosen = _rows(cursor, me, batch, first=first, most=most)
        told: dict[int, CheckAnswer] = {}
        opened: list[Answered] = []
        checks = {row.number: check for row, check in chosen}
        stored = _stored(cursor, me, [check for check in checks.values() if check])
        asker: Row = {}
        for group in grouped([row for row, check in chosen if check]):
            found = find_group(cursor, me, asker_digest, group)
            refuse_strangers(found.asker)
            asker = found.asker or {}
            made = answers(found, group, organisation=me, at=at)
            for number, item in zip(group, made, strict=True):
                check = checks[number]
                if check is not None and check in stored:
                    again = _narrowed(item, check, stored)
                    told[number] = _told(found, number, again, stored, me)
                    opened.append(again)
        if opened:
            write_receipts(cursor, opened, asker, organisation=me, at=at)
            _record(cursor, batch, opened, asker, organisation=me, at=at)
        following = _following(cursor, batch, end=first + len(chosen))
    rows = tuple(RowAnswer(row=row, answer=told.get(row.number)) for row, _ in chosen)
    return Page(batch=batch, rows=rows, following=following)


def _following(cursor: Cursor[Any], batch: Progress, *, end: int) -> int | None:
    cursor.execute(ANSWERED, (batch.id, end, end))
    row = cursor.fetchone()
    return end if row and row[0] else None


def _rows(
    cursor: Cursor[Any], organisation: UUID, batch: Progress, *, first: int, most: int
) -> list[tuple[BatchRow, UUID | None]]:
    """The rows asked for, each with the check it became. Parts are answered in any
    order: what comes after one that is not yet is left for later."""
    cursor.execute(PARTS, (batch.id, first + most, first))
    found: list[tuple[BatchRow, UUID | None]] = []
    for start, sealed, checks in cursor.fetchall():
        if start > first + len(found):
            break
        kept = secrets.decrypt_terms(
            organisation, batch.asked_at, sealed, cursor=cursor
        )
        for place, (row, check) in enumerate(
            zip(as_sent(kept), checks, strict=True), start=start
        ):
            if first <= place < first + most:
                found.append((row, UUID(check) if check else None))
    return found


def _stored(cursor: Cursor[Any], organisation: UUID, checks: Sequence[UUID]) -> Stored:
    cursor.execute(STORED, (organisation, list(checks)))
    return {row[0]: row[1:] for row in cursor.fetchall()}


def _narrowed(item: Answered, check: UUID, stored: Stored) -> Answered:
    """Today's verdict, cut down to what this row was told."""
    answered, shown, _, _ = stored[check]
    verdict = narrow(
        item.verdict,
        answered=Answer(answered),
        shown={each["marker"]: each["level"] for each in shown},
    )
    return replace(item, check=check, verdict=verdict)


def _told(
    found: FoundMany, number: int, item: Answered, stored: Stored, organisation: UUID
) -> CheckAnswer:
    _, _, as_of, stale_after = stored[item.check]
    return answer_for(
        found.of(number),
        item.verdict,
        organisation=organisation,
        check_id=item.check,
        as_of=as_of,
        stale_after=stale_after,
    )


def _record(
    cursor: Cursor[Any],
    batch: Progress,
    opened: Sequence[Answered],
    asker: Row,
    *,
    organisation: UUID,
    at: datetime,
) -> None:
    record(
        kind=Kind.CHECK_BATCH_OPENED,
        organisation=organisation,
        by=actor_of(asker, organisation),
        at=at,
        subject=str(batch.id),
        details={
            "opened": len(opened),
            "shown": list(_shown(opened, organisation=organisation)),
        },
        cursor=cursor,
    )


def _shown(
    opened: Sequence[Answered], *, organisation: UUID
) -> Iterator[dict[str, str]]:
    """Ids and levels only, of the rows that showed something."""
    for item in opened:
        for told in told_of(item.verdict, organisation=organisation):
            yield {"check": str(item.check), **told}
