"""When must the police be told of a crime, and an injury reported?

The policy says that the police must be informed of a crime, and not by when: by the end
of the next working day is the product's reading. The dates under RIDDOR 2013 are those
of regulations 4 to 6 and Schedule 1, as the product reads them.
"""

from collections.abc import Mapping
from datetime import date, datetime

from accounts.models import User
from register.models import Incident, Report
from register.states import Crime, Riddor
from tenants.clocks import add_working_days, civil_date, say
from tenants.context import current_organisation


POLICE_DAYS = 1
RIDDOR_DAYS: Mapping[Riddor, int] = {
    Riddor.OVER_7_DAYS: 15,
    Riddor.SPECIFIED: 10,
    Riddor.HOSPITAL: 10,
    Riddor.DEATH: 10,
}
WITHOUT_DELAY = frozenset({Riddor.SPECIFIED, Riddor.HOSPITAL, Riddor.DEATH})


def start_police_clock(report: Report, *, by: User, at: datetime) -> None:
    """The clock of a crime that was reported, once. A reference says it was told."""
    if report.crime_committed != Crime.YES or report.police_due_on is not None:
        return
    nation = current_organisation().nation
    due = add_working_days(civil_date(at), POLICE_DAYS, nation=nation)
    report.police_due_on = due.on
    report.police_due_working = list(due.working)
    if report.police_reference:
        report.police_told_at, report.police_told_by = at, by
    report.save()


def set_riddor_clock(incident: Incident, riddor: Riddor) -> None:
    """The date by which the injury is reported; none where it is not reportable."""
    days = RIDDOR_DAYS.get(riddor)
    incident.riddor_class = riddor.value
    incident.riddor_due_on = None
    incident.riddor_due_working = []
    if days is not None:
        incident.riddor_due_on = due_on(incident.happened_on, days)
        incident.riddor_due_working = list(working(incident.happened_on, riddor))


def due_on(happened_on: date, days: int) -> date:
    return date.fromordinal(happened_on.toordinal() + days)


def working(happened_on: date, riddor: Riddor) -> list[str]:
    """How the date came about, for the page that shows it."""
    days = RIDDOR_DAYS[riddor]
    first = "Notify without delay, by telephone. " if riddor in WITHOUT_DELAY else ""
    last = say(due_on(happened_on, days))
    return [
        f"{riddor.label}.",
        f"{first}Report within {days} days of {say(happened_on)}: {last}.",
    ]
