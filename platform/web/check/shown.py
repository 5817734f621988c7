"""How is the answer to a check put into words?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sharing.check import Answer, CheckAnswer, ShownMarker
from tenants.codes import Category, Level, Precaution, Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkerLines:
    """One warning: what to do first, then what it is."""

    title: str
    heading: str
    precautions: tuple[Precaution, ...]
    details: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerPage:
    id: UUID
    is_hit: bool
    is_clear: bool
    markers: tuple[MarkerLines, ...]
    scope: tuple[object, ...]
    ring: object
    why: str
    purpose: str
    as_of: datetime
    stale_after: datetime


def shown_answer(answered: CheckAnswer, purpose: str = "") -> AnswerPage:
    """Return the answer as the page shows it."""
    return AnswerPage(
        id=answered.id,
        is_hit=answered.answer == Answer.HIT,
        is_clear=answered.answer == Answer.CLEAR,
        markers=tuple(marker_lines(marker) for marker in answered.markers),
        scope=tuple(answered.scope),
        ring=answered.ring,
        why=answered.why or "",
        purpose=Purpose(purpose).label if purpose else "",
        as_of=answered.as_of,
        stale_after=answered.stale_after,
    )


def marker_lines(marker: ShownMarker) -> MarkerLines:
    """Return one warning in words, no more than its level lets out."""
    level = Level(marker.level)
    title = "Warning: ring before you go"
    if level > Level.SEEK_ADVICE:
        title = "Warning: do this first"
    precautions = tuple(Precaution(code) for code in marker.precautions or ())
    return MarkerLines(
        title=title,
        heading="About this warning",
        precautions=precautions,
        details=tuple(details(marker, level)),
    )


def details(marker: ShownMarker, level: Level) -> Iterable[tuple[str, str]]:
    """Give the lines below the instruction, in the order they are wanted."""
    if marker.display:
        yield "Who or where", marker.display
    if marker.category:
        yield "Kind of risk", Category(marker.category).label
    if marker.summary:
        yield "What happened", marker.summary
    if marker.matched_on:
        yield "Matched on", ", ".join(marker.matched_on)
    yield "From", str(marker.organisation)
    if level > Level.SEEK_ADVICE and marker.review_on:
        yield "Reviewed by", f"{marker.review_on:%-d %B %Y}"
