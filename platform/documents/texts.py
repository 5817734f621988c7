"""What does a text say that is shown as a page, given out as a PDF, or both?

An agreement, a leaflet, a record, the papers for a hearing, a copy of what is held, a
certificate: everything but a letter to a subject, whose blocks `documents.letters`
holds to the law. Plain data; `documents.pdf.write_text` makes it a tagged PDF.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


LAWYER = (
    "This is a text to start from. Points of law in it are this product's reading of "
    "them; a lawyer settles them before anybody relies on it."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows under a heading a column; without `head`, pairs of a label and its value.
    Every row has as many cells as `head`."""

    rows: Sequence[Sequence[str]]
    head: Sequence[str] = ()
    caption: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading, paragraphs, then a list, then a table, where there is one."""

    heading: str
    paragraphs: Sequence[str] = ()
    items: Sequence[str] = ()
    table: Table | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """Who writes, under what reference and when. `to_lines` address it to somebody,
    and then `return_address` says where an answer goes."""

    organisation: str
    reference: str
    dated: date
    return_address: Sequence[str] = ()
    to_lines: Sequence[str] = ()
    signed_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A whole text. `caption` stands above the title; `note` says what it is not, and
    is empty where the text says what was done and is nothing to start from."""

    title: str
    sections: Sequence[Section]
    caption: str = ""
    lead: str = ""
    note: str = LAWYER
    letterhead: Letterhead | None = None


def plain(text: Text) -> str:
    """The same words as plain text, for searching and for a digest."""
    lines = [text.caption, text.title, text.lead]
    for section in text.sections:
        lines += [section.heading, *section.paragraphs, *section.items]
        if section.table:
            lines += [section.table.caption, " | ".join(section.table.head)]
            lines += [" | ".join(row) for row in section.table.rows]
    return "\n".join([*lines, text.note]) + "\n"
