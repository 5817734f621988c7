"""What becomes of somebody's entries when they move?

Each live entry follows the person, stays at the premises, or both; a decider says which
and why. The marker is published anew in the same transaction, so that the next check
answers at the right door; partners that were shown it are told of the correction, and
the person gets a letter where something about them changed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction

from accounts.models import User
from accounts.queries import actor
from audit.actors import Actor
from audit.kinds import Kind
from markers.places import normalise_uprn
from register.actions import publishing
from register.actions.attempts import noting_attempts
from register.actions.entries import locked
from register.actions.events import note
from register.actions.notices import owe_letter
from register.models import Entry, Move, Subject
from register.permissions import against_permission, standing_of
from register.refusals import NotPermitted, Refused
from register.states import LIVE_STATES, EntryState, NoticeKind
from tenants.clocks import civil_date
from tenants.codes import Follows, Permission, SubjectKind
from tenants.context import current_organisation
from tenants.queries import current_pack


STEP = Permission.DECIDE
TOLD = "We were told of a change of address, and changed where this applies."
PLACE = ("address", "building", "postcode", "uprn", "area_code")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPlace:
    """Where somebody lives now, as far as it is known; empty where it is not."""

    address: str = ""
    building: str = ""
    postcode: str = ""
    uprn: str = ""
    area_code: str = ""


@noting_attempts
@transaction.atomic
def move(
    *,
    reference: str,
    came_to: NewPlace,
    moved_on: date,
    choices: Mapping[str, Follows],
    reason: str,
    by: User,
    at: datetime,
) -> Move:
    """Record that the subject of this entry moved, and what each live entry of theirs
    does: `choices` by reference, one for every one of them."""
    who = standing_of(by, on=civil_date(at))
    NotPermitted.if_any(against_permission(who, STEP))
    subject = Subject.objects.select_for_update().get(pk=locked(reference).subject_id)
    live = _live(subject)
    today = civil_date(at)
    Refused.if_any(_against(subject, live, came_to, moved_on, choices, reason, today))
    left = {field: getattr(subject, field) for field in PLACE}
    _settle(subject, came_to)
    for entry in live:
        _follow(entry, subject, Follows(choices[entry.reference]), left, at=at)
        _tell(entry, by=actor(by, role=who.role_for(STEP)), at=at)
    made = Move.objects.create(
        subject=subject,
        moved_on=moved_on,
        left=left,
        came_to=asdict(came_to),
        choices={name: choice.value for name, choice in choices.items()},
        reason=reason.strip(),
        recorded_by=by,
        recorded_at=at,
    )
    note(
        Kind.SUBJECT_MOVED,
        who=who,
        step=STEP,
        at=at,
        subject=reference,
        details={"move": str(made.pk), "choices": made.choices},
    )
    return made


def _live(subject: Subject) -> list[Entry]:
    """The subject's live entries, locked in one order."""
    found = subject.entries.filter(state__in=list(LIVE_STATES)).order_by("pk")
    return [locked(entry.reference) for entry in found]


def _tell(entry: Entry, *, by: Actor, at: datetime) -> None:
    """Checks at once, recipients by a recall, and the person by a letter."""
    publishing.republish(entry, by=by, at=at)
    if not entry.not_told and entry.state != EntryState.PROVISIONAL:
        owe_letter(entry, NoticeKind.CHANGED, by=by, at=at, explanation=TOLD)


def _against(
    subject: Subject,
    live: list[Entry],
    came_to: NewPlace,
    moved_on: date,
    choices: Mapping[str, Follows],
    reason: str,
    today: date,
) -> Iterator[str]:
    if subject.kind == SubjectKind.PREMISES:
        yield "Premises do not move."
    if not reason.strip():
        yield "Say how it is known, and why each entry follows as you chose."
    if moved_on > today:
        yield "Enter a day of the move that is today or in the past."
    if came_to.uprn and not normalise_uprn(came_to.uprn):
        yield "Enter a UPRN of up to 12 digits, or leave it empty."
    if choices.keys() != {entry.reference for entry in live}:
        yield "Choose what each live entry follows."
    kinds = current_pack(current_organisation()).subject_kinds
    stays = Follows.PREMISES in choices.values()
    if stays and SubjectKind.PREMISES not in kinds:
        yield "This register holds people only, so no entry can stay at the premises."
    stands = stays or Follows.BOTH in choices.values()
    if stands and not _is_placed(subject):
        yield "No address is held for where they lived, so nothing can stay there."


def _is_placed(subject: Subject) -> bool:
    return bool(subject.address or subject.uprn or subject.postcode)


def _settle(subject: Subject, came_to: NewPlace) -> None:
    for field in PLACE:
        setattr(subject, field, getattr(came_to, field))
    subject.save()


def _follow(
    entry: Entry,
    subject: Subject,
    choice: Follows,
    left: dict[str, str],
    *,
    at: datetime,
) -> None:
    """Point the entry at whom or what it follows from now on."""
    entry.follows = choice.value
    if choice is Follows.PREMISES:
        entry.subject = Subject.objects.create(
            kind=SubjectKind.PREMISES.value, created_at=at, **left
        )
    else:
        entry.subject = subject
        if choice is Follows.BOTH:
            entry.elsewhere = [*entry.elsewhere, left]
    entry.save(update_fields=["subject", "follows", "elsewhere"])
