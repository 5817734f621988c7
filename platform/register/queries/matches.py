"""Which records may be one, side by side, and which merges can still be undone?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from register.models import Subject, SubjectMerge, SubjectPair
from register.policy.merging import CHOICES
from register.refusals import NotFound
from register.states import EntryState, MatchState
from tenants.codes import Category


MOST = 100
LABELS = {
    "name": "Name",
    "born": "Date of birth",
    "place": "Address",
    "phone": "Telephone",
    "email": "E-mail",
    "gender": "Gender",
    "appearance": "Appearance",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One thing of which both records say something, or only one does."""

    field: str
    label: str
    one: str
    other: str

    @property
    def differs(self) -> bool:
        return bool(self.one and self.other) and self.one != self.other


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the two records, and what stands on it."""

    id: UUID
    title: str
    aliases: tuple[str, ...]
    entries: tuple[tuple[str, str, str], ...]
    reports: int
    since: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PairPage:
    id: UUID
    state: MatchState
    matched_on: tuple[str, ...]
    one: Side
    other: Side
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PairLine:
    id: UUID
    one: str
    other: str
    matched_on: tuple[str, ...]
    proposed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeLine:
    id: UUID
    title: str
    made_by: str
    made_at: datetime
    undo_until: datetime
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchesPage:
    pairs: tuple[PairLine, ...]
    merges: tuple[MergeLine, ...]
    more: bool


def matches_page(*, at: datetime) -> MatchesPage:
    """What waits for a decision, surest first, and what can still be undone."""
    pairs = list(
        SubjectPair.objects.select_related("one", "other")
        .filter(
            state=MatchState.PROPOSED,
            one__merged_into__isnull=True,
            other__merged_into__isnull=True,
        )
        .order_by("confidence", "proposed_at", "pk")[: MOST + 1]
    )
    merges = SubjectMerge.objects.select_related("kept", "made_by").filter(
        undone_at__isnull=True, undo_until__gte=at
    )
    return MatchesPage(
        pairs=tuple(_line(pair) for pair in pairs[:MOST]),
        merges=tuple(_merge(made) for made in merges.order_by("-made_at")[:MOST]),
        more=len(pairs) > MOST,
    )


def pair_page(pair_id: UUID) -> PairPage:
    pair = (
        SubjectPair.objects.select_related("one", "other")
        .prefetch_related("one__entries", "one__reports")
        .prefetch_related("other__entries", "other__reports")
        .filter(pk=pair_id)
        .first()
    )
    if pair is None:
        raise NotFound("There is no such match.")
    return PairPage(
        id=pair.pk,
        state=MatchState(pair.state),
        matched_on=tuple(pair.matched_on),
        one=_side(pair.one),
        other=_side(pair.other),
        choices=tuple(_choices(pair.one, pair.other)),
    )


def title_of(subject: Subject) -> str:
    return subject.name or ", ".join(subject.address.splitlines()) or "Without a name"


def _side(subject: Subject) -> Side:
    return Side(
        id=subject.pk,
        title=title_of(subject),
        aliases=tuple(subject.aliases),
        entries=tuple(
            (
                entry.reference,
                Category(entry.category).label,
                EntryState(entry.state).label,
            )
            for entry in subject.entries.all()
        ),
        reports=len(subject.reports.all()),
        since=subject.created_at.date(),
    )


def _choices(one: Subject, other: Subject) -> Iterator[Choice]:
    for field in CHOICES:
        first, second = _said(one, field), _said(other, field)
        if first or second:
            yield Choice(field=field, label=LABELS[field], one=first, other=second)


def _said(subject: Subject, field: str) -> str:
    if field == "place":
        lines = [*subject.address.splitlines(), subject.postcode]
        uprn = f"UPRN {subject.uprn}" if subject.uprn else ""
        return ", ".join(line for line in [*lines, uprn] if line)
    if field == "born":
        if subject.date_of_birth:
            return f"{subject.date_of_birth:%-d %B %Y}"
        if subject.birth_year:
            return f"in {subject.birth_year}"
        return f"about {subject.approximate_age}" if subject.approximate_age else ""
    return str(getattr(subject, field))


def _line(pair: SubjectPair) -> PairLine:
    return PairLine(
        id=pair.pk,
        one=title_of(pair.one),
        other=title_of(pair.other),
        matched_on=tuple(pair.matched_on),
        proposed_at=pair.proposed_at,
    )


def merge_for(merge_id: UUID) -> MergeLine:
    """One merge, whether or not it can still be undone, or NotFound."""
    made = (
        SubjectMerge.objects.select_related("kept", "made_by")
        .filter(pk=merge_id)
        .first()
    )
    if made is None:
        raise NotFound("There is no such merge.")
    return _merge(made)


def _merge(made: SubjectMerge) -> MergeLine:
    return MergeLine(
        id=made.pk,
        title=title_of(made.kept),
        made_by=made.made_by.full_name,
        made_at=made.made_at,
        undo_until=made.undo_until,
        reason=made.reason,
    )
