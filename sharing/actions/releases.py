"""Does this entry go to this partner? One officer decides, with a reason for each.

The gate is asked on what holds at this moment, with the agreement and the marker held
until the release is written, so that a suspension or a withdrawal comes either before
it or after it. A refusal is written down as well.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from audit.actions import record
from audit.actors import Actor
from audit.kinds import Kind
from markers.models import Marker
from register.actions.notices import name_recipients
from sharing.actions.choices import Choice, Outcome
from sharing.actions.recalls import look_again, recall
from sharing.actions.receipts import keep
from sharing.actions.release_rows import outcome_of, refuse, write
from sharing.actions.transitions import agreement_of, held_versions
from sharing.errors import Invalid, NotFound, NotNow, Refused
from sharing.models import Release
from sharing.permissions import LONDON, require
from sharing.policy import decide
from sharing.queries.proposals import (
    RELEASED,
    RESTRICTED,
    portfolios_with,
    proposed_of,
    recipients_of,
)
from sharing.queries.standing import Standing, standing_of
from sharing.states import HELD
from tenants.codes import Level, Role
from tenants.context import current_organisation


__all__ = ["Choice", "Outcome", "release", "withdraw"]


def release(
    *,
    entry_reference: str,
    choices: Sequence[tuple[UUID, str, str] | Choice],
    proportionality: str = "",
    by: User,
    at: datetime,
) -> list[Outcome]:
    """Release one entry to each partner chosen, or say why it may not go there.

    Each choice carries its own reason; `proportionality` stands in where it has none.

    Raises:
        NotFound: no live entry of this organisation has that reference.
        NotAllowed: the person is not the sharing officer.
        Invalid: no partner chosen, no reason written, or an unknown level.
        Refused: none of them may have it; each refusal and its reasons are on record.
    """
    chosen = [_whole(Choice(*choice), proportionality) for choice in choices]
    _check(chosen)
    who = require(Role.SHARING_OFFICER, by=by, at=at)
    outcomes = release_all(entry_reference, chosen, by=who, at=at)
    if not any(outcome.released for outcome in outcomes):
        raise Refused(
            *(f"{one.organisation}: {why}" for one in outcomes for why in one.reasons)
        )
    return outcomes


@transaction.atomic
def release_all(
    entry_reference: str, chosen: Sequence[Choice], *, by: Actor, at: datetime
) -> list[Outcome]:
    """The same for a sharing officer whose role and choices are settled."""
    marker = held_marker(entry_reference)
    # Always in this order: two officers who chose in another order would each hold what
    # the other waits for.
    held = {choice: _held_standing(choice) for choice in sorted(chosen)}
    outcomes = [
        _release_one(marker, choice, held[choice], by=by, at=at) for choice in chosen
    ]
    _name_in_letter(marker, by=by, at=at)
    return outcomes


@transaction.atomic
def withdraw(*, release_id: UUID, reason: str, by: User, at: datetime) -> Release:
    """Take an entry back from a partner. It stops answering there at once."""
    if not reason.strip():
        raise Invalid({"reason": "Write why."})
    who = require(Role.SHARING_OFFICER, by=by, at=at)
    found = (
        Release.objects.select_for_update()
        .filter(pk=release_id, owner=current_organisation().id)
        .first()
    )
    if found is None:
        raise NotFound("There is no such release.")
    if found.withdrawn_at is not None:
        raise NotNow("This release was withdrawn already.")
    found.withdrawn_at, found.withdrawn_by = at, who.person
    found.withdrawn_reason = reason.strip()
    found.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])
    record(
        kind=Kind.RELEASE_WITHDRAWN,
        organisation=found.owner,
        by=who,
        at=at,
        subject=str(found.marker_id),
        details={"release": str(found.pk), "recipient": str(found.recipient)},
    )
    recall(found, reason="withdrawn", at=at, cause=f"withdrawn:{found.pk}")
    look_again(at=at)
    return found


def held_marker(reference: str) -> Marker:
    """This organisation's live marker of that reference, held until we are done."""
    marker = (
        Marker.objects.select_for_update()
        .filter(owner=current_organisation().id, reference=reference)
        .first()
    )
    if marker is None:
        raise NotFound("No live entry has this reference.")
    return marker


def _whole(choice: Choice, proportionality: str) -> Choice:
    """The choice with the reason that holds for it."""
    reason = choice.reason.strip() or proportionality.strip()
    return choice._replace(reason=reason)


def _check(choices: Sequence[Choice]) -> None:
    errors = {}
    if not choices:
        errors["choices"] = "Choose at least one partner."
    if any(not may_leave_at(choice.level) for choice in choices):
        errors["level"] = "Choose how much each partner may see, up to the summary."
    if not choices or any(not choice.reason for choice in choices):
        errors["proportionality"] = "Write why this is proportionate."
    if errors:
        raise Invalid(errors)


def may_leave_at(level: str) -> bool:
    """Whether it is a level at which anything may leave the organisation."""
    return level in Level and level != Level.FULL


def _release_one(
    marker: Marker, choice: Choice, standing: Standing, *, by: Actor, at: datetime
) -> Outcome:
    facts = proposed_of(
        marker,
        standing,
        portfolios=portfolios_with(marker),
        level=choice.level,
        today=at.astimezone(LONDON).date(),
        at=at,
    )
    decision = decide(facts)
    reasons = tuple(decision.reasons.values())
    if marker.processing_restricted:
        reasons = (*reasons, RESTRICTED)
    if _current(marker, choice) is not None:
        reasons = (*reasons, RELEASED)
    if reasons:
        refuse(marker, standing, decision, by=by, at=at, reasons=reasons)
        return outcome_of(choice, standing, None, reasons)
    released = write(marker, standing, choice, by=by, at=at)
    keep(decision, standing, marker=marker, release_id=released.pk, by=by, at=at)
    record(
        kind=Kind.ENTRY_RELEASED,
        organisation=marker.owner,
        by=by,
        at=at,
        subject=marker.reference,
        details={
            "release": str(released.pk),
            "recipient": str(released.recipient),
            "activity": released.activity,
            "level": released.level,
        },
    )
    return outcome_of(choice, standing, released.pk, ())


def _held_standing(choice: Choice) -> Standing:
    agreement = agreement_of(choice.agreement_id)
    if agreement.discloser != current_organisation().id:
        raise NotFound("There is no such agreement.")
    held = [each for each in held_versions(agreement) if each.state in HELD]
    if not held:
        raise NotNow("This agreement has never been in force.")
    return standing_of(agreement, held[-1], activity=choice.activity)


def _current(marker: Marker, choice: Choice) -> Release | None:
    return Release.objects.filter(
        marker_id=marker.pk,
        agreement_id=choice.agreement_id,
        activity=choice.activity,
        withdrawn_at__isnull=True,
    ).first()


def _name_in_letter(marker: Marker, *, by: Actor, at: datetime) -> None:
    """The letter to the subject names the actual recipients."""
    names = recipients_of(marker.pk)
    name_recipients(entry_id=marker.entry_id, recipients=names, by=by, at=at)
