"""Which organisations are there, and how is one stopped or served again?"""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpResponse
from rest_framework.request import Request

from accounts.actions import organisations
from accounts.actions.first_administrator import has_nobody
from api.acting import Calling, calling, proved
from api.answers import answer, page_asked, paged
from api.bodies import read_object
from api.described import (
    CHANGING,
    IDEMPOTENCY_KEY,
    IF_MATCH,
    LIST,
    SIGNED,
    VERSIONED,
    describe,
)
from api.platform_host import described
from api.platform_host.bodies import read_details, read_invited
from api.platform_host.calling import PlatformCall
from api.platform_host.openings import opening_answer
from api.platform_host.shown import organisation_as_json, row_as_json
from api.problems import Kinds
from api.v1.agreements.bodies import read_reason
from api.versions import if_match
from tenants import queries, stopping


class Organisations(PlatformCall):
    """Every organisation, and asking for one more."""

    @describe(
        operation="listOrganisations",
        summary="List the organisations by their short names, whatever their status",
        tag="organisations",
        answers=described.OrganisationListSerializer,
        kinds=(Kinds.INVALID,),
        parameters=LIST,
    )
    def get(self, request: Request) -> HttpResponse:
        page = page_asked(request)
        slug = page.after[0] if page.after else ""
        rows = queries.organisations_after(slug, at_most=page.limit + 1)
        shown = rows[: page.limit]
        after = (shown[-1].slug,) if len(rows) > page.limit else None
        return paged(request, [row_as_json(row) for row in shown], after=after)

    @describe(
        operation="openOrganisation",
        summary="Ask for an organisation; a worker opens it",
        tag="organisations",
        takes=described.OpenedSerializer,
        answers=described.OpeningSerializer,
        status=202,
        kinds=(*CHANGING, *SIGNED),
        parameters=(IDEMPOTENCY_KEY,),
    )
    def post(self, request: Request) -> HttpResponse:
        call = calling(request, self)
        proved(request, call)
        details = read_details(read_object(request))
        made = call.once(
            lambda: str(
                organisations.open_one(details=details, by=call.user, at=call.at)
            )
        )
        return opening_answer(UUID(made), status=202)


class Organisation(PlatformCall):
    """One organisation, as the platform sees it."""

    @describe(
        operation="readOrganisation",
        summary="Read how one organisation stands, and what was asked of it",
        tag="organisations",
        answers=described.OrganisationSerializer,
    )
    def get(self, request: Request, organisation_id: UUID) -> HttpResponse:
        return organisation_answer(calling(request, self), organisation_id)


class Suspend(PlatformCall):
    """Stopping is never slowed: it asks for no proof."""

    @describe(
        operation="suspendOrganisation",
        summary="Ask that an organisation is served no more; everybody is signed out",
        tag="organisations",
        takes=described.OrganisationReasonSerializer,
        answers=described.OrganisationSerializer,
        kinds=(*CHANGING, *VERSIONED),
        parameters=(IDEMPOTENCY_KEY, IF_MATCH),
    )
    def post(self, request: Request, organisation_id: UUID) -> HttpResponse:
        call = calling(request, self)
        return because(call, request, organisation_id, organisations.suspend)


class Resume(PlatformCall):
    """A person who proved lately who they are."""

    @describe(
        operation="resumeOrganisation",
        summary="Ask that a suspended organisation is served again",
        tag="organisations",
        takes=described.OrganisationReasonSerializer,
        answers=described.OrganisationSerializer,
        kinds=(*CHANGING, *VERSIONED, *SIGNED),
        parameters=(IDEMPOTENCY_KEY, IF_MATCH),
    )
    def post(self, request: Request, organisation_id: UUID) -> HttpResponse:
        call = calling(request, self)
        proved(request, call)
        return because(call, request, organisation_id, organisations.resume)


class FirstAdministrator(PlatformCall):
    """The one person who invites all others, while nobody is there."""

    @describe(
        operation="inviteFirstAdministrator",
        summary="Invite an organisation's first administrator by e-mail",
        tag="organisations",
        takes=described.InvitedAdministratorSerializer,
        answers=described.OrganisationSerializer,
        kinds=(*CHANGING, *SIGNED),
        parameters=(IDEMPOTENCY_KEY,),
        says=described.INVITED_ONCE,
    )
    def post(self, request: Request, organisation_id: UUID) -> HttpResponse:
        call = calling(request, self)
        proved(request, call)
        invited = read_invited(read_object(request))
        organisations.invite_first(
            organisation_id=organisation_id,
            email=invited.email,
            full_name=invited.full_name,
            by=call.user,
            at=call.at,
            once=call.once,
        )
        return organisation_answer(call, organisation_id)


def because(
    call: Calling, request: Request, organisation_id: UUID, act: Callable[..., UUID]
) -> HttpResponse:
    """Take a step that takes a reason and nothing else."""
    reason, seen = read_reason(read_object(request)), if_match(request)
    call.once(
        lambda: str(
            act(
                organisation_id=organisation_id,
                reason=reason,
                by=call.user,
                at=call.at,
                seen=seen,
            )
        )
    )
    return organisation_answer(call, organisation_id)


def organisation_answer(call: Calling, organisation_id: UUID) -> HttpResponse:
    """The organisation as it stands now."""
    found = stopping.standing_of(organisation_id)
    body = organisation_as_json(
        found,
        has_nobody=has_nobody(organisation_id),
        program=call.caller.is_program,
    )
    return answer(body, version=found.seen)
