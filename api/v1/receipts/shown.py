"""How is a receipt written as JSON? Codes, ids and dates; nobody is named."""

from typing import Any
from uuid import UUID

from sharing.queries.receipts import ReceiptLine, ReceiptPage
from sharing.queries.replays import Replayed


def line_as_json(line: ReceiptLine) -> dict[str, Any]:
    body: dict[str, Any] = {
        "id": str(line.id),
        "at": line.at.isoformat(),
        "question": line.question,
        "owner": line.owner,
        "recipient": line.recipient,
        "marker": str(line.marker),
        "permitted": line.permitted,
    }
    body |= {"level": line.level} if line.level else {}
    if line.never_left_at is not None:
        body["never_left_at"] = line.never_left_at.isoformat()
    return body


def receipt_as_json(page: ReceiptPage) -> dict[str, Any]:
    kept = page.kept
    return {
        **line_as_json(page.line),
        "edition": kept.edition,
        "agreement": _id(kept.agreement),
        "version": _id(kept.version),
        "indemnity": _id(kept.indemnity),
        "attestation": _id(kept.attestation),
        "release": _id(kept.release),
        "facts": dict(kept.facts),
        "reasons": [
            {"rule": rule, "sentence": sentence}
            for rule, sentence in kept.reasons.items()
        ],
        "terms": list(kept.terms),
        "replayed": _replayed(page.replayed),
    }


def _id(given: UUID | None) -> str | None:
    return None if given is None else str(given)


def _replayed(again: Replayed) -> dict[str, Any]:
    body: dict[str, Any] = {"same": again.same, "same_rules": again.same_rules}
    if again.why_not:
        return body | {"why_not": again.why_not}
    return body | {"permitted": again.permitted}
