"""How is a request acknowledged and answered, and what does the answer change?"""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from audit.kinds import Kind
from register.actions import overlays
from register.actions.attempts import noting_attempts
from register.models import Entry
from register.refusals import Refused
from rights.actions.letters import keep_acknowledgement, keep_answer
from rights.actions.requests import locked, officer, refuse_answered, told
from rights.models import Change, Export, RightsRequest
from rights.queries.people import entries_of
from rights.states import (
    MAY_CHANGE,
    Effect,
    ExportState,
    RequestKind,
    RequestOutcome,
    RequestState,
    moved,
)
from tenants.clocks import civil_date


GRANTING = frozenset({RequestOutcome.GRANTED, RequestOutcome.PARTLY})
type Wanted = Collection[tuple[Effect, str]]


@noting_attempts
@transaction.atomic
def acknowledge(*, reference: str, by: User, at: datetime) -> RightsRequest:
    """Make the letter that says it arrived. A complaint's clock stops with this."""
    who = officer(by, at=at)
    request = locked(reference)
    refuse_answered(request)
    if request.acknowledged_at is not None:
        raise Refused("This was acknowledged already.")
    request.acknowledged_at = at
    request.acknowledgement = keep_acknowledgement(request, who=who, at=at)
    if request.kind == RequestKind.COMPLAINT:
        request.due_on = None
    request.save(update_fields=["acknowledged_at", "acknowledgement", "due_on"])
    told(Kind.RIGHTS_ACKNOWLEDGED, request, who=who, at=at)
    return request


@noting_attempts
@transaction.atomic
def answer(
    *,
    reference: str,
    outcome: RequestOutcome,
    reasons: str,
    changes: Wanted,
    by: User,
    at: datetime,
) -> RightsRequest:
    """Close the request with reasons and a letter, and begin what it changes.

    A restriction is made here and now. What ends or corrects an entry is left to
    whoever decides about entries, and waits in their work until it is done.
    """
    who = officer(by, at=at)
    request = locked(reference)
    Refused.if_any(_against_answering(request, outcome, reasons, changes))
    request.state = moved(request.state, RequestState.ANSWERED)
    request.outcome = outcome.value
    request.outcome_reasons = reasons.strip()
    request.answered_by, request.answered_at = by, at
    request.pauses.filter(until__isnull=True).update(until=civil_date(at))
    request.letter = keep_answer(request, changes, who=who, at=at)
    request.save()
    told(Kind.RIGHTS_ANSWERED, request, who=who, at=at, outcome=outcome.value)
    for effect, entry in sorted(changes):
        change = Change.objects.create(
            request=request, effect=effect.value, entry_reference=entry, asked_at=at
        )
        if effect is Effect.RESTRICT:
            _restrict(change, by=by, at=at)
    return request


@noting_attempts
@transaction.atomic
def change_done(*, reference: str, change_id: UUID, by: User, at: datetime) -> Change:
    """Say that a correction or an end the answer asked for has been made."""
    who = officer(by, at=at)
    request = locked(reference)
    change = request.changes.filter(pk=change_id, done_at__isnull=True).first()
    if change is None:
        raise Refused("That change is done already.")
    entry = Entry.objects.filter(reference=change.entry_reference).first()
    if change.effect == Effect.END and entry is not None and not entry.ended_at:
        raise Refused("The entry still stands. A decision officer has to remove it.")
    change.done_at, change.done_by = at, str(by.pk)
    change.save(update_fields=["done_at", "done_by"])
    told(Kind.RIGHTS_CHANGE_DONE, request, who=who, at=at, effect=change.effect)
    return change


@noting_attempts
@transaction.atomic
def letter_sent(*, reference: str, by: User, at: datetime) -> RightsRequest:
    """The answer was printed and posted, or handed over."""
    who = officer(by, at=at)
    request = locked(reference)
    if request.letter_id is None:
        raise Refused("There is no letter yet: answer the request first.")
    if request.letter_sent_at is not None:
        raise Refused("The letter is recorded as sent already.")
    request.letter_sent_at = at
    request.save(update_fields=["letter_sent_at"])
    told(Kind.RIGHTS_LETTER_SENT, request, who=who, at=at)
    return request


def _restrict(change: Change, *, by: User, at: datetime) -> None:
    entry = Entry.objects.get(reference=change.entry_reference)
    if not entry.processing_restricted:
        overlays.restrict_processing(
            reference=entry.reference,
            reason=f"Rights request {change.request.reference}.",
            by=by,
            at=at,
        )
    change.done_at, change.done_by = at, str(by.pk)
    change.save(update_fields=["done_at", "done_by"])


def _against_answering(
    request: RightsRequest, outcome: RequestOutcome, reasons: str, changes: Wanted
) -> list[str]:
    """Every reason why it cannot be answered so."""
    found = []
    kind = RequestKind(request.kind)
    if not reasons.strip():
        found.append("Give the reasons; the person reads them in the letter.")
    if outcome in GRANTING and kind is not RequestKind.COMPLAINT:
        if request.identity_at is None:
            found.append("Make sure who they are before you grant anything.")
        if kind is RequestKind.ACCESS and not _has_sealed_copy(request):
            found.append("Seal the copy of what is held before you answer.")
    if kind is RequestKind.COMPLAINT and request.acknowledged_at is None:
        found.append("Acknowledge the complaint first.")
    if changes and outcome not in GRANTING:
        found.append("A refused request changes nothing on the register.")
    found.extend(
        f"A request of the kind “{kind.label}” cannot lead to “{effect.label}”."
        for effect in {effect for effect, _ in changes} - MAY_CHANGE[kind]
    )
    known = {entry.reference for entry in entries_of(request.subjects)}
    found.extend(
        f"{entry} is not about the person who asks."
        for entry in sorted({entry for _, entry in changes} - known)
    )
    return found


def _has_sealed_copy(request: RightsRequest) -> bool:
    return Export.objects.filter(request=request, state=ExportState.SEALED).exists()
