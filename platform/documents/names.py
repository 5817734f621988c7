"""Whose names does a person's own copy of a paper leave out, and how?

It leaves out too much rather than too little: whole names, each part of one, and every
e-mail address and telephone number.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import replace

from documents.texts import Section, Table, Text


LEFT_OUT = "[left out]"
SHORTEST_NAME = 3
EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
PHONE = re.compile(r"(?<!\w)(?:\+44\s?|0)\d(?:[\s-]?\d){8,9}(?!\w)")
WORD = re.compile(r"[^\W\d_][\w’'-]*")


def without_names(text: Text, *, names: Collection[str], own: Iterable[str]) -> Text:
    """The text with these names, their parts, e-mail addresses and telephone numbers
    left out. Words of the person's `own` names stay."""
    hidden = _pattern(names, own)
    sections = [_clean(section, hidden) for section in text.sections]
    return replace(text, sections=sections)


def leave_out(text: str, *, names: Collection[str], own: Iterable[str]) -> str:
    """One text with the names left out."""
    return _hide(text, _pattern(names, own))


def _pattern(names: Collection[str], own: Iterable[str]) -> re.Pattern[str] | None:
    kept = {word.casefold() for name in own for word in WORD.findall(name)}
    whole = {name.strip() for name in names if len(name.strip()) >= SHORTEST_NAME}
    parts = {
        word
        for name in whole
        for word in WORD.findall(name)
        if word[0].isupper() and len(word) >= SHORTEST_NAME
    }
    hidden = {word for word in whole | parts if word.casefold() not in kept}
    if not hidden:
        return None
    longest_first = sorted(hidden, key=len, reverse=True)
    either = "|".join(re.escape(word) for word in longest_first)
    return re.compile(rf"(?<!\w)(?:{either})(?:[’']s)?(?!\w)", re.IGNORECASE)


def _clean(section: Section, hidden: re.Pattern[str] | None) -> Section:
    return replace(
        section,
        paragraphs=[_hide(text, hidden) for text in section.paragraphs],
        items=[_hide(text, hidden) for text in section.items],
        table=_clean_table(section.table, hidden) if section.table else None,
    )


def _clean_table(table: Table, hidden: re.Pattern[str] | None) -> Table:
    """The first cell of a row is its label, and ours."""
    rows = [
        (label, *(_hide(cell, hidden) for cell in cells))
        for label, *cells in table.rows
    ]
    return replace(table, rows=rows)


def _hide(text: str, hidden: re.Pattern[str] | None) -> str:
    for pattern in (EMAIL, PHONE, hidden):
        if pattern is not None:
            text = pattern.sub(LEFT_OUT, text)
    return text
