"""What do the employee and each member of the panel say?"""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from audit.kinds import Kind
from register.actions.appeals.held import locked, locked_to_hear
from register.actions.events import note
from register.appeal_states import AppealOutcome
from register.models import Appeal, AppealComment, AppealMember, Report
from register.permissions import standing_of
from register.refusals import NotFound, Refused
from tenants.clocks import civil_date
from tenants.codes import Permission


@transaction.atomic
def comment(*, reference: str, text: str, by: User, at: datetime) -> AppealComment:
    """The employee who reported speaks to the panel, once and before it decides."""
    who = standing_of(by, on=civil_date(at))
    appeal = locked(reference)
    if not Report.objects.filter(entry=appeal.entry, reporter=by).exists():
        raise NotFound("There is no such appeal.")
    _refuse_closed(appeal)
    if not text.strip():
        raise Refused("Write what you want the panel to know.")
    if appeal.comments.filter(by=by).exists():
        raise Refused("You have commented on this appeal already.")
    made = AppealComment.objects.create(appeal=appeal, by=by, text=text.strip(), at=at)
    note(
        Kind.APPEAL_COMMENTED,
        who=who,
        step=Permission.RAISE_REPORT,
        at=at,
        subject=appeal.entry.reference,
        details={"appeal": appeal.reference},
    )
    return made


@transaction.atomic
def give_view(
    *, reference: str, view: AppealOutcome, reasons: str, by: User, at: datetime
) -> AppealMember:
    """A member's own view, after the hearing. It may be changed until the outcome."""
    who = standing_of(by, on=civil_date(at))
    appeal = locked_to_hear(reference, who)
    _refuse_closed(appeal)
    if appeal.hearing_at is None or appeal.hearing_at > at:
        raise Refused("Give your view after the hearing.")
    if not reasons.strip():
        raise Refused("Say why you hold this view.")
    member = appeal.members.get(member=by)
    member.view = view.value
    member.view_reasons = reasons.strip()
    member.viewed_at = at
    member.save(update_fields=["view", "view_reasons", "viewed_at"])
    note(
        Kind.APPEAL_VIEW_GIVEN,
        who=who,
        step=Permission.HEAR_APPEALS,
        at=at,
        subject=appeal.entry.reference,
        details={"appeal": appeal.reference, "view": view.value},
    )
    return member


def _refuse_closed(appeal: Appeal) -> None:
    if not appeal.is_open:
        raise Refused("This appeal is closed.")
