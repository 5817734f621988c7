"""Which few rows does an extract hold, and how can each be traced to it?"""

import csv
import io
from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields
from datetime import date, datetime
from hashlib import sha256
from uuid import UUID


FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """The watermark: for whom, under what, until when."""

    extract: UUID
    discloser: str
    recipient: str
    agreement: str
    made_at: datetime
    valid_until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class WarningRow:
    """One warning at the level that the rules allow. Names follow the level."""

    warning: UUID
    uprn: str
    about: str
    do: str
    kind_of_risk: str
    summary: str
    ring: str
    review_on: date
    ends_on: date


def written(heading: Heading, rows: Iterable[WarningRow]) -> bytes:
    """The extract as CSV. Every row carries the extract's own number."""
    target = io.StringIO(newline="")
    writer = csv.writer(target)
    for line in _watermark(heading):
        writer.writerow([line])
    writer.writerow(["extract", *(field.name for field in fields(WarningRow))])
    for row in rows:
        writer.writerow([safe(cell) for cell in (heading.extract, *astuple(row))])
    return target.getvalue().encode()


def digest(content: bytes) -> str:
    return sha256(content).hexdigest()


def safe(cell: object) -> str:
    """A cell that no spreadsheet takes for a formula."""
    text = cell.isoformat() if isinstance(cell, date) else str(cell)
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def _watermark(heading: Heading) -> list[str]:
    until = f"{heading.valid_until:%Y-%m-%d %H:%M %Z}"
    return [
        (
            f"Extract {heading.extract} for {heading.recipient}, from "
            f"{heading.discloser} under {heading.agreement}"
        ),
        f"Made {heading.made_at:%Y-%m-%d %H:%M %Z}. Valid until {until}: then destroy it.",
        "Only for those who make the visits. Pass it on to nobody. No warning is not safe.",
    ]
