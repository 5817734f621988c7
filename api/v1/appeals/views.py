"""Which appeals are there, and how does one come in?"""

from django.http import HttpResponse
from rest_framework.request import Request

from api.acting import Call, Calling, calling
from api.answers import answer, page_asked, paged
from api.bodies import read_object
from api.described import CHANGING, IDEMPOTENCY_KEY, LIST, describe
from api.problems import Kinds
from api.v1.appeals import described
from api.v1.appeals.bodies import read_record
from api.v1.appeals.shown import appeal_as_json, line_as_json
from register.actions import appeals
from register.actions.appeals import looks


class Appeals(Call):
    """The appeals the caller arranges or hears, by reference."""

    scope = "decide"

    @describe(
        operation="listAppeals",
        summary="List the appeals that the caller arranges or hears",
        tag="appeals",
        answers=described.AppealListSerializer,
        kinds=(Kinds.INVALID,),
        parameters=LIST,
    )
    def get(self, request: Request) -> HttpResponse:
        page = page_asked(request)
        call = calling(request, self)
        found = looks.list_appeals(by=call.user, at=call.at)
        lines = {line.reference: line for line in (*found.to_arrange, *found.to_hear)}
        begin = page.after[0] if page.after else ""
        rest = sorted(reference for reference in lines if reference > begin)
        shown = rest[: page.limit]
        after = [shown[-1]] if len(rest) > page.limit else None
        rows = [line_as_json(lines[reference]) for reference in shown]
        return paged(request, rows, after=after)

    @describe(
        operation="recordAppeal",
        summary="Take in a person's appeal against an entry",
        tag="appeals",
        takes=described.AppealWordsSerializer,
        answers=described.AppealSerializer,
        status=201,
        kinds=CHANGING,
        parameters=(IDEMPOTENCY_KEY,),
    )
    def post(self, request: Request) -> HttpResponse:
        call = calling(request, self)
        asked = read_record(read_object(request))
        reference = call.once(
            lambda: (
                appeals.record(
                    entry=asked.entry, words=asked.words, by=call.user, at=call.at
                ).reference
            )
        )
        return appeal_answer(call, reference, status=201)


class Appeal(Call):
    """One appeal, as the caller may see it."""

    scope = "decide"

    @describe(
        operation="readAppeal",
        summary="Read one appeal",
        tag="appeals",
        answers=described.AppealSerializer,
    )
    def get(self, request: Request, reference: str) -> HttpResponse:
        return appeal_answer(calling(request, self), reference)


def appeal_answer(call: Calling, reference: str, *, status: int = 200) -> HttpResponse:
    """The appeal as it stands now, for this caller; the look is on record."""
    page = looks.open_appeal(reference=reference, by=call.user, at=call.at)
    location = f"/api/v1/appeals/{page.reference}" if status == 201 else ""
    return answer(
        appeal_as_json(page), version=page.version, status=status, location=location
    )
