"""What is still to be done, and who is told to do it?

The relay hands every open row to the broker and marks it sent; a row that is sent and
not done for a while is handed over again, so losing the broker loses nothing. A row is
done only when its task says so.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from audit.outbox import INSERT_ITEM
from tenants.context import as_relay


AT_ONCE = 200
MOST_ATTEMPTS = 12

# Sent again after 1, 2, 4 … minutes. Rows that other relays hold are passed over.
OPEN = """
SELECT id, organisation, posted_by, task, arguments FROM public.audit_outbox
 WHERE done_at IS NULL AND due_at <= now() AND attempts < %s
   AND (sent_at IS NULL OR sent_at < now() - make_interval(mins => 1 << least(attempts - 1, 9)))
 ORDER BY due_at LIMIT %s FOR UPDATE SKIP LOCKED
"""
SENT = """
UPDATE public.audit_outbox SET sent_at = clock_timestamp(), attempts = attempts + 1
 WHERE id = ANY(%s)
"""
DONE = "UPDATE public.audit_outbox SET done_at = clock_timestamp() WHERE id = %s"
FAILED = "UPDATE public.audit_outbox SET failed = %s WHERE id = %s"
GIVEN_UP = """
UPDATE public.audit_outbox SET done_at = clock_timestamp(), failed = %s WHERE id = %s
"""
ITEM = "SELECT organisation, posted_by, task, done_at FROM public.audit_outbox WHERE id = %s"
WAITING = """
SELECT count(*) FILTER (WHERE attempts < %s), count(*) FILTER (WHERE attempts >= %s)
  FROM public.audit_outbox WHERE done_at IS NULL AND due_at <= now()
"""
FORGET = """
DELETE FROM public.audit_outbox WHERE done_at < now() - make_interval(days => %s)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One row, as it is handed to the broker: ids and short words only."""

    id: UUID
    organisation: UUID
    posted_by: UUID
    task: str
    arguments: dict[str, str]


type Send = Callable[[Item], None]


def relay(*, send: Send) -> int:
    """Hand over what is open; how many rows. Stops at the first that the broker will
    not take, keeping those it took."""
    with as_relay() as cursor:
        rows = cursor.execute(OPEN, (MOST_ATTEMPTS, AT_ONCE)).fetchall()
        sent: list[UUID] = []
        error: Exception | None = None
        for row in rows:
            try:
                send(_item(row))
            except Exception as problem:
                error = problem
                break
            sent.append(row[0])
        if sent:
            cursor.execute(SENT, (sent,))
    if error is not None:
        raise error
    return len(sent)


def _item(row: tuple[Any, ...]) -> Item:
    return Item(
        id=row[0], organisation=row[1], posted_by=row[2], task=row[3], arguments=row[4]
    )


def mark_done(item: UUID) -> None:
    with as_relay() as cursor:
        cursor.execute(DONE, (item,))


def mark_failed(item: UUID, why: str, *, for_good: bool = False) -> None:
    """Keep why; `for_good` when trying again could not help."""
    with as_relay() as cursor:
        cursor.execute(GIVEN_UP if for_good else FAILED, (why[:500], item))


def is_done(item: UUID) -> bool:
    """Is the row done already? A row that is gone was done long ago."""
    with as_relay() as cursor:
        row = cursor.execute(ITEM, (item,)).fetchone()
    return row is None or row[3] is not None


def waiting() -> tuple[int, int]:
    """How many rows are open, and how many have been given up on; for operators."""
    with as_relay() as cursor:
        row = cursor.execute(WAITING, (MOST_ATTEMPTS, MOST_ATTEMPTS)).fetchone()
    return (int(row[0]), int(row[1])) if row else (0, 0)


def forget_done(*, days: int) -> None:
    """Rows long done are of no more use; the events stay."""
    with as_relay() as cursor:
        cursor.execute(FORGET, (days,))


def post_to_all(*, task: str, organisations: list[tuple[UUID, UUID]]) -> None:
    """One row for each (row id, organisation): the clock's fan-out. Posting the same
    ids again changes nothing."""
    with as_relay() as cursor:
        for item, organisation in organisations:
            cursor.execute(
                INSERT_ITEM + " ON CONFLICT (id) DO NOTHING",
                (item, organisation, organisation, task, "{}", None),
            )
