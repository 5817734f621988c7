"""How is a batch answered? Part by part, each on record in one transaction.

A part is done when its checks are on record, so a worker that dies leaves whole parts
behind and the next goes on from there. Whoever asked must still be signed in, or their
token live: what they may see is judged at each part.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from psycopg import Cursor

from audit import secrets
from audit.actions import record
from audit.actors import system
from audit.kinds import Kind
from sharing.check.actions import STALE_AFTER
from sharing.check.answer import Answer
from sharing.check.asking import on_record
from sharing.check.batches.recording import Answered, write_checks
from sharing.check.batches.rows import BatchRow, as_sent
from sharing.check.judging import Judge
from sharing.check.many import FoundMany, find_many
from sharing.check.recording import actor_of
from sharing.check.request import CheckRequest
from sharing.check_rules import CHECK_SCOPE
from sharing.states import BatchState


LONDON = ZoneInfo("Europe/London")
ENDED = "The session or token that asked has ended. Ask again."
# Shared among the workers of one batch: each takes a part that no other has in hand.
BATCH = """
SELECT asker_digest, asked_at FROM public.sharing_checkbatch
WHERE id = %s AND organisation = %s AND state IN ('WAITING', 'RUNNING')
FOR KEY SHARE
"""
NEXT_PART = """
SELECT number, rows FROM public.sharing_checkbatchpart
WHERE batch_id = %s AND checks IS NULL ORDER BY number LIMIT 1
FOR UPDATE SKIP LOCKED
"""
PART_DONE = """
UPDATE public.sharing_checkbatchpart SET checks = %s::jsonb
WHERE batch_id = %s AND number = %s
"""
FURTHER = """
UPDATE public.sharing_checkbatch SET done = done + %s, refused = refused + %s,
    hits = hits + %s, untold = untold + %s,
    state = CASE WHEN state = 'STOPPED' THEN state WHEN done + %s = rows THEN 'DONE'
        ELSE 'RUNNING' END
WHERE id = %s
"""
STOP = """
UPDATE public.sharing_checkbatch SET state = %s, stopped_why = %s
WHERE id = %s AND state <> %s
"""


def work(*, organisation: UUID, batch_id: UUID, clock: Callable[[], datetime]) -> None:
    """Answer what is left of a batch and nobody else has in hand.

    Run twice, or by several workers at once, it answers nothing twice.
    """
    while _work_part(organisation, batch_id, at=clock()):
        pass


def _work_part(organisation: UUID, batch_id: UUID, *, at: datetime) -> bool:
    """Answer the next part; False where there is none, or nobody may ask any more."""
    with on_record(organisation) as cursor:
        cursor.execute(BATCH, (batch_id, organisation))
        batch = cursor.fetchone()
        cursor.execute(NEXT_PART, (batch_id,))
        part = cursor.fetchone()
        if batch is None or part is None:
            return False
        digest, asked_at = batch
        number, sealed = part
        kept = secrets.decrypt_terms(organisation, asked_at, sealed, cursor=cursor)
        rows = as_sent(kept)
        answered: dict[int, Answered] = {}
        for group in grouped(rows):
            found = find_group(cursor, organisation, bytes(digest), group)
            asker = found.asker
            if asker is None or (
                asker["kind"] == "CLIENT" and CHECK_SCOPE not in asker["scopes"]
            ):
                _stop(cursor, organisation, batch_id, at=at)
                return False
            made = answers(found, group, organisation=organisation, at=at)
            write_checks(
                cursor,
                made,
                asker=asker,
                by=actor_of(asker, organisation),
                organisation=organisation,
                as_of=at,
                stale_after=at + STALE_AFTER,
            )
            answered |= zip(group, made, strict=True)
        _note(cursor, batch_id, number, rows, answered)
    return True


def grouped(rows: Sequence[BatchRow]) -> Iterator[dict[int, CheckRequest]]:
    """Good rows by what the statement is asked for: one activity, one officer."""

    def group(request: CheckRequest) -> tuple[str, str]:
        return request.activity or "", request.officer or ""

    good = [(row.number, row.request) for row in rows if row.request is not None]
    good.sort(key=lambda pair: (*group(pair[1]), pair[0]))
    for _, pairs in groupby(good, key=lambda pair: group(pair[1])):
        yield dict(pairs)


def find_group(
    cursor: Cursor[Any],
    organisation: UUID,
    digest: bytes,
    group: Mapping[int, CheckRequest],
) -> FoundMany:
    first = next(iter(group.values()))
    return find_many(
        cursor,
        organisation=organisation,
        asker_digest=digest,
        activity=first.activity or "",
        officer=first.officer or "",
        requests=group,
    )


def answers(
    found: FoundMany,
    group: Mapping[int, CheckRequest],
    *,
    organisation: UUID,
    at: datetime,
) -> list[Answered]:
    """Each row's answer in the group's order, as a single check would answer it."""
    judge = Judge(organisation=organisation, today=at.astimezone(LONDON).date())
    return [
        Answered(
            check=uuid4(),
            request=request,
            verdict=judge.judge(found.of(number), request),
        )
        for number, request in group.items()
    ]


def _note(
    cursor: Cursor[Any],
    batch_id: UUID,
    number: int,
    rows: Sequence[BatchRow],
    answered: Mapping[int, Answered],
) -> None:
    """Which check each row became, and how far the batch has come."""
    checks = [
        str(answered[row.number].check) if row.number in answered else None
        for row in rows
    ]
    cursor.execute(PART_DONE, (json.dumps(checks), batch_id, number))
    said = [item.verdict.answer for item in answered.values()]
    further = (
        len(rows),
        len(rows) - len(answered),
        said.count(Answer.HIT),
        said.count(Answer.CANNOT_TELL),
    )
    cursor.execute(FURTHER, (*further, len(rows), batch_id))


def _stop(
    cursor: Cursor[Any], organisation: UUID, batch_id: UUID, *, at: datetime
) -> None:
    stopped = BatchState.STOPPED.value
    cursor.execute(STOP, (stopped, ENDED, batch_id, stopped))
    if not cursor.rowcount:
        return
    record(
        kind=Kind.CHECK_BATCH_STOPPED,
        organisation=organisation,
        by=system("sharing.tasks", organisation=organisation),
        at=at,
        subject=str(batch_id),
        cursor=cursor,
    )
