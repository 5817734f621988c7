"""Which imported reports await a decision, and which may be decided together?"""

from datetime import date, datetime
from typing import Final

from django.db import transaction

from accounts.models import User
from audit.kinds import Kind
from register.actions.events import note
from register.facts import CRITERIA, Answer
from register.imports.pages import AwaitingLine, AwaitingPage
from register.imports.queries import awaiting_decision
from register.models import Report
from register.permissions import (
    Standing,
    against_deciding,
    against_permission,
    standing_of,
)
from register.refusals import NotPermitted
from register.states import Outcome
from tenants.clocks import civil_date
from tenants.codes import Category, Permission, Precaution, StatementKind
from tenants.context import current_organisation
from tenants.packs import Pack
from tenants.queries import current_pack


PAGE_ROWS: Final = 20
ADULT: Final = 18


@transaction.atomic
def open_awaiting(*, page: int, by: User, at: datetime) -> AwaitingPage:
    """One page of the imported reports that nobody has decided."""
    who = standing_of(by, on=civil_date(at))
    NotPermitted.if_any(against_permission(who, Permission.DECIDE))
    pack = current_pack(current_organisation())
    reports = awaiting_decision()
    pages = max(1, -(-len(reports) // PAGE_ROWS))
    page = min(max(1, page), pages)
    shown = reports[(page - 1) * PAGE_ROWS : page * PAGE_ROWS]
    note(
        Kind.IMPORT_READ,
        who=who,
        step=Permission.DECIDE,
        at=at,
        subject="awaiting",
        details={"page": "decisions", "reports": len(shown)},
    )
    return AwaitingPage(
        lines=tuple(_line(report, who, pack, civil_date(at)) for report in shown),
        total=len(reports),
        page=page,
        pages=pages,
        outcomes=tuple(
            (str(outcome), outcome.label)
            for outcome in Outcome
            if outcome is not Outcome.MONITOR or pack.monitor_outcome
        ),
        criteria=CRITERIA,
        precautions=tuple((str(one), one.label) for one in pack.precautions),
    )


def _line(report: Report, who: Standing, pack: Pack, today: date) -> AwaitingLine:
    subject = report.subject
    incidents = list(report.incidents.all())
    statements = [s for incident in incidents for s in incident.statements.all()]
    category = Category(report.category)
    return AwaitingLine(
        reference=report.reference,
        display=(subject.name if subject else "") or "Premises",
        place=", ".join(
            part
            for part in (
                (subject.address.replace("\n", ", "), subject.postcode)
                if subject
                else ()
            )
            if part
        ),
        category=report.category_text or pack.label_of(category),
        precautions=tuple(Precaution(code).label for code in report.precautions),
        account=" ".join(statement.text for statement in statements),
        happened_on=max((i.happened_on for i in incidents), default=None),
        told_alone=all(s.kind == StatementKind.TOLD for s in statements),
        is_animal=category is Category.ANIMAL,
        under_18=_under_18(report, today),
        why_not=tuple(against_deciding(who, report, pack)),
    )


def _under_18(report: Report, today: date) -> Answer:
    """Whether the person is under 18 now, as far as the row tells it."""
    subject = report.subject
    if subject is None or not subject.name:
        return Answer.NO
    born = subject.date_of_birth
    if born is not None:
        before = (today.month, today.day) < (born.month, born.day)
        return Answer.YES if today.year - born.year - int(before) < ADULT else Answer.NO
    if subject.birth_year is None:
        return Answer.NOT_KNOWN
    # A year alone leaves one year's doubt, which only an age near 18 is about.
    age = today.year - subject.birth_year
    if age in {ADULT, ADULT - 1}:
        return Answer.NOT_KNOWN
    return Answer.YES if age < ADULT else Answer.NO
