"""Can a screen reader read the letter, and does it fetch nothing?"""

from dataclasses import replace

import pytest

from documents import pdf
from documents.letters import MissingBlock
from tests.documents.reading import read_pdf
from tests.documents.test_letters import LETTER


def test_the_letter_is_tagged_titled_and_in_english():
    found = read_pdf(pdf.write(LETTER))

    assert {"Document", "H1", "H2", "P", "L", "LI"} <= found.roles
    assert b"/MarkInfo" in found.everything
    assert b"/Lang" in found.everything
    assert b"en-GB" in found.everything
    assert b"/DisplayDocTitle true" in found.everything
    assert b"pdfuaid:part" in found.everything
    assert found.fonts_are_embedded


def test_a_letter_that_lacks_a_block_makes_no_pdf():
    with pytest.raises(MissingBlock):
        pdf.write(replace(LETTER, behaviour=()))


def test_words_of_a_pack_are_never_markup(monkeypatch):
    html = {}

    class Page:
        def __init__(self, *, string, url_fetcher):
            html["string"] = string

        def write_pdf(self, **kwargs):
            return b""

    monkeypatch.setattr("documents.pdf.HTML", Page)
    pdf.write(replace(LETTER, opening='<img src="http://elsewhere.example/x">'))

    assert "<img" not in html["string"]
    assert "&lt;img" in html["string"]


def test_a_letter_fetches_nothing():
    with pytest.raises(pdf.NothingIsFetched):
        pdf._refuse("file:///etc/passwd")
