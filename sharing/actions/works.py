"""What does a partner say of its own work, and what is it asked about it?"""

from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from accounts.models import User
from audit.actions import record
from audit.actors import Actor
from audit.kinds import Kind
from sharing.actions.attempts import noting_attempts
from sharing.errors import Invalid, NotFound, NotNow
from sharing.models import Agreement, Service, ServiceQuestion
from sharing.permissions import require
from sharing.queries.works import agreed_work
from tenants.codes import Activity, ContactMode, Role
from tenants.context import current_organisation


@noting_attempts
@transaction.atomic
def describe(
    *,
    activity: str,
    mode: str,
    description: str,
    people: int,
    subcontracted: bool,
    by: User,
    at: datetime,
) -> Service:
    """Say how one kind of this organisation's work is done, in place of what it said."""
    who = require(Role.PARTNER_SIGNATORY, by=by, at=at)
    errors = {}
    if activity not in Activity:
        errors["activity"] = "Choose the kind of work from the list."
    if mode not in ContactMode:
        errors["mode"] = "Choose how the work brings people into contact."
    if not description.strip():
        errors["description"] = "Write what your people do, and where."
    if errors:
        raise Invalid(errors)
    here = current_organisation().id
    _retire(activity, by=who, at=at)
    service = Service(
        id=uuid4(),
        organisation=here,
        activity=activity,
        mode=mode,
        description=description.strip(),
        people=people,
        subcontracted=subcontracted,
        changed_by=who.person,
        changed_at=at,
    )
    Service.objects.bulk_create([service])
    _record(Kind.SERVICE_CHANGED, by=who, at=at, subject=str(here), activity=activity)
    return service


@noting_attempts
@transaction.atomic
def stop(*, activity: str, by: User, at: datetime) -> None:
    """Say that a kind of work is no longer done.

    Raises:
        NotFound: it is not on the list.
    """
    who = require(Role.PARTNER_SIGNATORY, by=by, at=at)
    if not _retire(activity, by=who, at=at):
        raise NotFound("That kind of work is not on your list.")
    here = str(current_organisation().id)
    _record(Kind.SERVICE_CHANGED, by=who, at=at, subject=here, activity=activity)


@noting_attempts
@transaction.atomic
def ask(
    *, partner: UUID, activity: str, question: str, by: User, at: datetime
) -> ServiceQuestion:
    """The council questions one kind of a partner's work.

    Raises:
        NotFound: no agreement joins the two, or the work is neither agreed nor listed.
    """
    who = require(Role.SHARING_OFFICER, by=by, at=at)
    if not question.strip():
        raise Invalid({"question": "Write what you want to know."})
    here = current_organisation().id
    joined = Agreement.objects.filter(discloser=here, recipient=partner)
    listed = Service.objects.filter(
        organisation=partner, activity=activity, ended_at__isnull=True
    )
    known = listed.exists() or activity in agreed_work(here, partner)
    if not (joined.exists() and known):
        raise NotFound("That is no work of a partner of yours.")
    asked = ServiceQuestion(
        id=uuid4(),
        organisation=partner,
        asked_by_organisation=here,
        activity=activity,
        question=question.strip(),
        asked_by=who.person,
        asked_at=at,
    )
    ServiceQuestion.objects.bulk_create([asked])
    _record(
        Kind.SERVICE_QUESTIONED, by=who, at=at, subject=str(partner), activity=activity
    )
    return asked


@noting_attempts
@transaction.atomic
def answer(*, question_id: UUID, text: str, by: User, at: datetime) -> ServiceQuestion:
    """The partner answers, once; the council may ask again."""
    who = require(Role.PARTNER_SIGNATORY, by=by, at=at)
    if not text.strip():
        raise Invalid({"answer": "Write the answer."})
    asked = ServiceQuestion.objects.filter(
        pk=question_id, organisation=current_organisation().id
    ).first()
    if asked is None:
        raise NotFound("There is no such question.")
    # The database lets nobody change an answer: of two at once, one changes no row.
    waiting = ServiceQuestion.objects.filter(pk=asked.pk, answered_at__isnull=True)
    asked.answer, asked.answered_by, asked.answered_at = text.strip(), who.person, at
    if not waiting.update(answer=asked.answer, answered_by=who.person, answered_at=at):
        raise NotNow("This question is answered already.")
    _record(
        Kind.SERVICE_ANSWERED,
        by=who,
        at=at,
        subject=str(asked.asked_by_organisation),
        activity=asked.activity,
    )
    return asked


def _retire(activity: str, *, by: Actor, at: datetime) -> int:
    return Service.objects.filter(
        organisation=current_organisation().id,
        activity=activity,
        ended_at__isnull=True,
    ).update(ended_at=at, changed_by=by.person, changed_at=at)


def _record(
    kind: Kind, *, by: Actor, at: datetime, subject: str, activity: str
) -> None:
    record(
        kind=kind,
        organisation=current_organisation().id,
        by=by,
        at=at,
        subject=subject,
        details={"activity": activity},
    )
