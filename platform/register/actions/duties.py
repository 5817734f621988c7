"""Were the police told of the crime, and was the injury reported, by whom and when?"""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from audit.kinds import Kind
from register.actions.attempts import noting_attempts
from register.actions.duty_clocks import set_riddor_clock, start_police_clock
from register.actions.events import note
from register.actions.reports import locked
from register.models import Incident, Report
from register.permissions import (
    Standing,
    against_permission,
    may_open_report,
    standing_of,
)
from register.queries.duties import DutiesPage, page_of
from register.refusals import NotFound, NotPermitted, Refused
from register.states import Crime, Riddor
from tenants.clocks import civil_date
from tenants.codes import Permission
from tenants.context import current_organisation
from tenants.queries import current_pack


DECIDES = (Permission.COUNTERSIGN, Permission.DECIDE, Permission.REVIEW_REGISTER)


@noting_attempts
@transaction.atomic
def open_duties(*, reference: str, by: User, at: datetime) -> DutiesPage:
    """The police step and the injuries of one report; the look is on record."""
    report, who = _opened(reference, by=by, at=at)
    _note(Kind.DUTIES_READ, report, who, at=at)
    return page_of(
        report,
        may_settle=_may_settle(who),
        may_class=Permission.REVIEW_REGISTER in who.permissions,
    )


@noting_attempts
@transaction.atomic
def say_crime(*, reference: str, by: User, at: datetime) -> Report:
    """It turned out that a crime was committed: the clock starts now."""
    report, who = _opened(reference, by=by, at=at)
    if report.crime_committed == Crime.YES:
        raise Refused("This report says already that a crime was committed.")
    report.crime_committed = Crime.YES.value
    report.save()
    start_police_clock(report, by=by, at=at)
    _note(Kind.POLICE_CLOCK_STARTED, report, who, at=at)
    return report


@noting_attempts
@transaction.atomic
def take_on(*, reference: str, by: User, at: datetime) -> Report:
    """This person tells the police."""
    report, who = _opened(reference, by=by, at=at)
    _refuse_settled(report)
    report.police_owner = by
    report.save()
    _note(Kind.POLICE_TAKEN_ON, report, who, at=at)
    return report


@noting_attempts
@transaction.atomic
def police_told(
    *, reference: str, police_reference: str, by: User, at: datetime
) -> Report:
    """The police know; their reference proves it."""
    report, who = _opened(reference, by=by, at=at)
    _refuse_settled(report)
    if not police_reference.strip():
        raise Refused("Enter the reference the police gave.")
    report.police_reference = police_reference.strip()
    report.police_told_at, report.police_told_by = at, by
    report.police_owner = report.police_owner or by
    report.save()
    _note(Kind.POLICE_TOLD, report, who, at=at)
    return report


@noting_attempts
@transaction.atomic
def not_telling_police(
    *, reference: str, reason: str, by: User, at: datetime
) -> Report:
    """A decision not to tell, for instance because whoever was harmed refuses."""
    report, who = _opened(reference, by=by, at=at)
    if not _may_settle(who):
        raise NotPermitted("A head of service or decision officer decides this.")
    _refuse_settled(report)
    if not reason.strip():
        raise Refused("Say why the police are not told.")
    report.police_not_told_reason = reason.strip()
    report.save()
    _note(Kind.POLICE_NOT_TOLD, report, who, at=at)
    return report


@noting_attempts
@transaction.atomic
def class_injury(
    *, reference: str, incident_id: UUID, riddor: Riddor, by: User, at: datetime
) -> Incident:
    """Say whether an injury is reportable under RIDDOR, and in which class."""
    report, who = _opened(reference, by=by, at=at)
    NotPermitted.if_any(against_permission(who, Permission.REVIEW_REGISTER))
    incident = _incident(report, incident_id)
    if incident.riddor_reported_on is not None:
        raise Refused("This injury is reported already.")
    set_riddor_clock(incident, riddor)
    incident.save()
    _note(Kind.INJURY_CLASSED, report, who, at=at)
    return incident


@noting_attempts
@transaction.atomic
def injury_reported(
    *,
    reference: str,
    incident_id: UUID,
    reported_on: date,
    riddor_reference: str,
    by: User,
    at: datetime,
) -> Incident:
    """The injury was reported to the Health and Safety Executive."""
    report, who = _opened(reference, by=by, at=at)
    NotPermitted.if_any(against_permission(who, Permission.REVIEW_REGISTER))
    incident = _incident(report, incident_id)
    if incident.riddor_due_on is None or incident.riddor_reported_on is not None:
        raise Refused("There is no report due for this injury.")
    if not incident.happened_on <= reported_on <= civil_date(at):
        raise Refused("Enter a day between the incident and today.")
    if not riddor_reference.strip():
        raise Refused("Enter the reference that the report was given.")
    incident.riddor_reported_on = reported_on
    incident.riddor_reported_by = by
    incident.riddor_reference = riddor_reference.strip()
    incident.save()
    _note(Kind.INJURY_REPORTED, report, who, at=at)
    return incident


def _opened(reference: str, *, by: User, at: datetime) -> tuple[Report, Standing]:
    report = locked(reference)
    who = standing_of(by, on=civil_date(at))
    pack = current_pack(current_organisation())
    if report.submitted_at is None or not may_open_report(who, report, pack):
        raise NotFound("There is no such report.")
    return report, who


def _incident(report: Report, incident_id: UUID) -> Incident:
    found = report.incidents.filter(pk=incident_id).first()
    if found is None:
        raise NotFound("There is no such incident on this report.")
    return found


def _may_settle(who: Standing) -> bool:
    return bool(set(DECIDES) & who.permissions)


def _refuse_settled(report: Report) -> None:
    if report.police_due_on is None:
        raise Refused("Say first that a crime was committed.")
    if report.police_told_at is not None:
        raise Refused("The police have been told already.")
    if report.police_not_told_reason:
        raise Refused("It was decided not to tell the police.")


def _note(kind: Kind, report: Report, who: Standing, *, at: datetime) -> None:
    note(
        kind,
        who=who,
        step=Permission.RAISE_REPORT,
        at=at,
        subject=report.reference,
    )
