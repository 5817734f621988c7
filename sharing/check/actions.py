"""Is there a warning for this visit? Authorised, found, recorded, and only then told.

One transaction of two round trips: find, then record and commit. If the record cannot
be written, nothing is told.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4, uuid5
from zoneinfo import ZoneInfo

import psycopg
from django.db import Error as DatabaseError
from psycopg import Cursor

from sharing.check import recording
from sharing.check.answer import Answer, CheckAnswer, Source
from sharing.check.judging import STOPPED, WRONG_WAY, Asked, Verdict, judge
from sharing.check.narrowing import narrow
from sharing.check.refusals import NotRecorded, NotScoped, NotSignedIn, NotYours
from sharing.check.request import CheckRequest, refuse_nonsense
from sharing.check.showing import show, whom_to_ring
from sharing.check.statement import Found, find
from sharing.check.stored import (
    Stored,
    refuse_another_request,
    refuse_others,
    request_in,
    stored_check,
)
from sharing.check_rules import CHECK_SCOPE
from tenants.context import as_check
from tenants.models import Organisation


LONDON = ZoneInfo("Europe/London")
STALE_AFTER = timedelta(hours=24)
ABOUT_NOTHING = CheckRequest(purpose="")


def check(
    *,
    organisation: Organisation,
    asker_digest: bytes,
    request: CheckRequest,
    at: datetime,
    idempotency_key: str = "",
) -> CheckAnswer:
    """Answer one check for whoever holds this session or token.

    The same asker's same key gets the same check, decided again.

    Raises:
        BadRequest: the request cannot be understood; nothing was looked up.
        NotSignedIn, NotScoped: nobody who may check; nothing was looked up.
        KeyReused: the key was used for a different check.
        Stale: the key was used for a check that is past its day.
        NotRecorded: the record could not be written; nothing may be told.
    """
    refuse_nonsense(request, at=at)
    with _on_record(organisation.id) as cursor:
        found = _find(cursor, organisation.id, asker_digest, request)
        check_id = uuid4()
        if idempotency_key:
            check_id = _id_from(idempotency_key, organisation.id, found)
            stored = stored_check(cursor, organisation.id, check_id)
            if stored is not None:
                refuse_another_request(cursor, organisation.id, stored, request)
                return _reopen(
                    cursor, organisation.id, check_id, stored, found, request, at
                )
        verdict = _judge(found, organisation.id, request, at)
        answer = _answer(
            found,
            verdict,
            organisation=organisation.id,
            check_id=check_id,
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
    return answer


def again(
    *, organisation: Organisation, asker_digest: bytes, check_id: UUID, at: datetime
) -> CheckAnswer:
    """Open an answer again: decided anew on what was shown then, never more.

    Raises:
        NotSignedIn, NotScoped: nobody who may check.
        NotYours: no such check of this asker's.
        Stale: it is past its day.
        NotRecorded: the reading could not be recorded; nothing may be told.
    """
    with _on_record(organisation.id) as cursor:
        stored = stored_check(cursor, organisation.id, check_id)
        if stored is None:
            # The credential is judged all the same: who has none learns only that.
            _find(cursor, organisation.id, asker_digest, ABOUT_NOTHING)
            raise NotYours(str(NotYours.__doc__))
        request = request_in(cursor, organisation.id, stored)
        found = _find(cursor, organisation.id, asker_digest, request)
        return _reopen(cursor, organisation.id, check_id, stored, found, request, at)


@contextmanager
def _on_record(organisation: UUID) -> Iterator[Cursor[Any]]:
    """The check's transaction. What the database refuses is not told to anybody."""
    try:
        with as_check(organisation) as cursor:
            yield cursor
    except (DatabaseError, psycopg.Error) as error:
        raise NotRecorded(str(NotRecorded.__doc__)) from error


def _find(
    cursor: Cursor[Any], organisation: UUID, asker_digest: bytes, request: CheckRequest
) -> Found:
    """All that the check needs, unless nobody who may check is asking."""
    found = find(
        cursor, organisation=organisation, asker_digest=asker_digest, request=request
    )
    asker = found.asker
    if asker is None:
        raise NotSignedIn(str(NotSignedIn.__doc__))
    if asker["kind"] == "CLIENT" and CHECK_SCOPE not in asker["scopes"]:
        raise NotScoped(str(NotScoped.__doc__))
    return found


def _id_from(key: str, organisation: UUID, found: Found) -> UUID:
    """The check's id where the asker gave a key: theirs alone, and always the same."""
    asker = found.asker or {}
    return uuid5(organisation, f"{asker['kind']}:{asker['actor_id']}:{key}")


def _reopen(
    cursor: Cursor[Any],
    organisation: UUID,
    check_id: UUID,
    stored: Stored,
    found: Found,
    request: CheckRequest,
    at: datetime,
) -> CheckAnswer:
    """Decide a stored check again: it may show less than it did, never more."""
    refuse_others(stored, found, at=at)
    verdict = narrow(
        _judge(found, organisation, request, at),
        answered=Answer(stored["answer"]),
        shown={item["marker"]: item["level"] for item in stored["shown"]},
    )
    answer = _answer(
        found,
        verdict,
        organisation=organisation,
        check_id=check_id,
        as_of=stored["as_of"],
        stale_after=stored["stale_after"],
    )
    recording.write_reading(
        cursor,
        organisation=organisation,
        found=found,
        request=request,
        verdict=verdict,
        answer=answer,
        at=at,
    )
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
