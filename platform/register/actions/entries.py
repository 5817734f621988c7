"""How does an entry begin before its decision, and how does it leave?"""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from accounts.queries import actor
from audit.actions import record
from audit.actors import Actor
from audit.kinds import Kind
from register.actions import publishing
from register.actions.attempts import noting_attempts
from register.actions.events import note
from register.actions.history import add_change
from register.actions.notices import owe_letter
from register.models import Entry
from register.permissions import Standing, against_permission, standing_of
from register.refusals import NotFound, NotPermitted, Refused
from register.states import (
    ENTRY_TRANSITIONS,
    ChangeKind,
    EntryState,
    NoticeKind,
    next_state,
)
from tenants.clocks import civil_date
from tenants.codes import Permission
from tenants.context import current_organisation


EXPIRED = "The term ended."
PROVISION_EXPIRED = "No decision was made in the hours that the policy allows."
NOT_APPROVED = "The report was not approved."


@noting_attempts
@transaction.atomic
def withdraw(
    *, reference: str, reason: str, version: int | None = None, by: User, at: datetime
) -> Entry:
    """Take an entry off the register: the risk is gone, or it should not stand.

    `version` is the one that was read before, where somebody read it.
    """
    entry, who = _entry_for_end(reference, reason, by=by, at=at)
    entry.refuse_if_changed(version)
    end_by(entry, EntryState.WITHDRAWN, reason, by=_actor(who), at=at)
    add_change(entry, ChangeKind.REMOVED, reason=reason, by=by, at=at)
    _note_end(Kind.ENTRY_WITHDRAWN, entry, who=who, at=at)
    return entry


@noting_attempts
@transaction.atomic
def mark_in_error(
    *, reference: str, reason: str, version: int | None = None, by: User, at: datetime
) -> Entry:
    """Say that the entry should never have been made. Ended entries too."""
    entry, who = _entry_for_end(reference, reason, by=by, at=at)
    entry.refuse_if_changed(version)
    end_by(entry, EntryState.ENTERED_IN_ERROR, reason, by=_actor(who), at=at)
    add_change(entry, ChangeKind.REMOVED, reason=reason, by=by, at=at)
    _note_end(Kind.ENTRY_IN_ERROR, entry, who=who, at=at)
    return entry


@transaction.atomic
def lapse(*, entry_id: UUID, by: Actor, at: datetime) -> Entry:
    """Record that the term is over. The dates stopped the answers already."""
    entry = _locked(pk=entry_id)
    if entry.answers_on(civil_date(at), at=at):
        raise Refused("This entry is still within its term.")
    provisional = entry.state == EntryState.PROVISIONAL
    reason = PROVISION_EXPIRED if provisional else EXPIRED
    end_by(entry, EntryState.LAPSED, reason, by=by, at=at)
    record(
        kind=Kind.ENTRY_LAPSED,
        organisation=current_organisation().id,
        by=by,
        at=at,
        subject=entry.reference,
    )
    return entry


def end_provisional(entry: Entry, *, who: Standing, at: datetime) -> Entry:
    """A provisional entry whose report was not approved. The caller's transaction."""
    if entry.state != EntryState.PROVISIONAL:
        return entry
    end_by(entry, EntryState.WITHDRAWN, NOT_APPROVED, by=_actor(who), at=at)
    _note_end(Kind.ENTRY_WITHDRAWN, entry, who=who, at=at)
    return entry


def locked(reference: str) -> Entry:
    """The entry, locked until the transaction ends, or NotFound."""
    return _locked(reference=reference)


def _locked(**which: object) -> Entry:
    found = (
        Entry.objects.select_for_update(of=("self",))
        .select_related("subject", "decision")
        .filter(**which)
        .first()
    )
    if found is None:
        raise NotFound("There is no such entry.")
    return found


def _entry_for_end(
    reference: str, reason: str, *, by: User, at: datetime
) -> tuple[Entry, Standing]:
    who = standing_of(by, on=civil_date(at))
    NotPermitted.if_any(against_permission(who, Permission.DECIDE))
    if not reason.strip():
        raise Refused("Say why the entry leaves the register.")
    return locked(reference), who


def end_by(
    entry: Entry, to: EntryState, reason: str, *, by: Actor, at: datetime
) -> None:
    """Move to an ended state, stop the answers, and owe the removal letter. The
    caller's transaction, and the caller's permission to end it."""
    before = EntryState(entry.state)
    after = next_state(ENTRY_TRANSITIONS, what="entry", now=before, to=to)
    had_marker = not entry.ended_at
    entry.state = after.value
    entry.ended_at = at
    entry.ended_by = by.id
    entry.end_reason = reason.strip()
    entry.save()
    if had_marker:
        publishing.end(entry, by=by, at=at)
    elif to is EntryState.ENTERED_IN_ERROR:
        publishing.say_ended_was_in_error(entry)
    # Whoever was never told of a marker is not told of its end either.
    told = entry.decision is not None and not entry.not_told
    if had_marker and told:
        owe_letter(entry, NoticeKind.REMOVED, by=by, at=at)


def _note_end(kind: Kind, entry: Entry, *, who: Standing, at: datetime) -> None:
    note(kind, who=who, step=Permission.DECIDE, at=at, subject=entry.reference)


def _actor(who: Standing) -> Actor:
    return actor(who.user, role=who.role_for(Permission.DECIDE))
