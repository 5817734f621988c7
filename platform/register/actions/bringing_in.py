"""How does a row of an old register become a report that somebody stands behind?"""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction

from accounts.models import User
from audit.kinds import Kind
from register.actions.events import note
from register.actions.reports import refuse_problems, save_content
from register.facts import ReportContent
from register.models import Report
from register.permissions import against_permission, standing_of
from register.references import new_reference
from register.refusals import NotPermitted
from register.states import Origin, ReportState
from tenants.clocks import civil_date
from tenants.codes import Permission


@transaction.atomic
def bring_in(
    *,
    content: ReportContent,
    reporter: User,
    countersigner: User,
    at: datetime,
    origin: Origin = Origin.IMPORT,
) -> Report:
    """A row of an old register as a countersigned report, never live by itself.

    The importer is the reporter, the head of service who commits is the
    countersigner, so a third person decides.
    """
    who = standing_of(countersigner, on=civil_date(at))
    NotPermitted.if_any(against_permission(who, Permission.COMMIT_IMPORT))
    refuse_problems(content, at=at)
    report = Report(
        reference=new_reference("R"),
        state=ReportState.COUNTERSIGNED.value,
        origin=origin.value,
        reporter=reporter,
        created_at=at,
        submitted_at=at,
        countersigned_by=countersigner,
        countersigned_at=at,
    )
    NotPermitted.if_any(_one_person_twice(report))
    save_content(report, content, at=at)
    note(
        Kind.REPORT_BROUGHT_IN,
        who=who,
        step=Permission.COMMIT_IMPORT,
        at=at,
        subject=report.reference,
        details={"category": report.category},
    )
    return report


def _one_person_twice(report: Report) -> Iterator[str]:
    if report.reporter_id == report.countersigned_by_id:
        yield "The importer and the head of service must be two people."
