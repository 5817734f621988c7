"""How is it decided and recorded that somebody outside is told once?

The police, a court, an emergency service, or somebody whose life is at risk: outside
every agreement, never through a check, and in the person's own copy unless telling them
would do harm.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from accounts.models import User
from audit.kinds import Kind
from register.actions.attempts import noting_attempts
from register.actions.events import note
from register.models import Entry
from register.permissions import Standing, standing_of
from register.references import new_reference
from register.refusals import NotFound, NotPermitted, Refused
from rights.models import Disclosure
from rights.queries import disclosures as reading
from rights.shown import DisclosurePage
from rights.states import BASES_FOR, DisclosureBasis, DisclosureTo, Part
from tenants.clocks import civil_date
from tenants.codes import Permission


DECIDES = (Permission.RIGHTS, Permission.SHARE, Permission.DECIDE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What is told to whom, on what basis and why. `not_telling_reason` is empty where
    the person may learn of it."""

    to: DisclosureTo
    recipient: str
    recipient_person: str
    recipient_reference: str
    basis: DisclosureBasis
    parts: Collection[Part]
    told: str
    necessity: str
    how: str
    disclosed_at: datetime
    not_telling_reason: str


@noting_attempts
@transaction.atomic
def disclose(*, entry_reference: str, told: Told, by: User, at: datetime) -> Disclosure:
    """Record the decision. It is written once; a mistake is a new record that says so."""
    who = _decider(by, at=at)
    entry = Entry.objects.filter(reference=entry_reference).first()
    if entry is None:
        raise NotFound("There is no such entry.")
    Refused.if_any(_against(told, at=at))
    made = Disclosure.objects.create(
        reference=new_reference("D"),
        entry_id=entry.pk,
        entry_reference=entry.reference,
        to=told.to.value,
        recipient=told.recipient.strip(),
        recipient_person=told.recipient_person.strip(),
        recipient_reference=told.recipient_reference.strip(),
        basis=told.basis.value,
        parts=sorted(part.value for part in told.parts),
        told=told.told.strip(),
        necessity=told.necessity.strip(),
        how=told.how.strip(),
        disclosed_at=told.disclosed_at,
        subject_may_know=not told.not_telling_reason.strip(),
        not_telling_reason=told.not_telling_reason.strip(),
        decided_by=by,
        decided_role=who.role_for(_step(who)) or "",
        decided_at=at,
    )
    _note(
        Kind.DISCLOSED_ONCE,
        entry_reference,
        who,
        at=at,
        disclosure=made.reference,
        to=made.to,
        basis=made.basis,
        parts=made.parts,
    )
    return made


@noting_attempts
@transaction.atomic
def open_disclosures(
    *, entry_reference: str, by: User, at: datetime
) -> list[DisclosurePage]:
    """Everything told once about one entry, newest first; the look is on record."""
    who = _decider(by, at=at)
    if not Entry.objects.filter(reference=entry_reference).exists():
        raise NotFound("There is no such entry.")
    found = reading.of_entry(entry_reference)
    shown = [one.reference for one in found]
    _note(Kind.DISCLOSURES_READ, entry_reference, who, at=at, disclosures=shown)
    return found


def _against(told: Told, *, at: datetime) -> list[str]:
    """Every reason why it cannot be recorded so."""
    found = []
    if told.basis not in BASES_FOR[told.to]:
        found.append(f"“{told.basis.label}” is no basis for telling {told.to.label}.")
    if not told.parts:
        found.append("Choose which parts of the entry were told.")
    needed = (told.recipient, told.told, told.necessity, told.how)
    if not all(words.strip() for words in needed):
        found.append("Say who was told, what, how, and why it was necessary.")
    if told.disclosed_at > at:
        found.append("The time it was told must be in the past.")
    return found


def _decider(by: User, *, at: datetime) -> Standing:
    who = standing_of(by, on=civil_date(at))
    if not set(DECIDES) & who.permissions:
        raise NotPermitted(
            "A data protection, sharing or decision officer decides what is told once."
        )
    return who


def _step(who: Standing) -> Permission:
    return next(step for step in DECIDES if step in who.permissions)


def _note(
    kind: Kind, entry: str, who: Standing, *, at: datetime, **details: object
) -> None:
    note(kind, who=who, step=_step(who), at=at, subject=entry, details=details)
