"""How is a check's answer written as JSON?

A plain function over frozen facts: REST framework's serialisers cost many times as
much as the look-up itself. `described.py` describes the same shape.
"""

from typing import Any

from sharing.check import CheckAnswer, Ring, ShownMarker, Source


def as_json(answer: CheckAnswer) -> dict[str, Any]:
    """The body of a 200. What a level does not allow is left out, not emptied."""
    body: dict[str, Any] = {
        "id": str(answer.id),
        "answer": answer.answer.value,
        "as_of": answer.as_of.isoformat(),
        "stale_after": answer.stale_after.isoformat(),
        "scope": [_source(source) for source in answer.scope],
        "markers": [_marker(marker) for marker in answer.markers],
        "ring": _ring(answer.ring),
    }
    if answer.why:
        body["why"] = answer.why
    return body


def _source(source: Source) -> dict[str, Any]:
    body: dict[str, Any] = {
        "organisation": source.organisation,
        "searched": source.searched,
    }
    if source.why_not:
        body["why_not"] = source.why_not
    return body


def _marker(marker: ShownMarker) -> dict[str, Any]:
    subject: dict[str, Any] = {"matched_on": list(marker.matched_on)}
    if marker.display:
        subject["display"] = marker.display
    body: dict[str, Any] = {
        "id": str(marker.id),
        "organisation": marker.organisation,
        "level": marker.level.value,
        "precautions": [
            {"code": precaution.value, "instruction": precaution.instruction}
            for precaution in marker.precautions
        ],
        "subject": subject,
        "review_on": marker.review_on.isoformat() if marker.review_on else None,
        "expires_on": marker.expires_on.isoformat() if marker.expires_on else None,
        "ring": _ring(marker.ring),
    }
    if marker.category:
        body["category"] = marker.category
        body["category_label"] = marker.category_label
    if marker.summary:
        body["summary"] = marker.summary
    return body


def _ring(ring: Ring) -> dict[str, str]:
    return {"name": ring.name, "phone": ring.phone}
