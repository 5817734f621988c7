"""How are a batch and its answers written, as JSON, NDJSON and CSV?"""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from typing import Any

from api.v1.check_answer import as_json
from sharing.check import CheckAnswer
from sharing.check.batches import Progress, RowAnswer


COLUMNS = (
    *("row", "reference", "answer", "why", "organisation", "level", "precautions"),
    *(
        "instructions",
        "category",
        "summary",
        "ring_name",
        "ring_phone",
        "check",
        "problem",
    ),
)
FORMULAS = ("=", "+", "-", "@", "\t", "\r")


def batch_as_json(batch: Progress) -> dict[str, Any]:
    body: dict[str, Any] = {
        "id": str(batch.id),
        "state": batch.state.value,
        "rows": batch.rows,
        "done": batch.done,
        "refused": batch.refused,
        "hits": batch.hits,
        "cannot_tell": batch.untold,
        "asked_at": batch.asked_at.isoformat(),
        "stale_after": batch.stale_after.isoformat(),
        "results": f"/api/v1/check-batches/{batch.id}/results",
    }
    if batch.stopped_why:
        body["stopped_why"] = batch.stopped_why
    return body


def as_ndjson(rows: Iterable[RowAnswer]) -> str:
    """One line a row: its answer, or what is wrong with it by field."""
    return "".join(f"{json.dumps(_line(row))}\n" for row in rows)


def _line(row: RowAnswer) -> dict[str, Any]:
    body: dict[str, Any] = {"row": row.row.number}
    if row.row.reference:
        body["reference"] = row.row.reference
    if row.answer is not None:
        body["check"] = as_json(row.answer)
    else:
        body["errors"] = [
            {"field": field, "detail": sentence}
            for field, sentence in row.row.problems.items()
        ]
    return body


def as_csv(rows: Iterable[RowAnswer], *, headings: bool) -> str:
    """A spreadsheet's lines; no cell of them starts a formula."""
    written = io.StringIO(newline="")
    writer = csv.writer(written)
    if headings:
        writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow([_plain(cell) for cell in _cells(row)])
    return written.getvalue()


def _cells(row: RowAnswer) -> list[str]:
    known = {"row": str(row.row.number), "reference": row.row.reference}
    if row.answer is None:
        problems = row.row.problems.items()
        known["problem"] = " ".join(f"{field}: {text}" for field, text in problems)
    else:
        known |= dict(_told(row.answer))
    return [known.get(column, "") for column in COLUMNS]


def _told(answer: CheckAnswer) -> Iterator[tuple[str, str]]:
    """Several warnings stand in one cell, a bar between them."""
    precautions = [p for marker in answer.markers for p in marker.precautions]
    yield "answer", answer.answer.value
    yield "why", answer.why
    yield "check", str(answer.id)
    yield "ring_name", answer.ring.name
    yield "ring_phone", answer.ring.phone
    yield "precautions", " | ".join(dict.fromkeys(p.value for p in precautions))
    yield "instructions", " | ".join(dict.fromkeys(p.instruction for p in precautions))
    yield "organisation", " | ".join(marker.organisation for marker in answer.markers)
    yield "level", " | ".join(marker.level.value for marker in answer.markers)
    yield "category", " | ".join(m.category for m in answer.markers if m.category)
    yield "summary", " | ".join(m.summary for m in answer.markers if m.summary)


def _plain(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULAS) else cell
