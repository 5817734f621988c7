"""Is every file made to do harm refused as a list of homes, with a sentence?"""

import io

import pytest

from register.imports.reading.refusals import FileRefused
from sharing.homes import limits
from sharing.homes.child import look_over
from sharing.homes.reading import rows_of
from sharing.homes.refusals import SENTENCES, ListRefused, Refusal
from tests.figures import record_figure
from tests.register.imports import hostile
from tests.register.imports.test_hostile_files import REFUSED


HARMLESS = {"control characters", "headings alone"}
"""A list keeps four columns and drops what else stands in a file."""


@pytest.mark.parametrize("name", sorted(REFUSED.keys() - HARMLESS))
def test_what_a_register_refuses_a_list_of_homes_refuses_too(name):
    make, _ = REFUSED[name]
    record_figure("Bad inputs tried", 1)

    with pytest.raises((FileRefused, ListRefused), match=r"\.$"):
        list(rows_of(make()))


def test_a_cell_of_one_gigabyte_is_never_unpacked():
    record_figure("Bad inputs tried", 1)

    with pytest.raises(FileRefused, match="unpacks to far more"):
        list(rows_of(hostile.huge_cell(1024 * 1024 * 1024)))


TEXTS = {
    "3 million rows": (
        lambda: b"uprn,x\n" + b"7,\n" * 3_000_000,
        Refusal.TOO_MANY_ROWS,
    ),
    "10,000 columns": (
        lambda: b"uprn" + b",x" * 10_000 + b"\n7\n",
        Refusal.TOO_MANY_COLUMNS,
    ),
    "10 million columns": (
        lambda: b"uprn" + b"," * 10_000_000 + b"\n7\n",
        Refusal.ROW_TOO_LONG,
    ),
    "one cell": (lambda: b"uprn\n" + b"7" * 25_000_000, Refusal.ROW_TOO_LONG),
    "one cell of many lines": (
        lambda: b'uprn\n"' + b"7\n" * 12_000_000,
        Refusal.ROW_TOO_LONG,
    ),
    "a NUL where no home stands": (lambda: b"uprn,note\n7,a\0b\n", Refusal.NUL),
}


@pytest.mark.parametrize("name", TEXTS)
def test_text_made_to_do_harm_is_refused_for_what_it_is(name):
    make, refusal = TEXTS[name]
    record_figure("Bad inputs tried", 1)

    with pytest.raises(ListRefused) as refused:
        list(rows_of(make()))

    assert (refused.value.refusal, str(refused.value)) == (refusal, SENTENCES[refusal])


def test_a_line_end_between_quotation_marks_ends_no_row(monkeypatch):
    monkeypatch.setattr(limits, "MOST_ROWS", 2)
    two = 'uprn,address\n7,"12\nMill\nStreet"\n8,"14\nMill ""Street"""\n'

    look_over(io.StringIO(two))

    with pytest.raises(ListRefused, match="rows"):
        look_over(io.StringIO(two + "9,16\n"))
