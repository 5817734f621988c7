"""What does the person say about the entry, without appealing?"""

from collections.abc import Iterator
from datetime import date, datetime

from django.db import transaction

from accounts.models import User
from audit.kinds import Kind
from register.actions.attempts import noting_attempts
from register.actions.entries import locked
from register.actions.events import note
from register.appeal_states import Route
from register.models import SubjectReply
from register.permissions import against_permission, standing_of
from register.refusals import NotPermitted, Refused
from tenants.clocks import civil_date
from tenants.codes import Permission


STEP = Permission.ARRANGE_APPEALS


@noting_attempts
@transaction.atomic
def record_reply(
    *,
    reference: str,
    text: str,
    route: Route,
    received_on: date,
    by: User,
    at: datetime,
) -> SubjectReply:
    """Keep the person's words beside the entry, for whoever sees its reasons."""
    who = standing_of(by, on=civil_date(at))
    NotPermitted.if_any(against_permission(who, STEP))
    entry = locked(reference)
    Refused.if_any(_against(text, received_on, today=civil_date(at)))
    made = SubjectReply.objects.create(
        entry=entry,
        text=text.strip(),
        route=route.value,
        received_on=received_on,
        recorded_by=by,
        recorded_at=at,
    )
    note(Kind.REPLY_RECORDED, who=who, step=STEP, at=at, subject=entry.reference)
    return made


def _against(text: str, received_on: date, *, today: date) -> Iterator[str]:
    if not text.strip():
        yield "Write down what the person says, in their own words."
    if received_on > today:
        yield "The day it reached us cannot be in the future."
