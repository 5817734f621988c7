"""What is released to whom, and may this entry go to this partner?"""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from rest_framework.request import Request

from api.acting import Call, Calling, calling, prove_first
from api.answers import answer, page_asked, paged
from api.bodies import read_object
from api.described import CHANGING, IDEMPOTENCY_KEY, describe
from api.problems import Kinds, Problem
from api.v1.releases import described
from api.v1.releases.bodies import read_new, read_reason
from sharing.actions import audiences, releases
from sharing.actions.choices import Choice
from sharing.queries.releases import ReleaseLine, release_for, releases_after


REFUSED = "refused"


class Releases(Call):
    """Every release of this organisation, and a new one."""

    scope = "sharing:manage"

    @describe(
        operation="listReleases",
        summary="List what was released, newest first",
        tag="releases",
        answers=described.ReleaseListSerializer,
        kinds=(Kinds.INVALID,),
        parameters=described.FILTERS,
    )
    def get(self, request: Request) -> HttpResponse:
        page = page_asked(request)
        call = calling(request, self)
        found = releases_after(
            call.user,
            after=page.after,
            limit=page.limit,
            entry=request.query_params.get("entry", "")[:40],
            at=call.at,
        )
        rows = [release_as_json(row) for row in found.rows]
        return paged(request, rows, after=found.after)

    @describe(
        operation="releaseEntry",
        summary="Release one entry to one partner; a refusal gives every reason",
        tag="releases",
        takes=described.NewReleaseSerializer,
        answers=described.ReleaseSerializer,
        status=201,
        kinds=CHANGING,
        parameters=(IDEMPOTENCY_KEY,),
    )
    def post(self, request: Request) -> HttpResponse:
        call = calling(request, self)
        prove_first(request, call)
        entry, choice = read_new(read_object(request))
        made = release(call, entry, choice)
        line = release_for(call.user, UUID(made), at=call.at)
        return answer(release_as_json(line), status=201)


class WithdrawRelease(Call):
    """Take an entry back: the partner's next check does not show it."""

    scope = "sharing:manage"

    @describe(
        operation="withdrawRelease",
        summary="Take an entry back from a partner, and recall what was shown",
        tag="releases",
        takes=described.WithdrawReleaseSerializer,
        answers=described.ReleaseSerializer,
        kinds=CHANGING,
        parameters=(IDEMPOTENCY_KEY,),
    )
    def post(self, request: Request, release_id: UUID) -> HttpResponse:
        call = calling(request, self)
        reason = read_reason(read_object(request))
        made = call.once(
            lambda: str(
                releases.withdraw(
                    release_id=release_id, reason=reason, by=call.user, at=call.at
                ).pk
            )
        )
        line = release_for(call.user, UUID(made), at=call.at)
        return answer(release_as_json(line))


def release(call: Calling, entry: str, choice: Choice) -> str:
    """The release's id. A refusal is on record before it is told, so it is no error
    until then; the same call sent again is decided again.

    Raises Problem REFUSED with every reason of the gate.
    """
    reasons: list[str] = []

    def act() -> str:
        [outcome] = audiences.share(
            entry_reference=entry,
            partners=[choice],
            teams=[],
            by=call.user,
            at=call.at,
        )
        reasons.extend(outcome.reasons)
        return str(outcome.release_id) if outcome.released else REFUSED

    made = call.once(act)
    if made == REFUSED and not reasons:
        made = act()
    if made == REFUSED:
        raise Problem(Kinds.REFUSED, " ".join(reasons))
    return made


def release_as_json(line: ReleaseLine) -> dict[str, Any]:
    return {
        "id": str(line.id),
        "entry": line.entry,
        "recipient": line.recipient,
        "recipient_id": str(line.recipient_id),
        "agreement": str(line.agreement_id),
        "activity": line.activity,
        "level": line.level,
        "reason": line.reason,
        "released_at": line.decided_at.isoformat(),
        "withdrawn_at": line.withdrawn_at.isoformat() if line.withdrawn_at else None,
    }
