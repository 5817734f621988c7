"""What would become visible or vanish, before anything is changed?"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.http import HttpResponse
from rest_framework.request import Request

from api.acting import Call, calling
from api.answers import answer
from api.bodies import read_object
from api.described import CHANGING, IDEMPOTENCY_KEY, describe
from api.shapes import read, written
from api.shapes_described import serialiser_of
from sharing.queries import rehearsals
from sharing.queries.suppositions import What
from tenants.codes import Activity, Level


@dataclass(frozen=True, slots=True, kw_only=True)
class RehearsalBody:
    """One change to suppose. Which other field is needed depends on `what`."""

    what: What
    agreement: UUID | None = None
    activity: Activity | None = None
    level: Level | None = None
    day: date | None = None


class Rehearsals(Call):
    """Judge every release of ours twice: as things are, and as supposed."""

    scope = "sharing:manage"

    @describe(
        operation="rehearse",
        summary="Ask what a change would show or hide, before it is made",
        tag="sharing",
        takes=serialiser_of(RehearsalBody, "RehearsalAsked"),
        answers=serialiser_of(rehearsals.Answer, "RehearsalAnswer", answered=True),
        kinds=CHANGING,
        parameters=(IDEMPOTENCY_KEY,),
    )
    def post(self, request: Request) -> HttpResponse:
        """Nothing is changed, so a call sent again is simply judged again."""
        call = calling(request, self)
        body = read(RehearsalBody, read_object(request))
        asked = rehearsals.Asked(
            what=body.what,
            agreement_id=body.agreement,
            activity=body.activity or "",
            level=body.level or "",
            day=body.day,
        )
        return answer(written(rehearsals.answer(call.user, asked, at=call.at)))
