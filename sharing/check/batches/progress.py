"""How far has a batch come, and which batches are mine?"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg import Cursor

from sharing.check.asking import ABOUT_NOTHING, find_for, on_record
from sharing.check.refusals import NotYours, Stale
from sharing.states import BatchState
from tenants.models import Organisation


COLUMNS = """made.id, made.state, made.stopped_why, made.rows, made.done, made.refused,
    made.hits, made.untold, made.asked_at, made.stale_after"""
MINE = f"""
SELECT {COLUMNS} FROM public.tenants_asker asker
JOIN public.sharing_checkbatch made ON made.organisation = asker.organisation
    AND made.asker_kind = asker.kind AND made.actor_id = asker.actor_id
WHERE asker.digest = %(digest)s AND asker.organisation = %(me)s
    AND asker.expires_at > now() AND asker.idle_expires_at > now()
    AND (%(id)s::uuid IS NULL OR made.id = %(id)s::uuid)
ORDER BY made.asked_at DESC LIMIT 50
"""  # noqa: S608  the columns are a constant of this module


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """A batch by its counts alone: no name, no address, no answer to any one row.

    `hits` warn, `untold` cannot be told, `refused` could not be understood.
    """

    id: UUID
    state: BatchState
    stopped_why: str
    rows: int
    done: int
    refused: int
    hits: int
    untold: int
    asked_at: datetime
    stale_after: datetime

    @property
    def is_ended(self) -> bool:
        return self.state in {BatchState.DONE, BatchState.STOPPED}


def progress(
    *, organisation: Organisation, asker_digest: bytes, batch_id: UUID, at: datetime
) -> Progress:
    """How far this asker's batch has come.

    Raises:
        NotSignedIn, NotScoped: nobody who may check.
        NotYours: no such batch of this asker's. Stale: it is past its day.
    """
    with on_record(organisation.id) as cursor:
        return batch_of(cursor, organisation.id, asker_digest, batch_id, at=at)


def mine(
    *, organisation: Organisation, asker_digest: bytes, at: datetime
) -> list[Progress]:
    """The asker's own batches that are not stale, newest first."""
    with on_record(organisation.id) as cursor:
        found = _found(cursor, organisation.id, asker_digest, None)
        if not found:
            find_for(cursor, organisation.id, asker_digest, ABOUT_NOTHING)
    return [batch for batch in found if at <= batch.stale_after]


def batch_of(
    cursor: Cursor[Any],
    organisation: UUID,
    digest: bytes,
    batch_id: UUID,
    *,
    at: datetime,
) -> Progress:
    """The batch, if it is this asker's and not stale."""
    found = _found(cursor, organisation, digest, batch_id)
    if not found:
        # The credential is judged all the same: who has none learns only that.
        find_for(cursor, organisation, digest, ABOUT_NOTHING)
        raise NotYours(str(NotYours.__doc__))
    if at > found[0].stale_after:
        raise Stale(str(Stale.__doc__))
    return found[0]


def _found(
    cursor: Cursor[Any], organisation: UUID, digest: bytes, batch_id: UUID | None
) -> list[Progress]:
    cursor.execute(MINE, {"digest": digest, "me": organisation, "id": batch_id})
    return [
        Progress(
            id=row[0],
            state=BatchState(row[1]),
            stopped_why=row[2],
            rows=row[3],
            done=row[4],
            refused=row[5],
            hits=row[6],
            untold=row[7],
            asked_at=row[8],
            stale_after=row[9],
        )
        for row in cursor.fetchall()
    ]
