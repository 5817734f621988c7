"""Which of our own teams is given an entry, and taken back from which?"""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from rest_framework.request import Request

from api.acting import Call, Calling, calling, proved
from api.answers import answer
from api.bodies import read_object
from api.described import CHANGING, IDEMPOTENCY_KEY, describe
from api.problems import Kinds, Problem
from api.shapes import read, written
from api.v1.releases import described
from api.v1.releases.bodies import TeamBody, read_reason
from sharing.actions import audiences, team_releases
from sharing.actions.choices import TeamPick
from sharing.queries.own_teams import TeamReleaseLine, team_release_for


REFUSED = "refused"


class TeamReleases(Call):
    """A team that never meets the public is given nothing, whoever asks."""

    scope = "sharing:manage"

    @describe(
        operation="releaseToTeam",
        summary="Give one entry to one of our own teams; a refusal gives every reason",
        tag="releases",
        takes=described.NewTeamReleaseSerializer,
        answers=described.TeamReleaseSerializer,
        status=201,
        kinds=(*CHANGING, Kinds.NEEDS_PROOF),
        parameters=(IDEMPOTENCY_KEY,),
    )
    def post(self, request: Request) -> HttpResponse:
        call = calling(request, self)
        proved(request, call)
        body = read(TeamBody, read_object(request))
        made = _given(call, body)
        return answer(_line(call, UUID(made)), status=201)


class WithdrawTeamRelease(Call):
    """The team no longer sees it."""

    scope = "sharing:manage"

    @describe(
        operation="withdrawTeamRelease",
        summary="Take an entry back from one of our own teams",
        tag="releases",
        takes=described.WithdrawReleaseSerializer,
        answers=described.TeamReleaseSerializer,
        kinds=CHANGING,
        parameters=(IDEMPOTENCY_KEY,),
    )
    def post(self, request: Request, release_id: UUID) -> HttpResponse:
        call = calling(request, self)
        reason = read_reason(read_object(request))
        made = call.once(
            lambda: str(
                team_releases.take_back(
                    team_release_id=release_id, reason=reason, by=call.user, at=call.at
                ).pk
            )
        )
        return answer(_line(call, UUID(made)))


def _given(call: Calling, body: TeamBody) -> str:
    """The release's id, or every reason of the gate as a Problem; asked again, the same
    call is decided again."""
    reasons: list[str] = []

    def act() -> str:
        [outcome] = audiences.share(
            entry_reference=body.entry,
            partners=[],
            teams=[TeamPick(body.team, body.level.value, body.reason)],
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


def _line(call: Calling, release_id: UUID) -> dict[str, Any]:
    line: TeamReleaseLine = team_release_for(call.user, release_id, at=call.at)
    told: dict[str, Any] = written(line)
    return {"withdrawn_at": None} | told
