"""When and where is the appeal heard?"""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from accounts.queries import actor
from audit.kinds import Kind
from register.actions.appeals.held import locked_to_arrange, move
from register.actions.attempts import noting_attempts
from register.actions.events import note
from register.actions.notices import owe_letter
from register.appeal_states import AppealState
from register.models import Appeal
from register.permissions import standing_of
from register.policy.appeals import against_hearing_at
from register.refusals import Refused
from register.states import NoticeKind
from tenants.clocks import civil_date
from tenants.codes import Permission


STEP = Permission.ARRANGE_APPEALS


@noting_attempts
@transaction.atomic
def set_hearing(
    *,
    reference: str,
    hearing_at: datetime,
    place: str,
    version: int | None = None,
    by: User,
    at: datetime,
) -> Appeal:
    """Set the hearing, or put it off; the person gets a letter each time."""
    who = standing_of(by, on=civil_date(at))
    appeal = locked_to_arrange(reference, who, version)
    Refused.if_any(against_hearing_at(hearing_at, place, at=at))
    move(appeal, AppealState.HEARING_SET)
    appeal.hearing_at = hearing_at
    appeal.hearing_place = place.strip()
    appeal.save(update_fields=["state", "hearing_at", "hearing_place"])
    owe_letter(
        appeal.entry,
        NoticeKind.APPEAL_HEARING,
        by=actor(by, role=who.role_for(STEP)),
        at=at,
        appeal=appeal,
    )
    note(
        Kind.APPEAL_HEARING_SET,
        who=who,
        step=STEP,
        at=at,
        subject=appeal.entry.reference,
        details={
            "appeal": appeal.reference,
            "on": civil_date(hearing_at).isoformat(),
            "due_on": appeal.hearing_due_on.isoformat(),
        },
    )
    return appeal
