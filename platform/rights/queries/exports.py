"""What does the review of a copy show? The caller asks permission and records it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from register.refusals import NotFound
from rights.models import ExportLine, RightsRequest
from rights.queries.requests import export_of
from rights.shown import ExportLine as Standing
from rights.states import ExportState, RequestState, Treatment


@dataclass(frozen=True, slots=True, kw_only=True)
class LineShown:
    number: int
    label: str
    held: str
    shown: str
    treatment: str
    treatment_label: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemShown:
    name: str
    lines: tuple[LineShown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionShown:
    name: str
    items: tuple[ItemShown, ...]

    @property
    def count(self) -> int:
        return sum(len(item.lines) for item in self.items)


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyPage:
    """A copy under review, or sealed; without one there is nothing but the request."""

    reference: str
    identity_confirmed: bool
    answered: bool
    export: Standing | None
    sections: tuple[SectionShown, ...]

    @property
    def in_review(self) -> bool:
        return self.export is not None and self.export.state == ExportState.REVIEW

    @property
    def is_sealed(self) -> bool:
        return self.export is not None and self.export.state == ExportState.SEALED


@dataclass(frozen=True, slots=True, kw_only=True)
class LinePage:
    """One line to decide on."""

    reference: str
    section: str
    item: str
    line: LineShown


def page_for(request: RightsRequest) -> CopyPage:
    lines = ExportLine.objects.filter(
        export__request=request, export__state=ExportState.REVIEW
    )
    return CopyPage(
        reference=request.reference,
        identity_confirmed=request.identity_at is not None,
        answered=request.state == RequestState.ANSWERED,
        export=export_of(request),
        sections=tuple(_sections(lines.order_by("number"))),
    )


def line_page(request: RightsRequest, number: int) -> LinePage:
    found = ExportLine.objects.filter(
        export__request=request, export__state=ExportState.REVIEW, number=number
    ).first()
    if found is None:
        raise NotFound("There is no such line under review.")
    return LinePage(
        reference=request.reference,
        section=found.section,
        item=found.item,
        line=_line(found),
    )


def _sections(lines: Iterable[ExportLine]) -> Iterator[SectionShown]:
    for section, held in groupby(lines, key=lambda line: line.section):
        items = tuple(
            ItemShown(name=item, lines=tuple(_line(line) for line in within))
            for item, within in groupby(held, key=lambda line: line.item)
        )
        yield SectionShown(name=section, items=items)


def _line(line: ExportLine) -> LineShown:
    return LineShown(
        number=line.number,
        label=line.label,
        held=line.held,
        shown=line.shown,
        treatment=line.treatment,
        treatment_label=Treatment(line.treatment).label,
        reason=line.reason,
    )
