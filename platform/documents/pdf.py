"""How does a letter or a text become a PDF that a screen reader can read?"""

from django.template.loader import render_to_string
from weasyprint import HTML

from documents.letters import Letter, blocks, day, title_of
from documents.texts import Text


class NothingIsFetched(Exception):
    """A letter holds its own words and style; it fetches nothing."""


def write(letter: Letter) -> bytes:
    """A tagged PDF/UA-1 with a title and a language, fonts embedded.

    Raises:
        MissingBlock: the letter lacks something it must say.
    """
    html = render_to_string(
        "documents/letter.html",
        {
            "letter": letter,
            "title": title_of(letter),
            "blocks": blocks(letter),
            "dated": day(letter.dated),
        },
    )
    return _tagged(html)


def write_text(text: Text) -> bytes:
    """Whatever is not a letter to a subject, as a tagged PDF/UA-1 of its words."""
    head = text.letterhead
    dated = day(head.dated) if head else ""
    return _tagged(
        render_to_string("documents/text.html", {"text": text, "dated": dated})
    )


def _tagged(html: str) -> bytes:
    pdf: bytes = HTML(string=html, url_fetcher=_refuse).write_pdf(
        pdf_variant="pdf/ua-1"
    )
    return pdf


def _refuse(url: str, *args: object, **kwargs: object) -> object:
    raise NothingIsFetched(f"A letter may not fetch {url}.")
