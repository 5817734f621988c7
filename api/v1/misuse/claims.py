"""How does somebody take away the bundle with which a claim is made?

It holds receipts and signed papers, so that it leaves to a person alone, lately proved.
"""

from uuid import UUID

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from api.acting import Call, calling, proved
from api.described import CHANGING, EVERY_CALL, IDEMPOTENCY_KEY, SIGNED, problems
from sharing.actions import claims


class Claim(Call):
    """A ZIP with the claim, the agreement, its receipts and a manifest of digests."""

    scope = "sharing:manage"

    @extend_schema(
        operation_id="bundleClaim",
        summary="Make the claim bundle; that it was made is on record with its digest",
        tags=["misuse"],
        parameters=[IDEMPOTENCY_KEY],
        request=None,
        responses={
            (200, "application/zip"): OpenApiTypes.BINARY,
            **problems(*EVERY_CALL, *CHANGING, *SIGNED),
        },
    )
    def post(self, request: Request, case_id: UUID) -> HttpResponse:
        call = calling(request, self)
        proved(request, call)
        content, name = claims.bundle(case_id=case_id, by=call.user, at=call.at)
        response = HttpResponse(content, content_type="application/zip")
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        response["Cache-Control"] = "no-store"
        return response
