"""Is a signed paper known by its bytes, and refused when it would do something?"""

import zlib

import pytest

from documents.evidence import NotAccepted
from documents.pdf import write_text
from documents.texts import Section, Table, Text
from documents.uploads import clean, clean_pdf
from tests.documents.reading import read_pdf


TEXT = Text(
    title="An agreement",
    caption="AG-1",
    sections=(
        Section(
            heading="Who",
            paragraphs=("Two organisations.",),
            items=("One", "Other"),
            table=Table(caption="Dates", head=("What", "When"), rows=(("End", "May"),)),
        ),
    ),
)
HEAD, TAIL = b"%PDF-1.7\n", b"\n%%EOF\n"


def holding(part: bytes) -> bytes:
    packed = zlib.compress(part)
    return HEAD + b"<<>>\nstream\n" + packed + b"\nendstream" + TAIL


def test_a_text_is_an_accessible_pdf_that_may_be_signed_and_kept():
    made = write_text(TEXT)
    pdf = read_pdf(made)

    assert {"H1", "H2", "P", "L", "Table", "TH", "TD"} <= pdf.roles
    assert pdf.fonts_are_embedded
    assert b"pdfuaid" in pdf.everything
    assert clean_pdf(made).content == made


@pytest.mark.parametrize(
    ("upload", "sentence"),
    [
        (b"<html>", "not a whole PDF"),
        (HEAD + b"cut short", "not a whole PDF"),
        (HEAD + b"/Encrypt 3 0 R" + TAIL, "locked with a password"),
        (HEAD + b"/JavaScript (x)" + TAIL, "carries a script"),
        (HEAD + b"/J#61vaScript (x)" + TAIL, "carries a script"),
        (HEAD + b"/Launch <<>>" + TAIL, "carries a script"),
        (holding(b"/EmbeddedFiles 4 0 R"), "carries a script"),
        (holding(b"0" * 70_000_000), "unpacks to far too much"),
        (HEAD + b"0" * 21_000_000 + TAIL, "larger than 20 MB"),
    ],
)
def test_what_is_not_a_plain_pdf_is_refused_with_what_to_do(upload, sentence):
    with pytest.raises(NotAccepted, match=sentence):
        clean_pdf(upload)


def test_evidence_may_be_a_pdf_or_a_picture_and_nothing_else():
    assert clean(write_text(TEXT)).ending == "pdf"
    with pytest.raises(NotAccepted, match="not a JPEG or PNG"):
        clean(b"GIF89a")
