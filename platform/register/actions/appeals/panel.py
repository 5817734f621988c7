"""Who hears this appeal? Never anybody who had a part in the entry."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from accounts.queries import user_for
from audit.kinds import Kind
from register.actions import parts
from register.actions.appeals.held import locked_to_arrange
from register.actions.attempts import noting_attempts
from register.actions.entries import locked
from register.actions.events import note
from register.models import Appeal, AppealMember
from register.permissions import (
    Standing,
    against_sitting,
    give_hearing,
    standing_of,
    take_hearing,
)
from register.queries.appeals import people_of
from register.refusals import NotFound, Refused
from tenants.clocks import civil_date
from tenants.codes import Permission


STEP = Permission.ARRANGE_APPEALS


@noting_attempts
@transaction.atomic
def assign(
    *, reference: str, member: UUID, version: int | None = None, by: User, at: datetime
) -> AppealMember:
    """Name one panel member and give them this appeal, and no other.

    Whoever reported, countersigned or ever decided about the entry is refused here in
    words, and by the database.
    """
    who = standing_of(by, on=civil_date(at))
    appeal = locked_to_arrange(reference, who, version)
    person = user_for(member)
    _refuse_closed(appeal)
    sitting = standing_of(person, on=civil_date(at))
    # Locked, so that nobody decides about the entry while they are given a seat.
    entry = locked(appeal.entry.reference)
    Refused.if_any(against_sitting(sitting, people_of(entry)))
    if appeal.members.filter(member=person).exists():
        raise Refused(f"{person.full_name} is on this panel already.")
    parts.hears(entry, person.pk)
    made = AppealMember.objects.create(
        appeal=appeal,
        member=person,
        entry=entry,
        assigned_by=by,
        assigned_at=at,
    )
    give_hearing(person, appeal)
    _note(Kind.APPEAL_MEMBER_ASSIGNED, appeal, person, who=who, at=at)
    return made


@noting_attempts
@transaction.atomic
def remove(*, reference: str, member: UUID, by: User, at: datetime) -> Appeal:
    """Take a member off the panel, unless their view is on record already."""
    who = standing_of(by, on=civil_date(at))
    appeal = locked_to_arrange(reference, who)
    _refuse_closed(appeal)
    found = appeal.members.select_related("member").filter(member_id=member).first()
    if found is None:
        raise NotFound("This person is not on the panel.")
    if found.view:
        raise Refused("This member has given a view, so stays on the panel.")
    take_hearing(found.member, appeal)
    found.delete()
    parts.hears_no_more(appeal.entry, member)
    _note(Kind.APPEAL_MEMBER_REMOVED, appeal, found.member, who=who, at=at)
    return appeal


def _refuse_closed(appeal: Appeal) -> None:
    if not appeal.is_open:
        raise Refused("This appeal is closed, so its panel stays as it was.")


def _note(
    kind: Kind, appeal: Appeal, member: User, *, who: Standing, at: datetime
) -> None:
    note(
        kind,
        who=who,
        step=STEP,
        at=at,
        subject=appeal.entry.reference,
        details={"appeal": appeal.reference, "member": str(member.pk)},
    )
