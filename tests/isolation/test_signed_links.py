"""What one organisation signed, does another follow it? Not for equal ids and bytes."""

from dataclasses import dataclass
from uuid import UUID

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from audit.actors import system
from documents import links, queries
from documents.actions import store
from documents.models import Document, DocumentKind
from documents.storage import NotOurs
from register.actions import evidence
from register.states import EvidenceSort
from tenants.context import in_organisation
from tests.documents.test_evidence import picture
from tests.register import making
from tests.web.walking import signed_in


LETTER = b"%PDF-1.7 a letter"


@dataclass(frozen=True)
class Kept:
    """A file of Eastmere's with a report, and whoever may open it."""

    about: dict[str, str]
    reporter: User
    browser: Client


@pytest.fixture
def kept(db, eastmere) -> Kept:
    with in_organisation(eastmere):
        people = making.make_people()
        report = making.make_report(people)
        file = evidence.add(
            reference=report.reference,
            incident_id=report.incidents.get().pk,
            upload=picture(),
            sort=EvidenceSort.PHOTOGRAPH,
            what_it_shows="The chair at the counter.",
            by=people.reporter,
            at=timezone.now(),
        )
        browser = signed_in(eastmere, people.reporter)
    about = {"report": report.reference, "evidence": str(file.pk)}
    return Kept(about=about, reporter=people.reporter, browser=browser)


def link_of(organisation: UUID, kept: Kept) -> str:
    """A link to a file of the same ids for a person of the same id, signed there."""
    token = links.make(
        about=kept.about,
        organisation=organisation,
        person=kept.reporter.pk,
        at=timezone.now(),
    )
    return f"/reports/evidence/open/{token}"


def test_a_link_to_evidence_of_one_is_refused_at_the_other(kept, eastmere, torley):
    own, others = link_of(eastmere.pk, kept), link_of(torley.pk, kept)

    assert kept.browser.get(own).status_code == 200
    assert kept.browser.get(others).status_code == 404


def test_a_link_signed_elsewhere_does_not_open_though_its_words_are_the_same(
    kept, eastmere, torley
):
    """The signature of one under the words of the other."""
    words, _, _ = link_of(eastmere.pk, kept).rpartition(":")
    _, _, signature = link_of(torley.pk, kept).rpartition(":")

    assert kept.browser.get(f"{words}:{signature}").status_code == 404


def test_no_link_is_made_to_a_letter_of_another(db, eastmere, torley):
    """Eastmere has a row of the same id, hash and key as Torley's letter."""
    with in_organisation(torley):
        theirs = store(
            kind=DocumentKind.LETTER,
            content=LETTER,
            content_type="application/pdf",
            file_name="letter.pdf",
            about=None,
            by=system("tests"),
            at=making.AT,
        )
        assert queries.read(theirs) == LETTER
        assert theirs.storage_key in queries.link(theirs)
        row = Document.objects.values().get(pk=theirs.pk)

    with in_organisation(eastmere):
        equal = Document.objects.create(**row)
        with pytest.raises(NotOurs):
            queries.link(equal)
        with pytest.raises(NotOurs):
            queries.read(equal)
