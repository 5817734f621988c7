"""Who looked at the proposed matches? Each look is on record before it is shown."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from audit.kinds import Kind
from register.actions.events import note
from register.permissions import against_permission, standing_of
from register.queries.matches import MatchesPage, PairPage, matches_page, pair_page
from register.queries.subjects import SubjectPage, subject_page
from register.refusals import NotPermitted
from tenants.clocks import civil_date
from tenants.codes import Permission


STEP = Permission.REVIEW_REGISTER


@transaction.atomic
def open_matches(*, by: User, at: datetime) -> MatchesPage:
    who = standing_of(by, on=civil_date(at))
    NotPermitted.if_any(against_permission(who, STEP))
    page = matches_page(at=at)
    shown = [str(pair.id) for pair in page.pairs]
    note(
        Kind.MATCHES_READ,
        who=who,
        step=STEP,
        at=at,
        subject="matches",
        details={"shown": shown},
    )
    return page


@transaction.atomic
def open_pair(*, pair_id: UUID, by: User, at: datetime) -> PairPage:
    who = standing_of(by, on=civil_date(at))
    NotPermitted.if_any(against_permission(who, STEP))
    page = pair_page(pair_id)
    note(Kind.MATCHES_READ, who=who, step=STEP, at=at, subject=str(pair_id))
    return page


@transaction.atomic
def open_subject(*, reference: str, by: User, at: datetime) -> SubjectPage:
    """What is held on an entry's subject; the look is on record."""
    who = standing_of(by, on=civil_date(at))
    page = subject_page(by, reference, at=at)
    step = Permission.READ_REGISTER
    note(Kind.SUBJECT_READ, who=who, step=step, at=at, subject=reference)
    return page
