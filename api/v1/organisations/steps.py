"""Whom does the platform stop, serve again, or ask in first?"""

from uuid import UUID

from django.http import HttpResponse
from rest_framework.request import Request

from accounts.actions import organisations as asking
from api.acting import Call, calling, proved
from api.bodies import read_object
from api.described import CHANGING, IDEMPOTENCY_KEY, describe
from api.problems import Kinds
from api.shapes import read
from api.shapes_described import serialiser_of
from api.v1.organisations.bodies import InviteBody, StopBody
from api.v1.organisations.views import ASKED, StandingSerializer, standing_answer
from tenants.stopping import RESUME, SUSPEND


class _Stop(Call):
    """A worker takes the role away, or gives it back."""

    scope = "platform"
    task = ""

    def ask(self, request: Request, organisation_id: UUID) -> HttpResponse:
        call = calling(request, self)
        body = read(StopBody, read_object(request))
        call.once(
            lambda: str(
                asking.stop_or_resume(
                    self.task,
                    organisation_id=organisation_id,
                    reason=body.reason,
                    by=call.user,
                    at=call.at,
                )
            )
        )
        return standing_answer(call, organisation_id, status=202)


class Suspend(_Stop):
    """Stopping is never slowed."""

    task = SUSPEND

    @describe(
        operation="suspendOrganisation",
        summary="Ask that an organisation be served no more: everybody is signed out",
        takes=serialiser_of(StopBody, "OrganisationSuspending"),
        answers=StandingSerializer,
        **ASKED,
    )
    def post(self, request: Request, organisation_id: UUID) -> HttpResponse:
        return self.ask(request, organisation_id)


class Resume(_Stop):
    """Serve it again."""

    task = RESUME

    @describe(
        operation="resumeOrganisation",
        summary="Ask that a suspended organisation be served again",
        takes=serialiser_of(StopBody, "OrganisationResuming"),
        answers=StandingSerializer,
        **ASKED,
    )
    def post(self, request: Request, organisation_id: UUID) -> HttpResponse:
        return self.ask(request, organisation_id)


class Invite(Call):
    """While nobody is there: from the first person on it looks after itself."""

    scope = "platform"

    @describe(
        operation="inviteFirstAdministrator",
        summary="Invite the first administrator of an organisation, by e-mail",
        tag="organisations",
        takes=serialiser_of(InviteBody, "FirstAdministrator"),
        answers=StandingSerializer,
        status=202,
        kinds=(*CHANGING, Kinds.NEEDS_PROOF),
        parameters=(IDEMPOTENCY_KEY,),
    )
    def post(self, request: Request, organisation_id: UUID) -> HttpResponse:
        """Sent again it is refused, whatever its key: somebody is there by then."""
        call = calling(request, self)
        proved(request, call)
        body = read(InviteBody, read_object(request))
        asking.invite_first(
            organisation_id=organisation_id,
            email=body.email,
            full_name=body.full_name,
            by=call.user,
            at=call.at,
        )
        return standing_answer(call, organisation_id, status=202)
