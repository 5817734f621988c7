"""How does the platform ask that an organisation be stopped, or served again?

A page may not take a role away: it leaves an outbox row, which the worker that holds the
provisioner's login takes. Until then the page says that it is asked for.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from audit import actions as audit
from audit import outbox
from audit.actors import Actor
from audit.kinds import Kind
from audit.models import OutboxItem
from tenants.codes import OrganisationKind
from tenants.context import current_organisation
from tenants.models import Organisation, Status
from tenants.queries import address_of
from tenants.turns import take_turns


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


class Changed(NotStopped):
    """Somebody asked something of this organisation meanwhile. Read it again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What was asked last of one organisation and is not done yet."""

    suspends: bool
    at: datetime
    error: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One organisation as the platform sees it: nothing of its register.

    `seen` changes with its status and with whatever is asked of it.
    """

    id: UUID
    slug: str
    name: str
    kind: str
    kind_code: str
    status: str
    status_code: str
    is_active: bool
    may_be_suspended: bool
    may_be_resumed: bool
    address: str
    opened_at: datetime
    gss_code: str
    rsh_number: str
    duty_name: str
    duty_phone: str
    asked: Asked | None
    seen: str


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
        slug=found.slug,
        name=found.name,
        kind=found.get_kind_display(),
        kind_code=found.kind,
        status=found.get_status_display(),
        status_code=found.status,
        is_active=found.status == Status.ACTIVE,
        may_be_suspended=free and found.status == Status.ACTIVE,
        may_be_resumed=free and found.status == Status.SUSPENDED,
        address=address_of(found),
        opened_at=found.created_at,
        gss_code=found.gss_code,
        rsh_number=found.rsh_number,
        duty_name=found.duty_name,
        duty_phone=found.duty_phone,
        asked=asked,
        seen=_seen(found),
    )


def ask(
    task: str,
    *,
    organisation_id: UUID,
    reason: str,
    by: Actor,
    at: datetime,
    seen: str | None = None,
) -> UUID:
    """Leave the work for the provisioning worker, with an event that says why.

    `seen` is what whoever asks had read; None where that does not matter.

    Raises:
        NotStopped: it is the platform itself, or not in the state this follows from.
        Changed: it is not as it was when whoever asks read it.
    """
    with transaction.atomic():
        take_turns(f"stopping {organisation_id}")
        organisation = _organisation(organisation_id)
        if seen is not None and seen != _seen(organisation):
            raise Changed(Changed.__doc__)
        if sentence := _why_not(task, organisation, reason):
            raise NotStopped(sentence)
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


def _why_not(task: str, organisation: Organisation, reason: str) -> str:
    """Why this cannot be asked of it, in a sentence; empty where it can."""
    if organisation.kind == OrganisationKind.PLATFORM:
        return "The platform cannot suspend itself."
    if organisation.status != FROM[task]:
        status = organisation.get_status_display().lower()
        return f"{organisation.name} is {status} already. Nothing was changed."
    if not reason.strip():
        return "Say why: both the organisation and your successor will ask."
    return ""


def _organisation(organisation_id: UUID) -> Organisation:
    found: Organisation | None = Organisation.objects.filter(pk=organisation_id).first()
    if found is None:
        raise NoSuchOrganisation(NoSuchOrganisation.__doc__)
    return found


def _rows(organisation: Organisation) -> QuerySet[OutboxItem]:
    """What was ever asked of it, the newest first."""
    return OutboxItem.objects.filter(
        task__in=(SUSPEND, RESUME),
        organisation=current_organisation().id,
        arguments__organisation=str(organisation.pk),
    ).order_by("-posted_at", "-pk")


def _asked_of(organisation: Organisation) -> Asked | None:
    row = _rows(organisation).filter(done_at__isnull=True).first()
    if row is None:
        return None
    return Asked(suspends=row.task == SUSPEND, at=row.posted_at, error=row.failed)


def _seen(organisation: Organisation) -> str:
    last = _rows(organisation).values_list("pk", flat=True).first()
    return f"{organisation.status}-{last}" if last else str(organisation.status)
