"""Is it still right that the person was not told?

Tested again by the role the pack names, by the date that was set: told now, with the
letter; or still not, with a fresh reason and a new date.
"""

from collections.abc import Iterator
from datetime import date, datetime

from django.db import transaction

from accounts.models import User
from accounts.queries import actor
from audit.kinds import Kind
from register.actions.attempts import noting_attempts
from register.actions.entries import locked
from register.actions.events import note
from register.actions.notices import owe_letter
from register.actions.parts import acts
from register.models import Entry, Retest
from register.permissions import Standing, standing_of
from register.refusals import NotPermitted, Refused
from register.states import ENDED_STATES, NoticeKind
from tenants.clocks import civil_date, say, weeks_after
from tenants.codes import Permission, Role
from tenants.context import current_organisation
from tenants.packs.pack import NotTold
from tenants.queries import current_pack


@noting_attempts
@transaction.atomic
def tell_now(*, reference: str, reason: str, by: User, at: datetime) -> Retest:
    """Tell the person after all: the letter of addition is owed from today."""
    who, entry, rule = _begun(reference, by=by, at=at)
    Refused.if_any(_against(entry, reason))
    entry.not_told = False
    entry.not_told_retest_on = None
    entry.save(update_fields=["not_told", "not_told_retest_on"])
    owe_letter(
        entry,
        NoticeKind.ADDED,
        by=actor(by, role=rule.role),
        at=at,
        explanation=LATER,
    )
    return _record(Kind.RETEST_TOLD, entry, reason, None, who=who, rule=rule, at=at)


@noting_attempts
@transaction.atomic
def still_not(
    *, reference: str, reason: str, retest_on: date | None, by: User, at: datetime
) -> Retest:
    """Do not tell them yet, for a reason of today, and say when to look again. Without
    a date it is the last the pack allows."""
    who, entry, rule = _begun(reference, by=by, at=at)
    latest = weeks_after(civil_date(at), rule.retest_weeks, what="Tested again").on
    next_on = retest_on or latest
    reasons = [*_against(entry, reason), *_against_date(next_on, latest, at=at)]
    Refused.if_any(reasons)
    entry.not_told_retest_on = next_on
    entry.save(update_fields=["not_told_retest_on"])
    return _record(
        Kind.RETEST_STILL_NOT_TOLD,
        entry,
        reason,
        next_on,
        who=who,
        rule=rule,
        at=at,
    )


LATER = "We did not tell you of this at first. We are telling you now."


def _begun(
    reference: str, *, by: User, at: datetime
) -> tuple[Standing, Entry, NotTold]:
    """Whoever may, the entry locked, and the pack's rule, or NotPermitted."""
    who = standing_of(by, on=civil_date(at))
    rule = current_pack(current_organisation()).not_told
    NotPermitted.if_any(_against_role(who, rule))
    entry = locked(reference)
    # A pack that no longer allows it still has those who were not told before.
    return who, entry, rule or NotTold(role=Role.DECISION_OFFICER, retest_weeks=1)


def _against_role(who: Standing, rule: NotTold | None) -> Iterator[str]:
    role = rule.role if rule else Role.DECISION_OFFICER
    if role not in who.roles:
        yield f"Only the {role.label.lower()} tests this again."


def _against(entry: Entry, reason: str) -> Iterator[str]:
    if not entry.not_told:
        yield "The person has been told of this entry."
    elif entry.state in ENDED_STATES:
        yield "This entry has ended."
    if not reason.strip():
        yield "Say what has changed, or why telling them would still be dangerous."


def _against_date(next_on: date, latest: date, *, at: datetime) -> Iterator[str]:
    if next_on <= civil_date(at):
        yield "The next test must be in the future."
    if next_on > latest:
        yield f"The register's policy tests this again by {say(latest)} at the latest."


def _record(
    kind: Kind,
    entry: Entry,
    reason: str,
    next_on: date | None,
    *,
    who: Standing,
    rule: NotTold,
    at: datetime,
) -> Retest:
    acts(entry, who.user.pk)
    made = Retest.objects.create(
        entry=entry,
        told=next_on is None,
        reason=reason.strip(),
        role=rule.role.value,
        next_on=next_on,
        by=who.user,
        at=at,
    )
    note(
        kind,
        who=who,
        step=Permission.DECIDE,
        at=at,
        subject=entry.reference,
        details={"retest_on": next_on.isoformat() if next_on else ""},
    )
    return made
