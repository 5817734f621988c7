"""What is one row of a batch, as it was sent and as it is kept?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sharing.check.request import CheckRequest, from_record


MOST_ROWS = 100_000
LONGEST_REFERENCE = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchRow:
    """Row `number` of what was sent: a request, or what is wrong with it by field.

    `reference` is the sender's own word for the row (a job number), given back with it.
    """

    number: int
    request: CheckRequest | None
    reference: str = ""
    problems: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_refused(self) -> bool:
        return self.request is None


def as_kept(rows: Sequence[BatchRow]) -> dict[str, Any]:
    """Rows as they are sealed: only what was given."""
    return {
        "rows": [
            {
                "number": row.number,
                "reference": row.reference,
                "request": row.request.record() if row.request else None,
                "problems": dict(row.problems),
            }
            for row in rows
        ]
    }


def as_sent(kept: Mapping[str, Any]) -> list[BatchRow]:
    """What `as_kept` was given."""
    return [
        BatchRow(
            number=row["number"],
            reference=row["reference"],
            request=from_record(row["request"]) if row["request"] else None,
            problems=row["problems"],
        )
        for row in kept["rows"]
    ]
