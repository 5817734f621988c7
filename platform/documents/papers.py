"""What does a paper say that is not a letter: a certificate, a record, a summary?

Plain data. `documents.pdf.write_paper` makes it a tagged PDF.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading with paragraphs and, where there are any, a list and rows.

    `caption` names the table of rows where a heading has several.
    """

    heading: str
    paragraphs: Sequence[str] = ()
    items: Sequence[str] = ()
    rows: Sequence[tuple[str, str]] = ()
    caption: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """`rows` are pairs of a label and its value, shown as a table of two columns.

    `to_lines` address it to somebody, and then `return_address` says who writes.
    """

    title: str
    organisation: str
    reference: str
    dated: date
    opening: str = ""
    rows: Sequence[tuple[str, str]] = ()
    sections: Sequence[Section] = ()
    closing: str = ""
    return_address: Sequence[str] = ()
    to_lines: Sequence[str] = ()
    signed_by: str = ""
