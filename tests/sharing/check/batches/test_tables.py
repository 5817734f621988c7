"""Which tables of rows are read, and does a refused one leave anything behind?"""

import csv
from datetime import date

import pytest

from sharing.check.batches.tables import BadTable, Common, read_csv


COMMON = Common(purpose="VISIT", activity="REPAIRS")
TODAY = date(2026, 12, 1)


def read(text: str):
    return read_csv(text, common=COMMON, today=TODAY)


def test_rows_are_numbered_below_their_headings_and_empty_ones_left_out():
    found = read("UPRN,Note\n999111000123,a\n,\n999111000124,b\n")

    assert [row.request.uprn for row in found.rows] == [
        "999111000123",
        "999111000124",
    ]
    assert found.unknown == ("Note",)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('uprn\n"1', "a comma between cells"),
        ("uprn\n" + "1" * 1_001, "no cell of more than 1,000 characters"),
        ("uprn," + "n" * 1_001 + "\n1,2", "no cell of more than 1,000 characters"),
        ("uprn" + "," * 60 + "\n1", "no more than 60 columns"),
        ("uprn\n1" + "," * 60, "no more than 60 columns"),
        ("house\n1", "No column is headed UPRN"),
        ("uprn\n", "no row under the headings"),
        ("", "No column is headed UPRN"),
    ],
)
def test_what_is_no_table_is_refused_with_the_reason(text, sentence):
    with pytest.raises(BadTable, match=sentence):
        read(text)


def test_a_limit_of_one_table_is_none_for_other_readers():
    before = csv.field_size_limit()
    read("uprn\n999111000123\n")

    assert csv.field_size_limit() == before
