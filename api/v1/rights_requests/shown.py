"""How is a rights request written as JSON? No name and no words of the person."""

from typing import Any

from rights.shown import RequestLine, RequestPage


def line_as_json(line: RequestLine) -> dict[str, Any]:
    return {
        "reference": line.reference,
        "kind": line.kind,
        "state": line.state,
        "received_on": line.received_on.isoformat(),
        "due_on": line.due_on.isoformat() if line.due_on else None,
        "overdue": line.overdue,
        "owner": line.owner,
    }


def page_as_json(page: RequestPage) -> dict[str, Any]:
    body = {
        **line_as_json(page.line),
        "due_working": list(page.due_working),
        "identity_confirmed": bool(page.identity_how),
        "entries": list(page.entries),
        "acknowledged_at": page.acknowledged_at and page.acknowledged_at.isoformat(),
        "answered_at": page.answered_at and page.answered_at.isoformat(),
    }
    return body | ({"outcome": page.outcome_label} if page.outcome_label else {})
