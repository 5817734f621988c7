"""Who stands in for the countersigner on this one report?

Given by name, by whoever could countersign it themselves. The officer still cannot
countersign what they reported, nor decide what they countersigned.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from accounts.queries import user_for
from audit.kinds import Kind
from register.actions.events import note
from register.actions.reports import locked
from register.models import Report
from register.permissions import (
    Standing,
    against_covering,
    against_giving_cover,
    covering,
    give_cover,
    standing_of,
    take_cover,
)
from register.refusals import NotPermitted, Refused
from register.states import ReportState
from tenants.clocks import civil_date
from tenants.codes import Permission
from tenants.context import current_organisation
from tenants.queries import current_pack


@transaction.atomic
def give(*, reference: str, officer: UUID, by: User, at: datetime) -> User:
    """Let one cover officer countersign or return this report, and no other.

    Raises:
        NotPermitted: whoever gives it may not countersign the report themselves.
        Refused: the officer may not stand in, does so already, or it waits for nobody.
    """
    report, who = _waiting(reference, by=by, at=at)
    person = user_for(officer)
    standing = standing_of(person, on=civil_date(at))
    Refused.if_any(against_covering(standing, report))
    if covering(report).filter(pk=person.pk).exists():
        raise Refused(f"{person.full_name} stands in on this report already.")
    give_cover(person, report)
    _note(Kind.REPORT_COVER_GIVEN, report, person, who=who, at=at)
    return person


@transaction.atomic
def take(*, reference: str, officer: UUID, by: User, at: datetime) -> User:
    """Let them do so no more. Refused where they never did."""
    report, who = _waiting(reference, by=by, at=at)
    person = covering(report).filter(pk=officer).first()
    if person is None:
        raise Refused("This person does not stand in on the report.")
    take_cover(person, report)
    _note(Kind.REPORT_COVER_TAKEN, report, person, who=who, at=at)
    return person


def _waiting(reference: str, *, by: User, at: datetime) -> tuple[Report, Standing]:
    report = locked(reference)
    who = standing_of(by, on=civil_date(at))
    pack = current_pack(current_organisation(), civil_date(at))
    NotPermitted.if_any(against_giving_cover(who, report, pack))
    if report.state != ReportState.SUBMITTED:
        raise Refused("This report does not wait for a countersignature.")
    return report, who


def _note(
    kind: Kind, report: Report, officer: User, *, who: Standing, at: datetime
) -> None:
    note(
        kind,
        who=who,
        step=Permission.COUNTERSIGN,
        at=at,
        subject=report.reference,
        details={"officer": str(officer.pk)},
    )
