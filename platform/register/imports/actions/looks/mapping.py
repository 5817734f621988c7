"""What did the guesses come to, column by column and word by word?"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from register.imports.actions.looks.opening import line_of, opened
from register.imports.mapping.fields import Field
from register.imports.mapping.words import (
    WordGuess,
    guess_categories,
    guess_precautions,
    same_word,
    split_precautions,
)
from register.imports.models import ImportBatch, ImportRow
from register.imports.pages import ColumnLine, ColumnsPage, WordLine, WordsPage
from register.imports.parsing.blanks import without_blank
from tenants.codes import StatementKind
from tenants.context import current_organisation
from tenants.packs import Pack
from tenants.queries import current_pack


SAMPLES = 3
SAMPLE_MAX = 60
DEPARTMENTS_MAX = 30


@transaction.atomic
def open_columns(*, batch_id: UUID, by: User, at: datetime) -> ColumnsPage:
    """Each column with its guess and its first values, to be confirmed."""
    batch, _ = opened(batch_id, "columns", by=by, at=at)
    rows = list(batch.rows.only("number", "cells", "formulas"))
    return ColumnsPage(
        batch=line_of(batch),
        columns=tuple(_column(batch, rows, i) for i in range(len(batch.headings))),
        sheets=tuple(batch.sheets),
    )


@transaction.atomic
def open_words(*, batch_id: UUID, by: User, at: datetime) -> WordsPage:
    """Each word for a category, a precaution or a department, to be confirmed."""
    batch, _ = opened(batch_id, "words", by=by, at=at)
    pack = current_pack(current_organisation())
    rows = list(batch.rows.only("number", "cells"))
    return WordsPage(
        batch=line_of(batch),
        categories=_categories(batch, rows, pack),
        precautions=_precautions(batch, rows, pack),
        departments=_departments(batch, rows),
        statement=StatementKind(batch.statement) if batch.statement else None,
        default_precaution=batch.default_precaution,
        category_choices=tuple((str(c), pack.label_of(c)) for c in pack.categories),
        precaution_choices=tuple((str(p), p.label) for p in pack.precautions),
    )


def _column(batch: ImportBatch, rows: Sequence[ImportRow], index: int) -> ColumnLine:
    texts = (without_blank(row.cells[index]) for row in rows if row.cells)
    samples = dict.fromkeys(text[:SAMPLE_MAX] for text in texts if text)
    field = batch.columns[index]
    return ColumnLine(
        index=index,
        heading=batch.headings[index],
        field=Field(field) if field else None,
        certainty=batch.certainties[index],
        samples=tuple(samples)[:SAMPLES],
        formulas=sum(1 for row in rows if index in row.formulas),
    )


def _values(batch: ImportBatch, rows: Sequence[ImportRow], field: Field) -> list[str]:
    if field not in batch.columns:
        return []
    index = batch.columns.index(field)
    return [text for row in rows if (text := without_blank(row.cells[index]))]


def _categories(
    batch: ImportBatch, rows: Sequence[ImportRow], pack: Pack
) -> tuple[WordLine, ...]:
    words, counts = _distinct(_values(batch, rows, Field.CATEGORY))
    labels = {str(code): label for code, label in pack.category_labels.items()}
    guesses = guess_categories(words, allowed=pack.categories, labels=labels)
    return _lines(guesses, counts, batch.category_words)


def _precautions(
    batch: ImportBatch, rows: Sequence[ImportRow], pack: Pack
) -> tuple[WordLine, ...]:
    cells = _values(batch, rows, Field.PRECAUTIONS)
    words, counts = _distinct(
        word for cell in cells for word in split_precautions(cell)
    )
    guesses = guess_precautions(words, allowed=pack.precautions, labels={})
    return _lines(guesses, counts, batch.precaution_words)


def _departments(batch: ImportBatch, rows: Sequence[ImportRow]) -> tuple[WordLine, ...]:
    words, counts = _distinct(_values(batch, rows, Field.DEPARTMENT))
    guesses = [WordGuess(word, "", 0) for word in words[:DEPARTMENTS_MAX]]
    return _lines(guesses, counts, batch.statements)


def _distinct(values: Iterable[str]) -> tuple[list[str], Counter[str]]:
    """Each word once, as first written, with how many cells say it."""
    first: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for value in values:
        key = same_word(value)
        first.setdefault(key, value)
        counts[key] += 1
    words = sorted(first.values(), key=lambda word: -counts[same_word(word)])
    return words, counts


def _lines(
    guesses: Iterable[WordGuess], counts: Counter[str], chosen: dict[str, str]
) -> tuple[WordLine, ...]:
    return tuple(
        WordLine(
            key=same_word(guess.word),
            word=guess.word,
            rows=counts[same_word(guess.word)],
            code=chosen.get(same_word(guess.word), guess.code or None),
            certainty=100 if same_word(guess.word) in chosen else guess.certainty,
        )
        for guess in guesses
    )
