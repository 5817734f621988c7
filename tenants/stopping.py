"""How does the platform ask that an organisation be stopped, or served again?

A page may not take a role away: it leaves an outbox row, which the worker that holds the
provisioner's login takes. Until then the page says that it is asked for.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from audit import actions as audit
from audit import outbox
from audit.actors import Actor
from audit.kinds import Kind
from audit.models import OutboxItem
from tenants.codes import OrganisationKind
from tenants.context import current_organisation
from tenants.models import Organisation, Status
from tenants.queries import address_of


SUSPEND = "tenants.suspend_organisation"
RESUME = "tenants.resume_organisation"
KINDS = {
    SUSPEND: Kind.ORGANISATION_SUSPENSION_ASKED,
    RESUME: Kind.ORGANISATION_RESUMPTION_ASKED,
}
FROM = {SUSPEND: Status.ACTIVE, RESUME: Status.SUSPENDED}


class NoSuchOrganisation(LookupError):
    """There is no such organisation."""


class NotStopped(ValueError):
    """The organisation cannot be stopped or served again; the sentence says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What was asked last of one organisation and is not done yet."""

    suspends: bool
    at: datetime
    error: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One organisation as the platform sees it: nothing of its register."""

    id: UUID
    name: str
    kind: str
    status: str
    is_active: bool
    may_be_suspended: bool
    may_be_resumed: bool
    address: str
    opened_at: datetime
    duty_name: str
    duty_phone: str
    asked: Asked | None


def standing_of(organisation_id: UUID) -> Standing:
    """Return how one organisation stands, and what was asked of it.

    Raises:
        NoSuchOrganisation: nobody opened it.
    """
    found = _organisation(organisation_id)
    asked = _asked_of(found)
    free = asked is None and found.kind != OrganisationKind.PLATFORM
    return Standing(
        id=found.pk,
        name=found.name,
        kind=found.get_kind_display(),
        status=found.get_status_display(),
        is_active=found.status == Status.ACTIVE,
        may_be_suspended=free and found.status == Status.ACTIVE,
        may_be_resumed=free and found.status == Status.SUSPENDED,
        address=address_of(found),
        opened_at=found.created_at,
        duty_name=found.duty_name,
        duty_phone=found.duty_phone,
        asked=asked,
    )


def ask(
    task: str, *, organisation_id: UUID, reason: str, by: Actor, at: datetime
) -> UUID:
    """Leave the work for the provisioning worker, with an event that says why.

    Raises:
        NotStopped: it is the platform itself, or not in the state this follows from.
    """
    organisation = _organisation(organisation_id)
    if organisation.kind == OrganisationKind.PLATFORM:
        sentence = "The platform cannot suspend itself."
        raise NotStopped(sentence)
    if organisation.status != FROM[task]:
        status = organisation.get_status_display().lower()
        sentence = f"{organisation.name} is {status} already. Nothing was changed."
        raise NotStopped(sentence)
    if not reason.strip():
        sentence = "Say why: both the organisation and your successor will ask."
        raise NotStopped(sentence)
    with transaction.atomic():
        audit.record(
            kind=KINDS[task],
            organisation=current_organisation().id,
            by=by,
            at=at,
            subject=organisation.slug,
            details={"reason": reason.strip()},
        )
        return outbox.post(
            task=task,
            organisation=current_organisation().id,
            arguments={"organisation": str(organisation.pk), "by": by.id},
        )


def _organisation(organisation_id: UUID) -> Organisation:
    found: Organisation | None = Organisation.objects.filter(pk=organisation_id).first()
    if found is None:
        raise NoSuchOrganisation(NoSuchOrganisation.__doc__)
    return found


def _asked_of(organisation: Organisation) -> Asked | None:
    row = (
        OutboxItem.objects.filter(
            task__in=(SUSPEND, RESUME),
            organisation=current_organisation().id,
            arguments__organisation=str(organisation.pk),
            done_at__isnull=True,
        )
        .order_by("-posted_at")
        .first()
    )
    if row is None:
        return None
    return Asked(suspends=row.task == SUSPEND, at=row.posted_at, error=row.failed)
