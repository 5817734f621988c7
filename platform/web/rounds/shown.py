"""How is a round put into words?"""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from sharing.check import Answer, CheckAnswer, CheckRequest, Ring
from sharing.check.batches import RowAnswer
from tenants.codes import Precaution


TAGS = {
    Answer.HIT: ("Warning", "red"),
    Answer.CANNOT_TELL: ("We cannot tell", "orange"),
    Answer.CLEAR: ("No warning found", "grey"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One visit: where and whom, as it was typed, and what to do first."""

    number: int
    reference: str
    what: str
    tag: str
    colour: str
    is_hit: bool
    precautions: tuple[Precaution, ...]
    ring: Ring | None
    why: str
    problems: tuple[str, ...]
    check_id: UUID | None


def visit_of(row: RowAnswer) -> Visit:
    answer = row.answer
    tag, colour = TAGS[answer.answer] if answer else ("Not understood", "yellow")
    is_hit = answer is not None and answer.answer is Answer.HIT
    return Visit(
        number=row.row.number,
        reference=row.row.reference,
        what=", ".join(_typed(row.row.request)) if row.row.request else "",
        tag=tag,
        colour=colour,
        is_hit=is_hit,
        precautions=tuple(dict.fromkeys(_precautions(answer))),
        ring=answer.ring if answer and answer.answer is not Answer.CLEAR else None,
        why=answer.why if answer else "",
        problems=tuple(row.row.problems.values()),
        check_id=answer.id if answer else None,
    )


def _precautions(answer: CheckAnswer | None) -> Iterator[Precaution]:
    for marker in answer.markers if answer else ():
        yield from marker.precautions


def _typed(request: CheckRequest) -> Iterator[str]:
    yield from filter(
        None, (request.name, request.building, request.address, request.postcode)
    )
    if request.uprn and not (request.address or request.postcode):
        yield f"UPRN {request.uprn}"
