"""How does a partner show that its work meets people, and who accepts that?"""

from datetime import date, datetime
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from django.db import transaction

from accounts.models import User
from audit.actors import Actor
from audit.kinds import Kind
from sharing.actions.attempts import noting_attempts
from sharing.actions.papers import keep_evidence
from sharing.actions.transitions import agreement_of, locked, tell
from sharing.errors import Invalid, NotAllowed, NotFound, NotNow
from sharing.models import Agreement, AgreementVersion, Attestation
from sharing.permissions import allow, in_person, my_side
from sharing.states import Side, Step
from tenants.codes import Activity, ContactMode


LONDON = ZoneInfo("Europe/London")


@noting_attempts
@transaction.atomic
def attest(
    *,
    agreement_id: UUID,
    activity: str,
    mode: str,
    evidence: str,
    ends_on: date,
    by: User,
    at: datetime,
    people: int = 0,
    starts_on: date | None = None,
    paper: bytes = b"",
) -> Attestation:
    """Say how one kind of work is done, on what evidence, by how many people.

    `paper` is a PDF or a picture that shows it, which both sides then hold.

    Given by the partner it waits for the discloser's approval; recorded by the
    discloser's own sharing officer it is approved as it is made, so that no program
    does that. It replaces what was attested for the activity before.
    """
    first_day = starts_on or at.astimezone(LONDON).date()
    _check(activity, mode, evidence, first_day=first_day, ends_on=ends_on)
    agreement = agreement_of(agreement_id)
    who = allow(Step.ATTEST, agreement=agreement, by=by, at=at)
    version = locked(agreement, step=Step.ATTEST)
    approver = _approver(agreement, who, by=by)
    _retire(agreement, activity, by=who, at=at)
    given = Attestation(
        id=uuid4(),
        agreement=agreement,
        discloser=agreement.discloser,
        recipient=agreement.recipient,
        activity=activity,
        mode=mode,
        evidence=evidence.strip(),
        people=people,
        starts_on=first_day,
        ends_on=ends_on,
        attested_by=who.person,
        attested_at=at,
        approved_by=approver,
        approved_at=at if approver else None,
    )
    Attestation.objects.bulk_create([given])
    _prove(given, paper, by=who, at=at)
    _tell_of(given, version, by=who, at=at)
    return given


@noting_attempts
@transaction.atomic
def approve(*, attestation_id: UUID, by: User, at: datetime) -> Attestation:
    """The discloser's sharing officer accepts the evidence. From now on it counts."""
    in_person(by)
    given = _current(attestation_id)
    who = _discloser(given.agreement, by=by, at=at)
    if given.approved_at is not None:
        raise NotNow("This attestation is approved already.")
    given.approved_by, given.approved_at = who.person, at
    Attestation.objects.filter(pk=given.pk).update(
        approved_by=who.person, approved_at=at
    )
    _tell_of(given, locked(given.agreement, step=Step.ATTEST), by=who, at=at)
    return given


@noting_attempts
@transaction.atomic
def withdraw(
    *, attestation_id: UUID, reason: str, by: User, at: datetime
) -> Attestation:
    """Either side says that it no longer holds. Its answers stop at once."""
    if not reason.strip():
        raise Invalid({"reason": "Write why."})
    given = _current(attestation_id)
    who = allow(Step.ATTEST, agreement=given.agreement, by=by, at=at)
    _retire(given.agreement, given.activity, by=who, at=at)
    tell(
        locked(given.agreement, step=Step.ATTEST),
        step=Step.ATTEST,
        kind=Kind.ATTESTATION_WITHDRAWN,
        by=who,
        at=at,
        reason=reason.strip(),
        details={"activity": given.activity},
    )
    given.withdrawn_at, given.withdrawn_by = at, who.person
    return given


def _approver(agreement: Agreement, who: Actor, *, by: User) -> str | None:
    """Whoever attests for the discloser approves with it: a person, as in `approve`."""
    if my_side(agreement) != Side.DISCLOSER:
        return None
    in_person(by)
    return who.person


def _prove(given: Attestation, paper: bytes, *, by: Actor, at: datetime) -> None:
    if paper:
        keep_evidence(given, paper, by=by, at=at)


def _tell_of(
    given: Attestation, version: AgreementVersion, *, by: Actor, at: datetime
) -> None:
    approved = given.approved_at is not None
    tell(
        version,
        step=Step.ATTEST,
        kind=Kind.ATTESTATION_APPROVED if approved else Kind.ACTIVITY_ATTESTED,
        by=by,
        at=at,
        reason=_sentence(given),
        details={"activity": given.activity, "mode": given.mode},
    )


def _check(
    activity: str, mode: str, evidence: str, *, first_day: date, ends_on: date
) -> None:
    errors = {}
    if activity not in Activity:
        errors["activity"] = "Choose the kind of work from the list."
    if mode not in ContactMode:
        errors["mode"] = "Choose how the work brings people into contact."
    if not evidence.strip():
        errors["evidence"] = "Write what shows that the work is done this way."
    if ends_on < first_day:
        errors["ends_on"] = "The attestation must end after it starts."
    if errors:
        raise Invalid(errors)


def _current(attestation_id: UUID) -> Attestation:
    given = (
        Attestation.objects.select_related("agreement")
        .filter(pk=attestation_id, withdrawn_at__isnull=True)
        .first()
    )
    if given is None:
        raise NotFound("There is no such attestation.")
    return given


def _discloser(agreement: Agreement, *, by: User, at: datetime) -> Actor:
    who = allow(Step.ATTEST, agreement=agreement, by=by, at=at)
    if my_side(agreement) != Side.DISCLOSER:
        raise NotAllowed("Only the discloser's sharing officer approves evidence.")
    return who


def _retire(agreement: Agreement, activity: str, *, by: Actor, at: datetime) -> None:
    Attestation.objects.filter(
        agreement=agreement, activity=activity, withdrawn_at__isnull=True
    ).update(withdrawn_at=at, withdrawn_by=by.person)


def _sentence(given: Attestation) -> str:
    label, mode = Activity(given.activity).label, ContactMode(given.mode).label
    return f"{label}: {mode.lower()}, until {given.ends_on:%-d %B %Y}."
