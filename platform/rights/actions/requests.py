"""How is a request about somebody's data received, and who deals with it?"""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from accounts.permissions import permissions_of, roles_of
from audit.kinds import Kind
from register.actions.attempts import noting_attempts
from register.actions.events import note
from register.models import Subject
from register.permissions import Standing, against_permission, standing_of
from register.references import new_reference
from register.refusals import NotFound, NotPermitted, Refused
from rights.models import RightsRequest
from rights.policy.clock import first_due
from rights.states import RequestKind, RequestState
from tenants.clocks import civil_date
from tenants.codes import Permission
from tenants.context import current_organisation


@noting_attempts
@transaction.atomic
def receive(
    *,
    kind: RequestKind,
    received_on: date,
    received_how: str,
    requester_name: str,
    requester_address: str,
    acting_for: str,
    what_asked: str,
    by: User,
    at: datetime,
) -> RightsRequest:
    """Record what arrived. Its clock runs from the day it arrived, not from today."""
    who = officer(by, at=at)
    if received_on > civil_date(at):
        raise Refused("The day it was received must be today or in the past.")
    if not requester_name.strip() or not what_asked.strip():
        raise Refused("Say who asks, and what they ask.")
    due = first_due(kind, received_on, nation=current_organisation().nation)
    request = RightsRequest.objects.create(
        reference=new_reference("Q"),
        kind=kind.value,
        received_on=received_on,
        received_how=received_how.strip(),
        requester_name=requester_name.strip(),
        requester_address=requester_address.strip(),
        acting_for=acting_for.strip(),
        what_asked=what_asked.strip(),
        owner=by,
        recorded_by=by,
        recorded_at=at,
        due_on=due.on,
        due_working=list(due.working),
    )
    told(Kind.RIGHTS_RECEIVED, request, who=who, at=at, asked=kind.value)
    return request


@noting_attempts
@transaction.atomic
def link(
    *, reference: str, subjects: Sequence[UUID], by: User, at: datetime
) -> RightsRequest:
    """Say who on the register the request is about: one record or several."""
    who = officer(by, at=at)
    request = locked(reference)
    refuse_answered(request)
    known = set(Subject.objects.filter(pk__in=subjects).values_list("pk", flat=True))
    if known != set(subjects):
        raise Refused("Choose from the people that were found.")
    request.subjects = sorted(known)
    request.save(update_fields=["subjects"])
    told(Kind.RIGHTS_LINKED, request, who=who, at=at, subjects=len(known))
    return request


@noting_attempts
@transaction.atomic
def confirm_identity(
    *, reference: str, how: str, by: User, at: datetime
) -> RightsRequest:
    """Say how it was made sure that they are who they say, or may act for them."""
    who = officer(by, at=at)
    request = locked(reference)
    refuse_answered(request)
    if not how.strip():
        raise Refused("Say how you made sure who they are.")
    request.identity_how = how.strip()
    request.identity_by = by
    request.identity_at = at
    request.save(update_fields=["identity_how", "identity_by", "identity_at"])
    told(Kind.RIGHTS_IDENTITY_CONFIRMED, request, who=who, at=at)
    return request


@noting_attempts
@transaction.atomic
def hand_over(*, reference: str, owner: UUID, by: User, at: datetime) -> RightsRequest:
    """Give the request to another person who answers rights requests here."""
    who = officer(by, at=at)
    request = locked(reference)
    refuse_answered(request)
    person = User.objects.filter(pk=owner, is_active=True).first()
    if person is None or not may_answer(person, on=civil_date(at)):
        raise Refused("Choose somebody who answers rights requests here.")
    if person.pk == request.owner_id:
        raise Refused("They have it already.")
    request.owner = person
    request.save(update_fields=["owner"])
    told(Kind.RIGHTS_HANDED_OVER, request, who=who, at=at, owner=str(person.pk))
    return request


def may_answer(person: User, *, on: date) -> bool:
    return Permission.RIGHTS in permissions_of(roles_of(person, on))


def officer(by: User, *, at: datetime) -> Standing:
    """Whoever answers rights requests, or NotPermitted."""
    who = standing_of(by, on=civil_date(at))
    NotPermitted.if_any(against_permission(who, Permission.RIGHTS))
    return who


def locked(reference: str) -> RightsRequest:
    """The request, locked until the transaction ends, or NotFound."""
    found = (
        RightsRequest.objects.select_for_update(of=("self",))
        .filter(reference=reference)
        .first()
    )
    if found is None:
        raise NotFound("There is no such request.")
    return found


def refuse_answered(request: RightsRequest) -> None:
    if request.state == RequestState.ANSWERED:
        raise Refused("This request is answered. Record a new one.")


def told(
    kind: Kind,
    request: RightsRequest,
    *,
    who: Standing,
    at: datetime,
    **details: object,
) -> None:
    """One event about the request, in codes and ids."""
    note(
        kind,
        who=who,
        step=Permission.RIGHTS,
        at=at,
        subject=request.reference,
        details=details,
    )
