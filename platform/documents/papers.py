"""What does a paper say that is not a letter: a certificate, a record, a summary?

Plain data. `documents.pdf.write_paper` makes it a tagged PDF.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading with paragraphs and, where there are any, a list and a table."""

    heading: str
    paragraphs: Sequence[str] = ()
    items: Sequence[str] = ()
    rows: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """`rows` are pairs of a label and its value, shown as a table of two columns."""

    title: str
    organisation: str
    reference: str
    dated: date
    opening: str = ""
    rows: Sequence[tuple[str, str]] = ()
    sections: Sequence[Section] = ()
    closing: str = ""
