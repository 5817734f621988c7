"""Which checks does this body ask for: JSON with rows, or CSV under headings?

The whole is refused only for what it is as a whole; a bad row is reported by its
number and the others go on.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from rest_framework.request import Request

from api.bodies import Errors, media_of, object_in, raw_body, refuse_unknown, text
from api.problems import Kinds, Problem
from api.v1.check_body import TOP, common_fields, read_check
from sharing.check.batches import MOST_ROWS, BatchRow
from sharing.check.batches.rows import LONGEST_REFERENCE
from sharing.check.batches.tables import BadTable, Common, read_csv


LONGEST = 32 * 1024 * 1024
BATCH = frozenset({"purpose", "activity", "officer", "rows"})
ROW = (TOP - {"purpose", "officer"}) | {"reference"}
MOST_OBJECTS = 4 * MOST_ROWS
"""A row is an object and may hold two, its premises and its person."""
ROWS = f"Send a list of 1 to {MOST_ROWS:,} rows."
CSV = "text/csv"
JSON = "application/json"


def read_batch(request: Request, *, today: date) -> list[BatchRow]:
    """The rows of a batch, each a check or what is wrong with it.

    Raises Problem: another media type, too long, not JSON or CSV, no or too many rows.
    """
    media = media_of(request)
    if media not in {CSV, JSON}:
        raise Problem(Kinds.MEDIA, "Send the rows as application/json or text/csv.")
    body = raw_body(request, longest=LONGEST)
    if media == CSV:
        return _from_csv(request, body, today=today)
    if body.count(b"{") > MOST_OBJECTS:
        # Counted before it is read: millions of objects cost more than they may.
        raise Problem(
            Kinds.INVALID,
            "Correct the fields named and send it again.",
            errors={"rows": ROWS},
        )
    return _from_json(object_in(body), today=today)


def _from_json(body: Mapping[str, Any], *, today: date) -> list[BatchRow]:
    errors: Errors = {}
    refuse_unknown(body, BATCH, errors)
    common = {field: body[field] for field in BATCH - {"rows"} if field in body}
    common_fields(common, errors)
    rows = body.get("rows")
    if not isinstance(rows, list) or not 1 <= len(rows) <= MOST_ROWS:
        errors["rows"] = ROWS
    if errors:
        raise Problem(
            Kinds.INVALID, "Correct the fields named and send it again.", errors=errors
        )
    assert isinstance(rows, list)  # noqa: S101  refused above where it is not
    return [
        _row(number, row, common, today=today) for number, row in enumerate(rows, 1)
    ]


def _row(
    number: int, row: object, common: Mapping[str, Any], *, today: date
) -> BatchRow:
    if not isinstance(row, dict):
        return _refused(number, "", {"row": "Send each row as a JSON object."})
    errors: Errors = {}
    refuse_unknown(row, ROW, errors)
    reference = text(row, "reference", errors, longest=LONGEST_REFERENCE)
    if errors:
        return _refused(number, reference, errors)
    fields = {field: value for field, value in row.items() if field != "reference"}
    try:
        request = read_check({**common, **fields}, today=today)
    except Problem as problem:
        return _refused(number, reference, problem.errors)
    return BatchRow(number=number, reference=reference, request=request)


def _refused(number: int, reference: str, errors: Mapping[str, str]) -> BatchRow:
    return BatchRow(number=number, reference=reference, request=None, problems=errors)


def _from_csv(request: Request, body: bytes, *, today: date) -> list[BatchRow]:
    """Purpose, activity and officer are codes and ids, so they may stand in the
    address; what is looked up stands in the body."""
    common = {
        field: value
        for field in sorted(BATCH - {"rows"})
        if (value := request.query_params.get(field))
    }
    errors: Errors = {}
    fields = common_fields(common, errors)
    if errors:
        raise Problem(
            Kinds.INVALID,
            "Correct the parameters named and send it again.",
            errors=errors,
        )
    try:
        table = read_csv(body.decode("utf-8-sig"), common=Common(**fields), today=today)
    except UnicodeDecodeError:
        raise Problem(Kinds.NOT_UNDERSTOOD, "Send the CSV in UTF-8.") from None
    except BadTable as refusal:
        raise Problem(
            Kinds.INVALID,
            "Correct the table and send it again.",
            errors={"rows": str(refusal)},
        ) from None
    return list(table.rows)
