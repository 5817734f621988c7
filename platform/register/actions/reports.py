"""How does an employee's account become a report that somebody stands behind?"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.models import User
from audit.kinds import Kind
from register.actions.attempts import noting_attempts
from register.actions.contents import write_content, write_incidents
from register.actions.duty_clocks import start_police_clock
from register.actions.events import note
from register.facts import ReportContent
from register.models import Report
from register.permissions import (
    Standing,
    against_countersigning,
    against_editing,
    against_reporting,
    against_returning,
    standing_in,
    standing_of,
)
from register.policy.contents import Problem, problems, register_in_use
from register.references import new_reference
from register.refusals import NotFound, NotPermitted, Refused
from register.states import REPORT_TRANSITIONS, Origin, ReportState, next_state
from tenants.clocks import civil_date
from tenants.codes import Permission
from tenants.context import current_organisation
from tenants.packs import Pack
from tenants.queries import current_pack


EDITABLE = frozenset({ReportState.DRAFT, ReportState.RETURNED})


class ContentRefused(Refused):
    """The report says what this register cannot take; `problems` names the fields."""

    def __init__(self, found: list[Problem]) -> None:
        super().__init__(*(problem.sentence for problem in found))
        self.problems = tuple(found)


@noting_attempts
@transaction.atomic
def draft(*, by: User, at: datetime, origin: Origin = Origin.STAFF) -> Report:
    """Begin a report. It is its reporter's alone until submitted."""
    who = standing_of(by, on=civil_date(at))
    pack = _pack(at)
    NotPermitted.if_any(register_in_use(pack))
    NotPermitted.if_any(against_reporting(who, pack))
    report = Report.objects.create(
        reference=new_reference("R"),
        origin=origin.value,
        reporter=by,
        created_at=at,
    )
    note(
        Kind.REPORT_DRAFTED,
        who=who,
        step=Permission.RAISE_REPORT,
        at=at,
        subject=report.reference,
    )
    return report


@noting_attempts
@transaction.atomic
def answer(
    *, reference: str, topic: str, answers: Mapping[str, Any], by: User, at: datetime
) -> Report:
    """Keep the answers to one topic of a draft or a returned report."""
    report = locked(reference)
    who = standing_of(by, on=civil_date(at))
    _refuse_unless_editable(report, who)
    report.draft = {**report.draft, topic: dict(answers)}
    report.save(update_fields=["draft"])
    return report


@noting_attempts
@transaction.atomic
def submit(*, reference: str, content: ReportContent, by: User, at: datetime) -> Report:
    """Hand the report on, complete under the pack, or raise ContentRefused."""
    report = locked(reference)
    who = standing_of(by, on=civil_date(at))
    _refuse_unless_editable(report, who)
    refuse_problems(content, at=at)
    _move(report, ReportState.SUBMITTED)
    report.submitted_at = at
    save_content(report, content, at=at)
    start_police_clock(report, by=by, at=at)
    note(
        Kind.REPORT_SUBMITTED,
        who=who,
        step=Permission.RAISE_REPORT,
        at=at,
        subject=report.reference,
        details={"category": report.category, "incidents": len(content.incidents)},
    )
    return report


@noting_attempts
@transaction.atomic
def raise_report(
    *, content: ReportContent, by: User, at: datetime, origin: Origin = Origin.STAFF
) -> Report:
    """Begin and submit in one step, for pages and clients that keep no draft."""
    begun = draft(by=by, at=at, origin=origin)
    return submit(reference=begun.reference, content=content, by=by, at=at)


@noting_attempts
@transaction.atomic
def countersign(
    *, reference: str, comment: str, version: int | None = None, by: User, at: datetime
) -> Report:
    """Stand behind the report. Never the reporter; the database refuses too."""
    report = locked(reference)
    who = standing_in(standing_of(by, on=civil_date(at)), report)
    NotPermitted.if_any(against_countersigning(who, report, _pack(at)))
    report.refuse_if_changed(version)
    _move(report, ReportState.COUNTERSIGNED)
    report.countersigned_by = by
    report.countersigned_at = at
    report.countersign_comment = comment.strip()
    report.save()
    note(
        Kind.REPORT_COUNTERSIGNED,
        who=who,
        step=Permission.COUNTERSIGN,
        at=at,
        subject=report.reference,
    )
    return report


@noting_attempts
@transaction.atomic
def return_to_reporter(
    *, reference: str, reason: str, version: int | None = None, by: User, at: datetime
) -> Report:
    """Send it back with a reason. A countersignature given before is taken off."""
    report = locked(reference)
    who = standing_in(standing_of(by, on=civil_date(at)), report)
    NotPermitted.if_any(against_returning(who, report, _pack(at)))
    report.refuse_if_changed(version)
    if not reason.strip():
        raise Refused("Say what the reporter should add or change.")
    _move(report, ReportState.RETURNED)
    report.countersigned_by = None
    report.countersigned_at = None
    report.returned_by = by
    report.returned_at = at
    report.return_reason = reason.strip()
    report.save()
    note(
        Kind.REPORT_RETURNED,
        who=who,
        step=Permission.COUNTERSIGN,
        at=at,
        subject=report.reference,
    )
    return report


def locked(reference: str) -> Report:
    """The report, locked until the transaction ends, or NotFound."""
    found = (
        Report.objects.select_for_update(of=("self",))
        .select_related("subject", "entry")
        .filter(reference=reference)
        .first()
    )
    if found is None:
        raise NotFound("There is no such report.")
    return found


def _pack(at: datetime) -> Pack:
    return current_pack(current_organisation(), civil_date(at))


def _move(report: Report, to: ReportState) -> None:
    report.state = next_state(
        REPORT_TRANSITIONS, what="report", now=ReportState(report.state), to=to
    ).value


def save_content(report: Report, content: ReportContent, *, at: datetime) -> None:
    write_content(report, content, at=at)
    report.save()
    write_incidents(report, content)


def _refuse_unless_editable(report: Report, who: Standing) -> None:
    # Somebody else's draft is not found rather than forbidden.
    if report.submitted_at is None and report.reporter_id != who.user.pk:
        raise NotFound("There is no such report.")
    NotPermitted.if_any(against_editing(who, report))
    if report.state not in EDITABLE:
        raise Refused(f"This report is “{ReportState(report.state).label}” now.")


def refuse_problems(content: ReportContent, *, at: datetime) -> None:
    found = problems(content, pack=_pack(at), today=civil_date(at))
    if found:
        raise ContentRefused(found)
