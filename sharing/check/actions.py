"""Is there a warning for this visit? Authorised, found, recorded, and only then told.

One transaction of two round trips: find, then record and commit. If the record cannot
be written, nothing is told.
"""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import psycopg
from django.db import Error as DatabaseError
from psycopg import Cursor

from audit import secrets
from sharing.check import recording
from sharing.check.answer import Answer, CheckAnswer, Source
from sharing.check.judging import STOPPED, WRONG_WAY, Asked, Verdict, judge
from sharing.check.narrowing import narrow
from sharing.check.request import CheckRequest, from_record, refuse_nonsense
from sharing.check.showing import show, whom_to_ring
from sharing.check.statement import Found, find
from tenants.context import as_check
from tenants.models import Organisation


LONDON = ZoneInfo("Europe/London")
STALE_AFTER = timedelta(hours=24)
READ_AGAIN = """
SELECT asker_kind, actor_id, request, answer, shown, as_of, stale_after
FROM public.sharing_check WHERE id = %s AND organisation = %s
"""


class NotRecorded(RuntimeError):
    """The check could not be put on record, so nothing may be told. Try again."""


class NotYours(LookupError):
    """There is no such check of this asker's."""


class Stale(LookupError):
    """The answer is more than a day old. Check again."""


def check(
    *,
    organisation: Organisation,
    asker_digest: bytes,
    request: CheckRequest,
    at: datetime,
) -> CheckAnswer:
    """Answer one check for whoever holds this session or token.

    Raises:
        BadRequest: the request cannot be understood; nothing was looked up.
        NotRecorded: the record could not be written; nothing may be told.
    """
    refuse_nonsense(request, at=at)
    try:
        with as_check(organisation.id) as cursor:
            found = find(
                cursor,
                organisation=organisation.id,
                asker_digest=asker_digest,
                request=request,
            )
            verdict = _judge(found, organisation.id, request, at)
            answer = _answer(
                found,
                verdict,
                organisation=organisation.id,
                check_id=uuid4(),
                as_of=at,
                stale_after=at + STALE_AFTER,
            )
            recording.write_check(
                cursor,
                organisation=organisation.id,
                found=found,
                request=request,
                verdict=verdict,
                answer=answer,
            )
    except (DatabaseError, psycopg.Error) as error:
        raise NotRecorded(str(NotRecorded.__doc__)) from error
    return answer


def again(
    *, organisation: Organisation, asker_digest: bytes, check_id: UUID, at: datetime
) -> CheckAnswer:
    """Open an answer again: decided anew on what was shown then, never more.

    Raises:
        NotYours: no such check of this asker's.
        Stale: it is past its day.
        NotRecorded: the reading could not be recorded; nothing may be told.
    """
    try:
        with as_check(organisation.id) as cursor:
            stored = _stored(cursor, organisation.id, check_id)
            request = from_record(
                secrets.decrypt_terms(
                    organisation.id, stored["as_of"], stored["request"], cursor=cursor
                )
            )
            found = find(
                cursor,
                organisation=organisation.id,
                asker_digest=asker_digest,
                request=request,
            )
            _refuse_others(stored, found, at=at)
            verdict = narrow(
                _judge(found, organisation.id, request, at),
                answered=Answer(stored["answer"]),
                shown={item["marker"]: item["level"] for item in stored["shown"]},
            )
            answer = _answer(
                found,
                verdict,
                organisation=organisation.id,
                check_id=check_id,
                as_of=stored["as_of"],
                stale_after=stored["stale_after"],
            )
            recording.write_reading(
                cursor,
                organisation=organisation.id,
                found=found,
                request=request,
                verdict=verdict,
                answer=answer,
                at=at,
            )
    except (DatabaseError, psycopg.Error) as error:
        raise NotRecorded(str(NotRecorded.__doc__)) from error
    return answer


def _judge(
    found: Found, organisation: UUID, request: CheckRequest, at: datetime
) -> Verdict:
    return judge(
        found,
        organisation=organisation,
        request=request,
        today=at.astimezone(LONDON).date(),
    )


def _answer(
    found: Found,
    verdict: Verdict,
    *,
    organisation: UUID,
    check_id: UUID,
    as_of: datetime,
    stale_after: datetime,
) -> CheckAnswer:
    return CheckAnswer(
        id=check_id,
        answer=verdict.answer,
        as_of=as_of,
        stale_after=stale_after,
        scope=tuple(_scope(source) for source in verdict.sources),
        markers=tuple(
            show(item, match, organisation=organisation)
            for item, match in verdict.shown
        ),
        ring=whom_to_ring(verdict, found.mine),
        why=verdict.why,
    )


def _scope(source: Asked) -> Source:
    """Why a register was not searched, in the words an asker may read.

    The reasons themselves go to the record and to the owner.
    """
    if not source.why_not:
        return Source(organisation=source.name, searched=True)
    sentences = dict.fromkeys(source.why_not.values())
    why_not = next((s for s in WRONG_WAY.values() if s in sentences), STOPPED)
    return Source(organisation=source.name, searched=False, why_not=why_not)


def _stored(cursor: Cursor[Any], organisation: UUID, check_id: UUID) -> dict[str, Any]:
    cursor.execute(READ_AGAIN, (check_id, organisation), prepare=True)
    row = cursor.fetchone()
    if row is None:
        raise NotYours(str(NotYours.__doc__))
    names = (
        "asker_kind",
        "actor_id",
        "request",
        "answer",
        "shown",
        "as_of",
        "stale_after",
    )
    return dict(zip(names, row, strict=True))


def _refuse_others(stored: dict[str, Any], found: Found, *, at: datetime) -> None:
    asker = found.asker
    if asker is None or (asker["kind"], asker["actor_id"]) != (
        stored["asker_kind"],
        stored["actor_id"],
    ):
        raise NotYours(str(NotYours.__doc__))
    if at.astimezone(UTC) > stored["stale_after"]:
        raise Stale(str(Stale.__doc__))
