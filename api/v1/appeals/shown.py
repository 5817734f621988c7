"""How is an appeal written as JSON?"""

from datetime import date, datetime
from typing import Any

from register.shown_appeals import AppealLine, AppealPage, MemberLine


def line_as_json(line: AppealLine) -> dict[str, Any]:
    return {
        "reference": line.reference,
        "entry": line.entry_reference,
        "state": line.state_label,
        "open": line.is_open,
        "received_on": line.received_on.isoformat(),
        "hearing_at": _moment(line.hearing_at),
        "due_on": line.due_on.isoformat() if line.due_on else None,
        "outcome": line.outcome_label,
    }


def appeal_as_json(appeal: AppealPage) -> dict[str, Any]:
    return {
        "reference": appeal.reference,
        "version": appeal.version,
        "entry": appeal.entry_reference,
        "state": appeal.state_label,
        "open": appeal.is_open,
        "received_on": appeal.received_on.isoformat(),
        "route": appeal.route_label,
        "grounds": appeal.grounds,
        "acknowledgement": _clock(
            appeal.acknowledge_due_on,
            appeal.acknowledge_working,
            appeal.acknowledged_at,
        ),
        "hearing": _clock(
            appeal.hearing_due_on, appeal.hearing_working, appeal.decided_at
        ),
        "hearing_at": _moment(appeal.hearing_at),
        "hearing_place": appeal.hearing_place,
        "members": [_member(member) for member in appeal.members],
        "comments": list(appeal.comments),
        "papers": [paper.number for paper in appeal.papers],
        "outcome": appeal.outcome_label,
        "reasons": appeal.reasons,
        "changes": list(appeal.changes),
        "may": sorted(appeal.may),
    }


def _member(member: MemberLine) -> dict[str, Any]:
    return {
        "id": str(member.id),
        "name": member.name,
        "has_view": member.has_view,
        "view": member.view_label,
    }


def _clock(
    due_on: date, working: tuple[str, ...], done_at: datetime | None
) -> dict[str, Any]:
    return {
        "due_on": due_on.isoformat(),
        "working": list(working),
        "done_at": _moment(done_at),
    }


def _moment(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
