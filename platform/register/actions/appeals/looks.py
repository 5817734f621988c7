"""Who read which appeal? Written before anything is shown."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from audit.kinds import Kind
from register.actions.events import note
from register.permissions import Standing, standing_of
from register.queries import hearings
from register.shown_appeals import AppealList, AppealPage
from tenants.clocks import civil_date
from tenants.codes import Permission


@transaction.atomic
def list_appeals(*, by: User, at: datetime) -> AppealList:
    """The appeals this person has to do with; the references shown are on record."""
    who = standing_of(by, on=civil_date(at))
    found = hearings.appeals_for(by, on=civil_date(at))
    shown = {
        line.reference
        for lines in (found.to_hear, found.to_arrange, found.to_comment)
        for line in lines
    }
    note(
        Kind.APPEALS_LISTED,
        who=who,
        step=_step(who),
        at=at,
        subject="appeals",
        details={"shown": sorted(shown)},
    )
    return found


@transaction.atomic
def open_appeal(*, reference: str, by: User, at: datetime) -> AppealPage:
    """One appeal as this person may see it; the look is on record."""
    who = standing_of(by, on=civil_date(at))
    page = hearings.appeal_for(by, reference, at=at)
    note(
        Kind.APPEAL_READ,
        who=who,
        step=_step(who),
        at=at,
        subject=page.entry_reference,
        details={"appeal": page.reference},
    )
    return page


def _step(who: Standing) -> Permission:
    order = (Permission.ARRANGE_APPEALS, Permission.HEAR_APPEALS)
    return next((p for p in order if p in who.permissions), Permission.RAISE_REPORT)
