"""What is held on the subject of an entry, beside the entry itself?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from accounts.models import User
from register.models import Association, Entry, Move, Subject
from register.permissions import standing_of
from register.queries.entries import level_for, whole
from register.queries.matches import title_of
from register.refusals import NotFound
from register.states import LIVE_STATES, AssociationKind, EntryState
from tenants.clocks import civil_date
from tenants.codes import Category, Follows, Level
from tenants.context import current_organisation
from tenants.queries import current_pack


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherEntry:
    reference: str
    category: str
    state: str
    follows: Follows
    is_live: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    id: UUID
    kind: str
    reference: str
    title: str
    reason: str
    made_by: str
    made_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveLine:
    moved_on: date
    left: str
    came_to: str
    choices: tuple[tuple[str, str], ...]
    reason: str
    recorded_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectPage:
    """Everything held on the subject, for whoever sees the entry in full."""

    reference: str
    title: str
    panel: str
    is_person: bool
    aliases: tuple[str, ...]
    place: str
    elsewhere: tuple[str, ...]
    vehicles: tuple[dict[str, str], ...]
    animals: tuple[dict[str, str], ...]
    entries: tuple[OtherEntry, ...]
    together: tuple[Together, ...]
    moves: tuple[MoveLine, ...]

    @property
    def live(self) -> tuple[OtherEntry, ...]:
        return tuple(entry for entry in self.entries if entry.is_live)


def subject_page(user: User, reference: str, *, at: datetime) -> SubjectPage:
    """The subject of an entry that this person sees in full, or NotFound."""
    who = standing_of(user, on=civil_date(at))
    pack = current_pack(current_organisation())
    entry = whole().filter(reference=reference).first()
    if entry is None or level_for(who, entry, pack, at=at) is not Level.FULL:
        raise NotFound("There is no such entry.")
    subject: Subject = entry.subject
    return SubjectPage(
        reference=entry.reference,
        title=title_of(subject),
        panel=entry.panel,
        is_person=bool(subject.name),
        aliases=tuple(subject.aliases),
        place=_place(vars(subject)),
        elsewhere=tuple(_place(place) for place in entry.elsewhere),
        vehicles=tuple(subject.vehicles),
        animals=tuple(subject.animals),
        entries=tuple(_other(each) for each in subject.entries.order_by("entered_at")),
        together=tuple(_together(entry)),
        moves=tuple(_moves(subject)),
    )


def _place(place: dict[str, str]) -> str:
    lines = [*place["address"].splitlines(), place["postcode"]]
    return ", ".join(line for line in lines if line) or (
        f"UPRN {place['uprn']}" if place["uprn"] else ""
    )


def _other(entry: Entry) -> OtherEntry:
    return OtherEntry(
        reference=entry.reference,
        category=Category(entry.category).label,
        state=EntryState(entry.state).label,
        follows=Follows(entry.follows),
        is_live=entry.state in LIVE_STATES,
    )


def _together(entry: Entry) -> Iterator[Together]:
    found = (
        Association.objects.select_related("one__subject", "other__subject", "made_by")
        .filter(Q(one=entry) | Q(other=entry), ended_at__isnull=True)
        .order_by("made_at")
    )
    for made in found:
        side = made.other if made.one_id == entry.pk else made.one
        yield Together(
            id=made.pk,
            kind=AssociationKind(made.kind).label,
            reference=side.reference,
            title=title_of(side.subject),
            reason=made.reason,
            made_by=made.made_by.full_name,
            made_at=made.made_at,
        )


def _moves(subject: Subject) -> Iterator[MoveLine]:
    moves = Move.objects.select_related("recorded_by").filter(subject=subject)
    for made in moves.order_by("-moved_on", "-recorded_at"):
        yield MoveLine(
            moved_on=made.moved_on,
            left=_place(made.left),
            came_to=_place(made.came_to) or "not known",
            choices=tuple(
                (name, Follows(choice).label) for name, choice in made.choices.items()
            ),
            reason=made.reason,
            recorded_by=made.recorded_by.full_name,
        )
