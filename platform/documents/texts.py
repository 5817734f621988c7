"""What is a text that is shown as a page and given out as a PDF of the same words?"""

from dataclasses import dataclass


LAWYER = (
    "This is a text to start from. Points of law in it are this product's reading of "
    "them; a lawyer settles them before anybody relies on it."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows under a heading a column. Every row has as many cells as `head`."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading, paragraphs, then a list, then a table, where there is one."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    table: Table | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A whole text. `caption` stands above the title; `note` says what it is not."""

    title: str
    caption: str
    sections: tuple[Section, ...]
    lead: str = ""
    note: str = LAWYER


def plain(text: Text) -> str:
    """The same words as plain text, for searching and for a digest."""
    lines = [text.caption, text.title, text.lead]
    for section in text.sections:
        lines += [section.heading, *section.paragraphs, *section.items]
        if section.table:
            lines += [section.table.caption, " | ".join(section.table.head)]
            lines += [" | ".join(row) for row in section.table.rows]
    return "\n".join([*lines, text.note]) + "\n"
