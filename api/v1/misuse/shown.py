"""How is a misuse case written as JSON?"""

from typing import Any
from uuid import UUID

from sharing.queries.misuse import (
    MisuseDecisionLine,
    MisuseLine,
    MisusePage,
    MisuseTaskLine,
)


def row_as_json(agreement: UUID, line: MisuseLine) -> dict[str, Any]:
    return {
        "id": str(line.id),
        "reference": line.reference,
        "agreement": str(agreement),
        "reported_at": line.reported_at.isoformat(),
        "closed_at": line.closed_at.isoformat() if line.closed_at else None,
    }


def case_as_json(page: MisusePage) -> dict[str, Any]:
    return {
        "id": str(page.id),
        "reference": page.reference,
        "agreement": str(page.agreement_id),
        "reported_at": page.reported_at.isoformat(),
        "closed_at": page.closed_at.isoformat() if page.closed_at else None,
        "kind": page.kind_label,
        "what_happened": page.what_happened,
        "people_affected": page.people_affected,
        "reported_by": page.reported_by,
        "aware_at": page.aware_at.isoformat(),
        "breach_due_at": page.breach_due_at.isoformat(),
        "breach_late": page.breach_late,
        "tasks": [_task(each) for each in page.tasks],
        "decisions": [_decision(each) for each in page.decisions],
        "undecided": list(page.undecided),
        "outcome": page.outcome_label,
        "outcome_reason": page.outcome_reason,
        "may": sorted(page.may),
    }


def _task(line: MisuseTaskLine) -> dict[str, Any]:
    return {
        "id": str(line.id),
        "organisation": line.organisation,
        "what": line.what,
        "due_at": line.due_at.isoformat(),
        "late": line.late,
        "mine": line.mine,
        "done_at": line.done_at.isoformat() if line.done_at else None,
        "note": line.note,
    }


def _decision(line: MisuseDecisionLine) -> dict[str, Any]:
    return {
        "organisation": line.organisation,
        "told": line.told,
        "reason": line.reason,
        "ico_reference": line.ico_reference,
        "late_reason": line.late_reason,
        "decided_at": line.decided_at.isoformat(),
    }
