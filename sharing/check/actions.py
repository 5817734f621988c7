"""Is there a warning for this visit? Authorised, found, recorded, and only then told.

One transaction of two round trips: find, then record and commit. If the record cannot
be written, nothing is told.
"""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4, uuid5
from zoneinfo import ZoneInfo

from psycopg import Cursor

from sharing.check import recording
from sharing.check.answer import Answer, CheckAnswer
from sharing.check.asking import ABOUT_NOTHING, find_for, on_record
from sharing.check.judging import Verdict, judge
from sharing.check.narrowing import narrow
from sharing.check.refusals import NotYours
from sharing.check.request import CheckRequest, refuse_nonsense
from sharing.check.showing import answer_for
from sharing.check.statement import Found
from sharing.check.stored import (
    Stored,
    refuse_another_request,
    refuse_others,
    request_in,
    stored_check,
)
from tenants.models import Organisation


LONDON = ZoneInfo("Europe/London")
STALE_AFTER = timedelta(hours=24)


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
    with on_record(organisation.id) as cursor:
        found = find_for(cursor, organisation.id, asker_digest, request)
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
        answer = answer_for(
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
    with on_record(organisation.id) as cursor:
        stored = stored_check(cursor, organisation.id, check_id)
        if stored is None:
            # The credential is judged all the same: who has none learns only that.
            find_for(cursor, organisation.id, asker_digest, ABOUT_NOTHING)
            raise NotYours(str(NotYours.__doc__))
        request = request_in(cursor, organisation.id, stored)
        found = find_for(cursor, organisation.id, asker_digest, request)
        return _reopen(cursor, organisation.id, check_id, stored, found, request, at)


def may_ask(organisation: Organisation, asker_digest: bytes) -> None:
    """Judge a credential alone: nothing is looked up, and nothing answered.

    Raises:
        NotSignedIn, NotScoped: nobody who may check.
    """
    with on_record(organisation.id) as cursor:
        find_for(cursor, organisation.id, asker_digest, ABOUT_NOTHING)


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
    answer = answer_for(
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
