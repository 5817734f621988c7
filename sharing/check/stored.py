"""Which check was made before, and may this asker open it now?"""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from psycopg import Cursor

from audit import secrets
from sharing.check.refusals import KeyReused, NotYours, Stale
from sharing.check.request import CheckRequest, from_record
from sharing.check.statement import Found


type Stored = dict[str, Any]

READ_AGAIN = """
SELECT asker_kind, actor_id, request, answer, shown, as_of, stale_after
FROM public.sharing_check WHERE id = %s AND organisation = %s
"""
STORED = (
    "asker_kind",
    "actor_id",
    "request",
    "answer",
    "shown",
    "as_of",
    "stale_after",
)


def stored_check(
    cursor: Cursor[Any], organisation: UUID, check_id: UUID
) -> Stored | None:
    cursor.execute(READ_AGAIN, (check_id, organisation), prepare=True)
    row = cursor.fetchone()
    return dict(zip(STORED, row, strict=True)) if row else None


def request_in(cursor: Cursor[Any], organisation: UUID, stored: Stored) -> CheckRequest:
    return from_record(
        secrets.decrypt_terms(
            organisation, stored["as_of"], stored["request"], cursor=cursor
        )
    )


def refuse_another_request(
    cursor: Cursor[Any],
    organisation: UUID,
    stored: Stored,
    request: CheckRequest,
) -> None:
    if request_in(cursor, organisation, stored).record() != request.record():
        raise KeyReused(str(KeyReused.__doc__))


def refuse_others(stored: Stored, found: Found, *, at: datetime) -> None:
    asker = found.asker
    if asker is None or (asker["kind"], asker["actor_id"]) != (
        stored["asker_kind"],
        stored["actor_id"],
    ):
        raise NotYours(str(NotYours.__doc__))
    if at.astimezone(UTC) > stored["stale_after"]:
        raise Stale(str(Stale.__doc__))
