"""How do the police step and the injuries of one report stand?"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from register.models import Incident, Report
from register.states import Crime, Riddor


@dataclass(frozen=True, slots=True, kw_only=True)
class InjuryLine:
    """One incident and its duty under RIDDOR."""

    id: UUID
    happened_on: date
    class_label: str
    due_on: date | None
    working: tuple[str, ...]
    reported_on: date | None
    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DutiesPage:
    """`police` names the steps open now: crime, take, told, not-told."""

    reference: str
    crime_label: str
    due_on: date | None
    working: tuple[str, ...]
    owner: str
    police_reference: str
    told_at: datetime | None
    told_by: str
    not_told_reason: str
    police: frozenset[str]
    injuries: tuple[InjuryLine, ...]
    may_class: bool


def page_of(report: Report, *, may_settle: bool, may_class: bool) -> DutiesPage:
    """The caller has asked whether the report may be opened."""
    incidents = report.incidents.order_by("happened_on", "pk")
    return DutiesPage(
        reference=report.reference,
        crime_label=Crime(report.crime_committed).label,
        due_on=report.police_due_on,
        working=tuple(report.police_due_working),
        owner=report.police_owner.full_name if report.police_owner else "",
        police_reference=report.police_reference,
        told_at=report.police_told_at,
        told_by=report.police_told_by.full_name if report.police_told_by else "",
        not_told_reason=report.police_not_told_reason,
        police=frozenset(_steps(report, may_settle=may_settle)),
        injuries=tuple(_injury(incident) for incident in incidents),
        may_class=may_class,
    )


def _steps(report: Report, *, may_settle: bool) -> list[str]:
    if report.police_due_on is None:
        return ["crime"] if report.crime_committed != Crime.YES else []
    if report.police_told_at is not None or report.police_not_told_reason:
        return []
    return ["take", "told", *(["not-told"] if may_settle else [])]


def _injury(incident: Incident) -> InjuryLine:
    riddor = incident.riddor_class
    return InjuryLine(
        id=incident.pk,
        happened_on=incident.happened_on,
        class_label=Riddor(riddor).label if riddor in Riddor.codes() else riddor,
        due_on=incident.riddor_due_on,
        working=tuple(incident.riddor_due_working),
        reported_on=incident.riddor_reported_on,
        reference=incident.riddor_reference,
    )
