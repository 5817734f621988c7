"""Who would see this entry if it were shared, and who outside has seen it?"""

from django.http import HttpResponse
from rest_framework.request import Request

from api.acting import Call, calling
from api.answers import answer
from api.described import describe
from api.shapes import written
from api.shapes_described import serialiser_of
from sharing import queries
from sharing.actions import release_looks
from sharing.queries.entries import Audience
from sharing.queries.seen import Sightings


class EntryAudience(Call):
    """Every possible recipient with the gate's reasons. Nothing is chosen in advance."""

    scope = "sharing:manage"

    @describe(
        operation="readAudience",
        summary="Ask who would see an entry, and why others would not",
        tag="releases",
        answers=serialiser_of(Audience, "Audience", answered=True),
    )
    def get(self, request: Request, reference: str) -> HttpResponse:
        call = calling(request, self)
        return answer(written(queries.audience_for(call.user, reference, at=call.at)))


class EntrySightings(Call):
    """Which partners were shown it, from the receipts. That it was asked is on record."""

    scope = "sharing:manage"

    @describe(
        operation="readSightings",
        summary="Ask which partners saw an entry, when and for what",
        tag="releases",
        answers=serialiser_of(Sightings, "Sightings", answered=True),
    )
    def get(self, request: Request, reference: str) -> HttpResponse:
        call = calling(request, self)
        found = release_looks.open_sightings(
            entry_reference=reference, by=call.user, at=call.at
        )
        return answer(written(found))
