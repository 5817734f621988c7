"""How is the answer to a check put into words?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sharing.check import Answer, CheckAnswer, CheckMade, Ring, ShownMarker, Source
from tenants.codes import Precaution, Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkerLines:
    """One warning: what to do first, then what it is."""

    title: str
    organisation: str
    precautions: tuple[Precaution, ...]
    details: tuple[tuple[str, str], ...]
    matched_on: str
    level: str
    ring: Ring


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerPage:
    id: UUID
    is_hit: bool
    is_clear: bool
    markers: tuple[MarkerLines, ...]
    scope: tuple[Source, ...]
    ring: Ring
    why: str
    as_of: datetime
    stale_after: datetime


def shown_answer(answered: CheckAnswer) -> AnswerPage:
    """Return the answer as the page shows it."""
    return AnswerPage(
        id=answered.id,
        is_hit=answered.answer is Answer.HIT,
        is_clear=answered.answer is Answer.CLEAR,
        markers=tuple(marker_lines(marker) for marker in answered.markers),
        scope=answered.scope,
        ring=answered.ring,
        why=answered.why,
        as_of=answered.as_of,
        stale_after=answered.stale_after,
    )


def marker_lines(marker: ShownMarker) -> MarkerLines:
    """Return one warning in words, no more than its level lets out."""
    told = bool(marker.precautions)
    return MarkerLines(
        title="Warning: do this first" if told else "Warning: ring before you go",
        organisation=marker.organisation,
        precautions=marker.precautions,
        details=tuple(details(marker)),
        matched_on=in_words(marker.matched_on),
        level=marker.level.label,
        ring=marker.ring,
    )


def details(marker: ShownMarker) -> Iterable[tuple[str, str]]:
    """Give the lines below the instruction, in the order they are wanted."""
    if marker.display:
        yield "Who or where", marker.display
    if marker.category:
        yield "Kind of risk", marker.category_label
    if marker.summary:
        yield "What happened", marker.summary
    yield "From", marker.organisation
    if marker.review_on:
        yield "Reviewed by", f"{marker.review_on:%-d %B %Y}"


ANSWERS = {
    Answer.HIT: "Warning",
    Answer.CLEAR: "No warning found",
    Answer.CANNOT_TELL: "We cannot tell",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckLine:
    """One check of mine: no name and no address."""

    id: UUID
    when: datetime
    purpose: str
    answer: str


def shown_check(made: CheckMade) -> CheckLine:
    return CheckLine(
        id=made.id,
        when=made.at,
        purpose=Purpose(made.purpose).label,
        answer=ANSWERS[made.answer],
    )


def in_words(matched_on: Iterable[str]) -> str:
    """Return what matched as a reader says it."""
    return ", ".join(
        "UPRN" if name == "uprn" else name.replace("_", " ") for name in matched_on
    )
