"""Which versions has an agreement, what does each say, and how is a next one drafted?"""

from uuid import UUID

from django.http import HttpResponse
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request

from api.acting import Call, calling
from api.answers import answer
from api.bodies import Errors, read_object, refuse_if_any
from api.described import CHANGING, IDEMPOTENCY_KEY, IF_MATCH, VERSIONED, describe
from api.problems import Kinds
from api.v1.agreements import described
from api.v1.agreements.bodies import read_terms
from api.v1.agreements.shown import (
    agreement_as_json,
    difference_as_json,
    version_as_json,
)
from api.v1.agreements.views import agreement_answer
from api.versions import if_match, number_in
from sharing import queries
from sharing.actions import agreements
from sharing.queries import versions


class Versions(Call):
    """Every version that this side may read, and the next one."""

    scope = "sharing:manage"

    @describe(
        operation="listVersions",
        summary="List the versions of an agreement, oldest first",
        tag="sharing",
        answers=described.VersionListSerializer,
    )
    def get(self, request: Request, agreement_id: UUID) -> HttpResponse:
        call = calling(request, self)
        page = queries.agreement_for(call.user, agreement_id, at=call.at)
        return answer({"results": [version_as_json(each) for each in page.versions]})

    @describe(
        operation="reviseAgreement",
        summary="Draft the next version; what stands answers until it takes over",
        tag="sharing",
        takes=described.TermsSerializer,
        answers=described.AgreementSerializer,
        status=201,
        kinds=(*CHANGING, *VERSIONED),
        parameters=(IDEMPOTENCY_KEY, IF_MATCH),
    )
    def post(self, request: Request, agreement_id: UUID) -> HttpResponse:
        call = calling(request, self)
        terms = read_terms(read_object(request))
        seen = number_in(if_match(request))
        call.once(
            lambda: str(
                agreements.revise(
                    agreement_id=agreement_id,
                    terms=terms,
                    by=call.user,
                    at=call.at,
                    seen=seen,
                ).number
            )
        )
        return agreement_answer(call, agreement_id, status=201)


class Version(Call):
    """One version in full, whether or not it is the one that stands."""

    scope = "sharing:manage"

    @describe(
        operation="readVersion",
        summary="Read one version of an agreement",
        tag="sharing",
        answers=described.AgreementSerializer,
    )
    def get(self, request: Request, agreement_id: UUID, number: int) -> HttpResponse:
        call = calling(request, self)
        page = queries.agreement_for(call.user, agreement_id, at=call.at, number=number)
        body = agreement_as_json(page, program=call.caller.is_program)
        return answer(body, version=page.seen)


BOTH = tuple(
    OpenApiParameter(name, int, required=True, description="The number of a version.")
    for name in ("before", "after")
)


class Difference(Call):
    """What one version says that another does not, in words."""

    scope = "sharing:manage"

    @describe(
        operation="compareVersions",
        summary="Compare two versions, term by term, in words",
        tag="sharing",
        answers=described.DifferenceSerializer,
        kinds=(Kinds.INVALID,),
        parameters=BOTH,
    )
    def get(self, request: Request, agreement_id: UUID) -> HttpResponse:
        errors: Errors = {}
        before, after = (_number(request, each.name, errors) for each in BOTH)
        refuse_if_any(errors)
        call = calling(request, self)
        found = versions.difference_for(
            call.user, agreement_id, before=before, after=after, at=call.at
        )
        return answer(difference_as_json(found))


def _number(request: Request, name: str, errors: Errors) -> int:
    given = request.query_params.get(name, "")
    if given.isascii() and given.isdecimal() and len(given) < 5:
        return int(given)
    errors[name] = "Send the number of a version, like 1."
    return 0
