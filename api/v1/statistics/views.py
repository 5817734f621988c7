"""What may the public be told in numbers, for a period?"""

from datetime import date
from typing import Any

from django.http import HttpResponse
from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers
from rest_framework.request import Request

from api.acting import Call, calling
from api.answers import answer
from api.described import describe
from api.problems import Kinds, Problem
from rights.actions.figures import read_figures
from rights.queries.figures import Figure


class FigureLineSerializer(serializers.Serializer[Any]):
    what = serializers.CharField()
    answer = serializers.CharField(help_text="A number from 1 to 4 is never told.")


class FigureSerializer(serializers.Serializer[Any]):
    number = serializers.IntegerField()
    question = serializers.CharField()
    answers = FigureLineSerializer(many=True)
    worked_out = serializers.CharField()


class FiguresSerializer(serializers.Serializer[Any]):
    organisation = serializers.CharField()
    since = serializers.DateField()
    until = serializers.DateField()
    figures = FigureSerializer(many=True)


class FreedomOfInformation(Call):
    """The ten questions councils are asked about their registers."""

    scope = "audit:read"

    @describe(
        operation="readFreedomOfInformationFigures",
        summary="Answer the ten questions for a period, small numbers suppressed",
        tag="statistics",
        answers=FiguresSerializer,
        kinds=(Kinds.INVALID, Kinds.REFUSED),
        parameters=(
            OpenApiParameter("since", date, required=True),
            OpenApiParameter("until", date, required=True),
        ),
    )
    def get(self, request: Request) -> HttpResponse:
        since, until = _days(request)
        call = calling(request, self)
        found = read_figures(since=since, until=until, by=call.user, at=call.at)
        return answer(
            {
                "organisation": found.organisation,
                "since": found.since.isoformat(),
                "until": found.until.isoformat(),
                "figures": [_figure(figure) for figure in found.figures],
            }
        )


def _figure(figure: Figure) -> dict[str, Any]:
    return {
        "number": figure.number,
        "question": figure.question,
        "answers": [{"what": what, "answer": told} for what, told in figure.lines],
        "worked_out": figure.worked_out,
    }


def _days(request: Request) -> tuple[date, date]:
    errors: dict[str, str] = {}
    found = [_day(request, name, errors) for name in ("since", "until")]
    if errors:
        raise Problem(Kinds.INVALID, "Correct the parameters named.", errors=errors)
    return found[0], found[1]


def _day(request: Request, name: str, errors: dict[str, str]) -> date:
    try:
        return date.fromisoformat(request.query_params.get(name, ""))
    except ValueError:
        errors[name] = "Send a date like 2026-11-23."
        return date.min
