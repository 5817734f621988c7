"""What stands on the register, entry by entry and as a list?"""

from collections.abc import Sequence
from datetime import date

from django.http import HttpResponse
from rest_framework.request import Request

from api.acting import Call, Calling, calling
from api.answers import answer, page_asked, paged
from api.described import describe
from api.problems import Kinds, Problem
from api.v1.entries import described
from api.v1.entries.shown import entry_as_json, line_as_json
from register.actions import looks
from register.states import EntryState
from tenants.codes import Category


class Entries(Call):
    """The register's list, for those who run it."""

    scope = "register:read"

    @describe(
        operation="listEntries",
        summary="List entries in the order in which they are reviewed",
        tag="entries",
        answers=described.EntryListSerializer,
        kinds=(Kinds.INVALID,),
        parameters=described.FILTERS,
    )
    def get(self, request: Request) -> HttpResponse:
        page = page_asked(request, parts=2)
        _refuse_no_day(page.after)
        call = calling(request, self)
        found = looks.list_entries_after(
            after=page.after,
            limit=page.limit,
            state=_one_of(request, "state", EntryState.codes()),
            category=_one_of(request, "category", Category.codes()),
            by=call.user,
            at=call.at,
        )
        rows = [line_as_json(row) for row in found.rows]
        return paged(request, rows, after=found.after)


class Entry(Call):
    """One entry, at the caller's level."""

    scope = "register:read"

    @describe(
        operation="readEntry",
        summary="Read one entry",
        tag="entries",
        answers=described.EntrySerializer,
    )
    def get(self, request: Request, reference: str) -> HttpResponse:
        return entry_answer(calling(request, self), reference)


def entry_answer(call: Calling, reference: str, *, status: int = 200) -> HttpResponse:
    """The entry as it stands now, for this caller; the look is on record."""
    page = looks.open_entry(reference=reference, by=call.user, at=call.at)
    return answer(entry_as_json(page), version=page.version, status=status)


def _one_of(request: Request, name: str, codes: Sequence[str]) -> str | None:
    given = request.query_params.get(name)
    if given is None or given in codes:
        return given
    sentence = f"Send one of: {', '.join(codes)}."
    raise Problem(
        Kinds.INVALID, "Correct the parameters named.", errors={name: sentence}
    )


def _refuse_no_day(after: Sequence[str]) -> None:
    try:
        if after:
            date.fromisoformat(after[0])
    except ValueError:
        sentence = "Send a cursor from `next` exactly as it was given."
        raise Problem(
            Kinds.INVALID, "Correct the parameters named.", errors={"cursor": sentence}
        ) from None
