"""Does one description make every paper: a page, a PDF, an addressed letter?"""

from dataclasses import replace
from datetime import date
from html import unescape

import pytest

from documents import pdf
from documents.names import without_names
from documents.texts import LAWYER, Letterhead, Section, Table, Text, plain
from tests.documents.reading import read_pdf


HEAD = Letterhead(
    organisation="Eastmere Council", reference="Q-7K2", dated=date(2026, 11, 30)
)
PAPER = Text(
    title="What we hold about you",
    note="",
    letterhead=HEAD,
    sections=[
        Section(
            heading="Reports about you",
            table=Table(
                caption="R-1",
                rows=[
                    ("Where", "At the counter\nof the Guildhall"),
                    ("Told", "Ann Poe"),
                ],
            ),
        )
    ],
)
ADDRESSED = replace(
    PAPER,
    letterhead=replace(
        HEAD,
        return_address=("Guildhall Square", "Eastmere"),
        to_lines=("Rowan Ashby", "14 Larch Court"),
        signed_by="Data protection officer",
    ),
)


@pytest.fixture
def html(monkeypatch):
    """What is handed to the PDF writer."""
    found = []

    class Page:
        def __init__(self, *, string, url_fetcher):
            found.append(string)

        def write_pdf(self, **kwargs):
            return b""

    monkeypatch.setattr("documents.pdf.HTML", Page)
    return found


@pytest.mark.parametrize("text", [PAPER, ADDRESSED], ids=["paper", "addressed"])
def test_a_paper_is_tagged_titled_and_in_english(text):
    found = read_pdf(pdf.write_text(text))

    assert {"Document", "H1", "H2", "P", "Table", "TH", "TD"} <= found.roles
    assert b"pdfuaid:part" in found.everything
    assert b"en-GB" in found.everything
    assert found.fonts_are_embedded


def test_a_paper_says_who_writes_when_and_under_what_reference(html):
    pdf.write_text(PAPER)

    (page,) = html
    assert "<title>What we hold about you (Q-7K2)</title>" in page
    for words in ("Eastmere Council", "30 November 2026", "Our reference: Q-7K2"):
        assert words in page
    assert "<thead>" not in page, "pairs have no heading a column"
    assert "<address" not in page
    assert LAWYER not in unescape(page)


def test_an_addressed_one_says_to_whom_from_where_and_who_signs(html):
    pdf.write_text(ADDRESSED)

    (page,) = html
    assert "Rowan Ashby<br>" in page
    assert "Guildhall Square<br>" in page
    assert "Data protection officer<br>" in page


def test_a_text_to_start_from_says_that_a_lawyer_settles_it(html):
    columns = Table(head=("What", "When"), rows=[("End", "May")], caption="Dates")
    pdf.write_text(
        Text(
            title="An agreement",
            caption="AG-1",
            sections=[Section(heading="Terms", table=columns)],
        )
    )

    page = unescape(html[0])
    assert "<title>An agreement (AG-1)</title>" in page
    assert LAWYER in page
    assert '<th scope="col">When</th>' in page
    assert "Our reference" not in page


def test_names_are_left_out_of_a_table_but_its_labels_stay():
    copy = without_names(PAPER, names=["Ann Poe"], own=["Rowan Ashby"])

    (section,) = copy.sections
    assert section.table.rows[1] == ("Told", "[left out]")
    assert "Ann Poe" not in plain(copy)
    assert "Ann Poe" in plain(PAPER)
