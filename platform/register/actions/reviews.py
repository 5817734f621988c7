"""Who looks at an entry again before its term is over?

An entry under review answers checks as before: a review never silences a live danger.
From here it is kept (`keeping.keep`), withdrawn, or lapses by its date.
"""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from accounts.queries import actor
from audit.kinds import Kind
from register.actions import publishing
from register.actions.attempts import noting_attempts
from register.actions.entries import locked
from register.actions.events import note
from register.actions.history import add_change
from register.models import Entry
from register.permissions import against_permission, standing_of
from register.refusals import NotPermitted
from register.states import ENTRY_TRANSITIONS, ChangeKind, EntryState, next_state
from tenants.clocks import civil_date
from tenants.codes import Permission


@noting_attempts
@transaction.atomic
def begin_review(*, reference: str, by: User, at: datetime) -> Entry:
    """Take up the review of a live entry.

    Raises:
        NotPermitted: the person's roles do not review the register.
        NotAllowedNow: the entry is provisional, under review already, or has ended.
    """
    who = standing_of(by, on=civil_date(at))
    step = Permission.REVIEW_REGISTER
    NotPermitted.if_any(against_permission(who, step))
    entry = locked(reference)
    entry.state = next_state(
        ENTRY_TRANSITIONS,
        what="entry",
        now=EntryState(entry.state),
        to=EntryState.UNDER_REVIEW,
    ).value
    entry.save(update_fields=["state"])
    add_change(
        entry, ChangeKind.REVIEW_BEGUN, reason="Its review is due.", by=by, at=at
    )
    publishing.republish(entry, by=actor(by, role=who.role_for(step)), at=at)
    note(Kind.ENTRY_REVIEW_BEGUN, who=who, step=step, at=at, subject=entry.reference)
    return entry
