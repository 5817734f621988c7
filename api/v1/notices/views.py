"""Which letters are owed, and what becomes of one?"""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from rest_framework.request import Request

from api.acting import Call, Calling, calling
from api.answers import answer, page_asked, paged
from api.bodies import read_object
from api.described import CHANGING, IDEMPOTENCY_KEY, describe
from api.problems import Kinds, Problem
from api.v1.appeals.bodies import read_nothing
from api.v1.notices import described
from api.v1.notices.bodies import Retested, read_address, read_retest
from register.actions import letters, notice_looks, retests
from register.queries.notices import NoticeShown
from register.states import NoticeState


class Notices(Call):
    """Letters, in the order in which they were owed."""

    scope = "decide"

    @describe(
        operation="listNotices",
        summary="List the letters owed to people, and those sent",
        tag="notices",
        answers=described.NoticeListSerializer,
        kinds=(Kinds.INVALID,),
        parameters=described.FILTERS,
    )
    def get(self, request: Request) -> HttpResponse:
        page = page_asked(request)
        after, state = _uuid(page.after), _state(request)
        call = calling(request, self)
        found = notice_looks.list_notices(
            after=after, limit=page.limit, state=state, by=call.user, at=call.at
        )
        shown = found[: page.limit]
        more = [str(shown[-1].line.id)] if len(found) > page.limit else None
        return paged(request, [as_json(one) for one in shown], after=more)


class Notice(Call):
    """One letter."""

    scope = "decide"

    @describe(
        operation="readNotice",
        summary="Read how one letter stands",
        tag="notices",
        answers=described.NoticeSerializer,
    )
    def get(self, request: Request, notice_id: UUID) -> HttpResponse:
        return _answer(calling(request, self), notice_id)


class Address(Call):
    """Say where a letter goes that could not be sent."""

    scope = "decide"

    @describe(
        operation="addressNotice",
        summary="Say where a letter goes that could not be sent",
        tag="notices",
        takes=described.NoticeAddressSerializer,
        answers=described.NoticeSerializer,
        kinds=CHANGING,
        parameters=(IDEMPOTENCY_KEY,),
    )
    def post(self, request: Request, notice_id: UUID) -> HttpResponse:
        call = calling(request, self)
        name, lines = read_address(read_object(request))
        call.once(
            lambda: str(
                letters.address(
                    notice_id=notice_id,
                    name=name,
                    lines=lines,
                    by=call.user,
                    at=call.at,
                ).pk
            )
        )
        return _answer(call, notice_id)


class Posted(Call):
    """A printed letter was put in the post."""

    scope = "decide"

    @describe(
        operation="postNotice",
        summary="Say that a printed letter was put in the post",
        tag="notices",
        takes=described.NoticeNothingSerializer,
        answers=described.NoticeSerializer,
        kinds=CHANGING,
        parameters=(IDEMPOTENCY_KEY,),
    )
    def post(self, request: Request, notice_id: UUID) -> HttpResponse:
        call = calling(request, self)
        read_nothing(read_object(request))
        call.once(
            lambda: str(
                letters.mark_posted(notice_id=notice_id, by=call.user, at=call.at).pk
            )
        )
        return _answer(call, notice_id)


class Retests(Call):
    """Test again whether a person is to be told."""

    scope = "decide"

    @describe(
        operation="retestTelling",
        summary="Test again whether a person is told of an entry",
        tag="notices",
        takes=described.RetestSerializer,
        answers=described.RetestedSerializer,
        kinds=CHANGING,
        parameters=(IDEMPOTENCY_KEY,),
    )
    def post(self, request: Request) -> HttpResponse:
        call = calling(request, self)
        asked = read_retest(read_object(request))
        entry = call.once(lambda: _retest(call, asked))
        return answer({"entry": entry})


def as_json(one: NoticeShown) -> dict[str, Any]:
    return {
        "id": str(one.line.id),
        "entry": one.entry_reference,
        "kind": one.line.kind,
        "state": one.line.state,
        "due_on": one.line.due_on.isoformat(),
        "working": list(one.line.due_working),
        "not_sent_reason": one.line.not_sent_reason,
    }


def _retest(call: Calling, asked: Retested) -> str:
    named = {"reference": asked.entry, "reason": asked.reason}
    if asked.tell:
        made = retests.tell_now(**named, by=call.user, at=call.at)
    else:
        made = retests.still_not(
            **named, retest_on=asked.retest_on, by=call.user, at=call.at
        )
    return made.entry.reference


def _answer(call: Calling, notice_id: UUID) -> HttpResponse:
    found = notice_looks.open_notice(notice_id=notice_id, by=call.user, at=call.at)
    return answer(as_json(found))


def _uuid(after: tuple[str, ...]) -> str:
    try:
        return str(UUID(after[0])) if after else ""
    except ValueError:
        sentence = "Send a cursor from `next` exactly as it was given."
        raise Problem(
            Kinds.INVALID, "Correct the parameters named.", errors={"cursor": sentence}
        ) from None


def _state(request: Request) -> str | None:
    given = request.query_params.get("state")
    if given is None or given in NoticeState.codes():
        return given
    sentence = f"Send one of: {', '.join(NoticeState.codes())}."
    raise Problem(
        Kinds.INVALID, "Correct the parameters named.", errors={"state": sentence}
    )
