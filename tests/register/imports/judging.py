"""How is a sheet judged in a test, without a database?"""

from dataclasses import replace
from datetime import date

from register.imports.judging.facts import Held, RowTexts, Rules
from register.imports.judging.sheets import JudgedRow, judge_sheet, texts_of
from register.imports.mapping.columns import guess_columns
from register.imports.mapping.fields import Field
from register.imports.mapping.words import (
    guess_categories,
    guess_precautions,
    same_word,
    split_precautions,
)
from register.imports.reading.tables import Table
from tenants.codes import StatementKind
from tenants.packs import load, shipped
from tests.register.imports.messy import TODAY


def rules(pack: str = "eastmere", **changes: object) -> Rules:
    """A shipped pack's rules, with the words a test maps."""
    plain = Rules(
        today=TODAY,
        pack=load(shipped(pack)),
        category_words={"dog": "ANIMAL", "verbal": "VERBAL", "unsafe": "ENVIRON"},
        precaution_words={"two": "TWO", "ring": "PHONE", "hat": ""},
        default_precaution=None,
        statement=StatementKind.SEEN,
        statements_by_department={},
    )
    return replace(plain, **changes)


SOUND = {
    Field.NAME: "Ada Byron",
    Field.ADDRESS: "1 Mill Road, Eastmere",
    Field.POSTCODE: "ZX1 2AB",
    Field.UPRN: "999111000007",
    Field.CATEGORY: "verbal",
    Field.WHAT_HAPPENED: "Shouted at the officer.",
    Field.PRECAUTIONS: "two",
    Field.ADDED_ON: "1 November 2026",
}


def row(number: int = 2, **changes: str) -> RowTexts:
    """The sound row with some of its texts changed, by the field's name."""
    texts = SOUND | {Field(name): text for name, text in changes.items()}
    return RowTexts(number=number, texts=texts)


def judge_table(table: Table, pack: str, today: date = TODAY) -> list[JudgedRow]:
    """Judge a whole table as guessed."""
    columns = [guess.field for guess in guess_columns(table, today=today)]
    known = load(shipped(pack))

    def values(field: Field) -> list[str]:
        if field not in columns:
            return []
        return [each.cells[columns.index(field)] for each in table.rows]

    labels = {str(code): label for code, label in known.category_labels.items()}
    categories = guess_categories(
        values(Field.CATEGORY), allowed=known.categories, labels=labels
    )
    precautions = guess_precautions(
        [
            word
            for cell in values(Field.PRECAUTIONS)
            for word in split_precautions(cell)
        ],
        allowed=known.precautions,
        labels={},
    )
    judged_by = rules(
        pack,
        today=today,
        category_words={same_word(g.word): g.code for g in categories if g.code},
        precaution_words={same_word(g.word): g.code for g in precautions if g.code},
    )
    return judge_sheet([texts_of(each, columns, {}) for each in table.rows], judged_by)


def kinds(judged: JudgedRow) -> list[str]:
    return sorted(str(finding.kind) for finding in judged.findings)


def held(texts: RowTexts, reference: str = "E-1") -> Held:
    draft = judge_sheet([texts], rules())[0].draft
    return Held(reference=reference, draft=draft)
