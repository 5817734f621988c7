"""Which step of an agreement does a call take?

Whoever binds their organisation is a person, who has proved lately who they are, as on
the page. A program prepares, reads, suspends and ends; it signs nothing.
"""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from rest_framework.request import Request

from api.acting import Call, Calling, calling, proved
from api.bodies import read_object
from api.described import (
    CHANGING,
    IDEMPOTENCY_KEY,
    IF_MATCH,
    SIGNED,
    VERSIONED,
    describe,
)
from api.files import with_file
from api.v1.agreements import described
from api.v1.agreements.bodies import (
    read_cover,
    read_indemnity,
    read_reason,
    read_signature,
)
from api.v1.agreements.views import agreement_answer
from api.versions import if_match, number_in
from sharing.actions import agreements


type Who = dict[str, Any]
type Takes = type[Any] | Mapping[str, type[Any]]
PAPER = "paper"


class Step(Call):
    """A step that leaves the agreement as its answer."""

    scope = "sharing:manage"
    binds = False

    def take(
        self,
        request: Request,
        agreement_id: UUID,
        act: Callable[[Calling, Who], object],
        *,
        as_read: bool = True,
        told: bytes | None = None,
    ) -> HttpResponse:
        """Take it once. `as_read`: only while the agreement is as If-Match says; `told`
        is what tells it from other calls where it came with a file."""
        call = calling(request, self, body=told)
        if self.binds:
            proved(request, call)
        who: Who = {"agreement_id": agreement_id, "by": call.user, "at": call.at}
        if as_read:
            who["seen"] = number_in(if_match(request))
        call.once(lambda: str(act(call, who) and agreement_id))
        return agreement_answer(call, agreement_id)


class Binding(Step):
    """A step to which somebody puts their name."""

    binds = True


def taking(
    operation: str, summary: str, takes: Takes, *, binds: bool = False
) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Describe a step: they differ in what they take, and in whether they bind."""
    return describe(
        operation=operation,
        summary=summary,
        tag="sharing",
        takes=takes,
        answers=described.AgreementSerializer,
        kinds=(*CHANGING, *VERSIONED, *(SIGNED if binds else ())),
        parameters=(IDEMPOTENCY_KEY, IF_MATCH),
    )


class Offer(Binding):
    """The discloser signs."""

    @taking(
        "offerAgreement", "Sign and offer", described.SignatureSerializer, binds=True
    )
    def post(self, request: Request, agreement_id: UUID) -> HttpResponse:
        body = read_object(request)
        return self.take(
            request,
            agreement_id,
            lambda call, who: agreements.offer(
                signatory=read_signature(body, name=call.user.full_name), **who
            ),
        )


class Accept(Binding):
    """The recipient signs."""

    @taking("acceptAgreement", "Sign what was offered", described.SignatureSerializer,
            binds=True)  # fmt: skip
    def post(self, request: Request, agreement_id: UUID) -> HttpResponse:
        body = read_object(request)
        return self.take(
            request,
            agreement_id,
            lambda call, who: agreements.accept(
                signatory=read_signature(body, name=call.user.full_name), **who
            ),
        )


class Indemnity(Binding):
    """The recipient gives the indemnity."""

    @taking(
        "indemnify",
        "Give the indemnity; the executed paper may come beside it",
        described.INDEMNITY,
        binds=True,
    )
    def post(self, request: Request, agreement_id: UUID) -> HttpResponse:
        given = with_file(request, PAPER)

        def give(call: Calling, who: Who) -> object:
            terms, signatory = read_indemnity(given.body, name=call.user.full_name)
            return agreements.indemnify(
                terms=terms, signatory=signatory, paper=given.file, **who
            )

        return self.take(request, agreement_id, give, told=given.told)


class RenewCover(Binding):
    """New insurance behind the indemnity that stands."""

    @taking(
        "renewCover",
        "Renew the insurance cover; its certificate may come beside it",
        described.COVER,
        binds=True,
    )
    def post(self, request: Request, agreement_id: UUID) -> HttpResponse:
        given = with_file(request, PAPER)
        return self.take(
            request,
            agreement_id,
            lambda _, who: agreements.renew_cover(
                terms=read_cover(given.body), paper=given.file, **who
            ),
            told=given.told,
        )


def because(
    step: Step,
    request: Request,
    agreement_id: UUID,
    act: Callable[..., object],
    *,
    as_read: bool = True,
) -> HttpResponse:
    """Take a step that takes a reason and nothing else."""
    body = read_object(request)
    return step.take(
        request,
        agreement_id,
        lambda _, who: act(reason=read_reason(body), **who),
        as_read=as_read,
    )
