"""Which files bear on this report, and may more be added?"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from register.models import Evidence, Report
from register.states import DECIDED_STATES, EvidenceSort


@dataclass(frozen=True, slots=True, kw_only=True)
class FileLine:
    """One file as its list shows it. The words are never shown outside."""

    id: UUID
    sort_label: str
    what_it_shows: str
    third_parties: tuple[str, ...]
    content_type: str
    size: int
    sha256: str
    scanned_by: str
    added_by: str
    added_at: datetime
    happened_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidencePage:
    reference: str
    files: tuple[FileLine, ...]
    incidents: tuple[tuple[UUID, date], ...]
    may_add: bool


def page_of(report: Report) -> EvidencePage:
    """The caller has asked whether the report may be opened."""
    found = (
        Evidence.objects.filter(incident__report=report)
        .select_related("document", "incident", "added_by")
        .order_by("added_at", "pk")
    )
    incidents = report.incidents.order_by("happened_on", "pk")
    return EvidencePage(
        reference=report.reference,
        files=tuple(_line(kept) for kept in found),
        incidents=tuple(incidents.values_list("pk", "happened_on")),
        may_add=report.state not in DECIDED_STATES and report.submitted_at is not None,
    )


def _line(kept: Evidence) -> FileLine:
    return FileLine(
        id=kept.pk,
        sort_label=EvidenceSort(kept.sort).label,
        what_it_shows=kept.what_it_shows,
        third_parties=tuple(kept.third_parties),
        content_type=kept.document.content_type,
        size=kept.document.size,
        sha256=kept.document.sha256,
        scanned_by=kept.scanned_by,
        added_by=kept.added_by.full_name,
        added_at=kept.added_at,
        happened_on=kept.incident.happened_on,
    )
