"""How is an entry written as JSON? What a level does not allow is left out."""

from typing import Any

from register.shown import EntryLine, EntryPage, NoticeLine


def entry_as_json(entry: EntryPage) -> dict[str, Any]:
    """An entry cut to its reader's level; nobody who reported or was harmed is named
    below FULL."""
    body: dict[str, Any] = {
        "id": str(entry.id),
        "reference": entry.reference,
        "version": entry.version,
        "state": entry.state,
        "answers_now": entry.answers_now,
        "overlays": list(entry.overlays),
        "level": entry.level.value,
        "precautions": [
            {"code": precaution.value, "instruction": precaution.instruction}
            for precaution in entry.precautions
        ],
        "ring": {"name": entry.ring_name, "phone": entry.ring_phone},
        "starts_on": entry.starts_on.isoformat(),
        "review_on": entry.review_on.isoformat(),
        "expires_on": entry.ends_on.isoformat(),
    }
    texts = {
        "display": entry.display,
        "place": entry.place,
        "category": entry.category_label,
        "summary": entry.summary,
        "end_reason": entry.end_reason,
    }
    body |= {name: text for name, text in texts.items() if text}
    if entry.notices:
        body["notices"] = [_notice(notice) for notice in entry.notices]
    return body


def line_as_json(line: EntryLine) -> dict[str, Any]:
    body: dict[str, Any] = {
        "reference": line.reference,
        "state": line.state,
        "review_on": line.review_on.isoformat(),
        "expires_on": line.ends_on.isoformat(),
        "owner": line.owner,
    }
    texts = {"display": line.display, "category": line.category_label}
    return body | {name: text for name, text in texts.items() if text}


def _notice(notice: NoticeLine) -> dict[str, Any]:
    return {
        "id": str(notice.id),
        "kind": notice.kind,
        "state": notice.state,
        "due_on": notice.due_on.isoformat(),
    }
