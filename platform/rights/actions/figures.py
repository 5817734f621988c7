"""Who read the figures for the public? Even that is on record."""

import csv
import io
from datetime import date, datetime

from django.db import transaction

from accounts.models import User
from audit.kinds import Kind
from register.actions.attempts import noting_attempts
from register.actions.events import note
from register.imports.outcomes import neutral
from register.permissions import against_permission, standing_of
from register.refusals import NotPermitted, Refused
from rights.queries.figures import Figures, figures
from tenants.clocks import civil_date
from tenants.codes import Permission
from tenants.context import current_organisation


@noting_attempts
@transaction.atomic
def read_figures(*, since: date, until: date, by: User, at: datetime) -> Figures:
    """The ten answers for a period that has begun."""
    who = standing_of(by, on=civil_date(at))
    NotPermitted.if_any(against_permission(who, Permission.READ_AUDIT))
    if since > until:
        raise Refused("The period must end on or after the day it begins.")
    if until > civil_date(at):
        raise Refused("The period must end today or in the past.")
    found = figures(current_organisation(), since=since, until=until)
    note(
        Kind.FIGURES_READ,
        who=who,
        step=Permission.READ_AUDIT,
        at=at,
        subject="figures",
        details={"since": since.isoformat(), "until": until.isoformat()},
    )
    return found


def as_csv(found: Figures) -> str:
    """One row a line of an answer. A cell that a spreadsheet would run is made text."""
    out = io.StringIO()
    sheet = csv.writer(out)
    sheet.writerow(["Number", "Question", "What", "Answer", "How it was worked out"])
    for figure in found.figures:
        for label, answer in figure.lines:
            row = (
                str(figure.number),
                figure.question,
                label,
                answer,
                figure.worked_out,
            )
            sheet.writerow([neutral(cell) for cell in row])
    return out.getvalue()
