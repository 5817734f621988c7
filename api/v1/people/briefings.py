"""Who is briefed, and whose briefing lapses or has lapsed?"""

from datetime import date

from django.http import HttpResponse
from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers
from rest_framework.request import Request

from accounts.queries import briefed
from api.acting import calling
from api.answers import page_asked, paged
from api.bodies import Errors, parsed, refuse_if_any
from api.described import LIST, SIGNED, describe, page_of
from api.problems import Kinds
from api.shapes import written
from api.shapes_described import serialiser_of
from api.v1.people.calling import PeopleCall


BriefedSerializer = serialiser_of(briefed.BriefedPerson, "BriefedPerson", answered=True)


class BriefingsSerializer(page_of("BriefedPeoplePage", BriefedSerializer)):  # type: ignore[misc]
    """`lapsed` counts those who are not answered today, the never briefed included."""

    active = serializers.IntegerField()
    lapsed = serializers.IntegerField()
    months = serializers.IntegerField(help_text="How long a briefing counts here.")


class Briefings(PeopleCall):
    """Everybody active; whoever is to be briefed first comes first."""

    @describe(
        operation="listBriefings",
        summary="List who is briefed until when, whoever lapses first before the others",
        tag="people",
        answers=BriefingsSerializer,
        kinds=(Kinds.INVALID, *SIGNED),
        parameters=(
            *LIST,
            OpenApiParameter(
                "lapsing_by",
                date,
                description="Only those whose briefing no longer counts on that day.",
            ),
        ),
    )
    def get(self, request: Request) -> HttpResponse:
        page = page_asked(request, parts=2)
        call = calling(request, self)
        found = briefed.briefed_after(
            call.user,
            after=page.after,
            limit=page.limit,
            lapsing_by=_day(request),
            at=call.at,
        )
        return paged(
            request,
            [written(each) for each in found.rows],
            after=found.after,
            beside={
                "active": found.active,
                "lapsed": found.lapsed,
                "months": found.months,
            },
        )


def _day(request: Request) -> date | None:
    errors: Errors = {}
    given = {"lapsing_by": request.query_params.get("lapsing_by") or None}
    say = "Send a date as YYYY-MM-DD."
    day = parsed(given, "lapsing_by", errors, read=date.fromisoformat, say=say)
    refuse_if_any(errors)
    return day
