"""Which of many entries go to one partner, each with its own reason?

First whom it would reach, then the entries that could go there, then what the gate says
of those chosen; and only then the release, each entry judged and recorded by itself.
"""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from rest_framework.request import Request

from api.acting import Call, Calling, calling, proved
from api.answers import answer, page_asked, paged
from api.bodies import LONGEST, read_object
from api.described import CHANGING, IDEMPOTENCY_KEY, LIST, describe
from api.problems import Kinds
from api.shapes import read, written
from api.v1.releases import described
from api.v1.releases.bodies import BulkBody
from sharing.actions import audiences, release_looks
from sharing.actions.choices import EntryOutcome, EntryPick
from sharing.queries import bulk


# A hundred reasons, each as long as a page takes.
LONGEST_BULK = 4 * LONGEST
DONE = "released"
AGAIN = "This call did not release it. Send it again under a new Idempotency-Key."


class Destinations(Call):
    """Every partner and activity to which something could be released."""

    scope = "sharing:manage"

    @describe(
        operation="listDestinations",
        summary="List the partners, by how many people, and what stops each today",
        tag="releases",
        answers=described.DestinationListSerializer,
    )
    def get(self, request: Request) -> HttpResponse:
        call = calling(request, self)
        found = bulk.destinations(call.user, at=call.at)
        return answer({"results": [written(each) for each in found]})


class Candidates(Call):
    """The entries that could go to one of them. Nothing is chosen in advance."""

    scope = "sharing:manage"

    @describe(
        operation="listCandidates",
        summary="List the entries that could go to a partner, with the gate's reasons",
        tag="releases",
        answers=described.CandidateListSerializer,
        kinds=(Kinds.INVALID,),
        parameters=LIST,
    )
    def get(self, request: Request, agreement_id: UUID, activity: str) -> HttpResponse:
        page = page_asked(request)
        call = calling(request, self)
        found = release_looks.open_candidates(
            agreement_id=agreement_id,
            activity=activity,
            after=page.after[0] if page.after else "",
            limit=page.limit,
            by=call.user,
            at=call.at,
        )
        beside = {
            "destination": written(found.destination),
            "waiting": found.waiting,
            "released": found.released,
            "outside": found.outside,
        }
        rows = [written(each) for each in found.entries]
        after = None if found.after is None else (found.after,)
        return paged(request, rows, after=after, beside=beside)


class PreviewBulk(Call):
    """Stop before sharing: what would become of each, and how many people would see it."""

    scope = "sharing:manage"

    @describe(
        operation="previewBulkRelease",
        summary="Ask what the gate says of each entry chosen; nothing is released",
        tag="releases",
        takes=described.BulkSerializer,
        answers=described.PreviewSerializer,
        kinds=CHANGING,
        parameters=(IDEMPOTENCY_KEY,),
    )
    def post(self, request: Request) -> HttpResponse:
        """Nothing is changed, so a call sent again is simply judged again."""
        call = calling(request, self)
        return answer(_previewed(call, _read(request)))


class BulkReleases(Call):
    """Release each entry chosen: what stops one stops no other."""

    scope = "sharing:manage"

    @describe(
        operation="releaseEntries",
        summary="Release several entries to one partner, and say what became of each",
        tag="releases",
        takes=described.BulkSerializer,
        answers=described.BulkReleasedSerializer,
        kinds=(*CHANGING, Kinds.NEEDS_PROOF),
        parameters=(IDEMPOTENCY_KEY,),
    )
    def post(self, request: Request) -> HttpResponse:
        """Sent again under its key it releases nothing more, and says how each stands."""
        call = calling(request, self)
        proved(request, call)
        body = _read(request)
        outcomes: list[EntryOutcome] = []

        def act() -> str:
            outcomes.extend(audiences.release_many(**_asked(body, call)))
            return DONE

        call.once(act)
        lines = [_outcome(one) for one in outcomes] or _stands(call, body)
        return answer({"agreement": str(body.agreement), "results": lines})


def _read(request: Request) -> BulkBody:
    return read(BulkBody, read_object(request, longest=LONGEST_BULK))


def _asked(body: BulkBody, call: Calling) -> dict[str, Any]:
    return {
        "agreement_id": body.agreement,
        "activity": body.activity.value,
        "entries": [
            EntryPick(one.entry, one.level.value, one.reason) for one in body.entries
        ],
        "by": call.user,
        "at": call.at,
    }


def _previewed(call: Calling, body: BulkBody) -> dict[str, Any]:
    found = release_looks.preview(**_asked(body, call))
    return {
        "destination": written(found.destination),
        "people": found.people,
        "results": [written(each) for each in found.entries],
    }


def _outcome(one: EntryOutcome) -> dict[str, Any]:
    release = str(one.release_id) if one.release_id else None
    return {"entry": one.reference, "release": release, "reasons": list(one.reasons)}


def _stands(call: Calling, body: BulkBody) -> list[dict[str, Any]]:
    """How each stands now: released, or why not."""
    found = release_looks.preview(**_asked(body, call)).entries
    return [
        {
            "entry": one.entry,
            "release": str(one.release) if one.release else None,
            "reasons": [] if one.release else list(one.reasons) or [AGAIN],
        }
        for one in found
    ]
