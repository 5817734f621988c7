"""Which crimes are to be told to the police, and which injuries reported, by when?"""

from collections.abc import Iterator
from datetime import date

from django.db.models import QuerySet

from register.models import Incident, Report
from tenants.codes import Role
from tenants.due import Clock, DueLine


def untold(*, on: date, until: date) -> QuerySet[Report]:
    """Reports of a crime that nobody has told the police of, nor decided not to."""
    del on
    found = Report.objects.filter(
        police_due_on__lte=until,
        police_told_at__isnull=True,
        police_not_told_reason="",
        submitted_at__isnull=False,
    )
    return found.order_by("police_due_on", "pk")


def police(rows: QuerySet[Report], *, on: date, until: date) -> Iterator[DueLine]:
    del on, until
    for report in rows:
        if report.police_due_on is not None:
            yield DueLine(
                clock=Clock.POLICE,
                key=str(report.pk),
                reference=report.reference,
                what=f"Tell the police of the crime in report {report.reference}",
                on=report.police_due_on,
                working=tuple(report.police_due_working),
                owner=Role.HEAD_OF_SERVICE,
                person=report.police_owner_id,
                kind="report",
            )


def unreported(*, on: date, until: date) -> QuerySet[Incident]:
    """Injuries that are reportable and not reported."""
    del on
    found = Incident.objects.filter(
        riddor_due_on__lte=until,
        riddor_reported_on__isnull=True,
        report__submitted_at__isnull=False,
    ).select_related("report")
    return found.order_by("riddor_due_on", "pk")


def riddor(rows: QuerySet[Incident], *, on: date, until: date) -> Iterator[DueLine]:
    del on, until
    for incident in rows:
        if incident.riddor_due_on is not None:
            yield DueLine(
                clock=Clock.RIDDOR,
                key=str(incident.pk),
                reference=incident.report.reference,
                what=f"Report the injury in {incident.report.reference} under RIDDOR",
                on=incident.riddor_due_on,
                working=tuple(incident.riddor_due_working),
                owner=Role.HEALTH_AND_SAFETY,
                kind="report",
            )
