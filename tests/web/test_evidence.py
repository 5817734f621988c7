"""Can a file be added to a report and opened, by the right people only?"""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from audit.kinds import Kind
from audit.models import Event
from documents import links
from register.actions import evidence
from register.models import Evidence
from tenants.codes import Role
from tests.documents.test_evidence import picture
from tests.documents.test_scanning import EICAR, standing_in
from tests.register import making
from tests.web.walking import browser, page_of, signed_in


def upload(content: bytes, name: str = "chair.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


@pytest.fixture
def people(in_eastmere):
    return making.make_people()


@pytest.fixture
def report(people):
    return making.make_report(people)


@pytest.fixture
def reporter(in_eastmere, people):
    return signed_in(in_eastmere, people.reporter)


def address(report) -> str:
    return f"/reports/{report.reference}/evidence/"


def added(browser, report, content=None, **changes):
    given = {
        "sort": "PHOTOGRAPH",
        "what_it_shows": "The chair at the counter.",
        "third_parties": "A clerk, a visitor",
        "upload": upload(picture() if content is None else content),
    }
    return browser.post(address(report), given | changes)


def test_a_picture_is_added_listed_with_its_hash_and_opened(reporter, report):
    assert added(reporter, report).status_code == 303
    kept = Evidence.objects.get()
    page = page_of(reporter.get(address(report)))
    assert kept.document.sha256 in page
    assert "Not scanned" in page
    assert "A clerk, a visitor" in page

    got = reporter.get(f"{address(report)}{kept.pk}/")
    assert got.status_code == 303
    before = Event.objects.filter(kind=Kind.EVIDENCE_READ).count()
    file = reporter.get(got["Location"])

    assert file["Content-Disposition"].startswith("attachment;")
    assert file["Content-Type"] == "application/octet-stream"
    assert file["X-Content-Type-Options"] == "nosniff"
    assert file.content.startswith(b"\x89PNG")
    assert Event.objects.filter(kind=Kind.EVIDENCE_READ).count() == before + 1


@pytest.mark.parametrize(
    ("content", "sort", "sentence"),
    [
        (b"MZ\x90\0 a program", "PHOTOGRAPH", "not a file that can be kept"),
        (b"<svg onload='alert(1)'/>", "PHOTOGRAPH", "not a file that can be kept"),
        (b"%PDF-1.7 /JavaScript %%EOF", "LETTER", "holds a script"),
        (picture(), "RECORDING", "This file is a picture"),
    ],
)
def test_a_hostile_file_is_refused_and_nothing_typed_is_lost(
    reporter, report, content, sort, sentence
):
    got = added(reporter, report, content, sort=sort)

    assert got.status_code == 422
    assert sentence in page_of(got)
    assert "The chair at the counter." in page_of(got)
    assert "A clerk, a visitor" in page_of(got)
    assert not Evidence.objects.exists()


def test_an_infected_file_is_refused_and_a_clean_one_says_it_was_scanned(
    reporter, report, settings
):
    with standing_in() as settings.CLAMD_ADDRESS:
        got = added(reporter, report, b"%PDF-1.7 " + EICAR + b" %%EOF", sort="LETTER")
    assert got.status_code == 422
    assert "found something harmful" in page_of(got)

    with standing_in() as settings.CLAMD_ADDRESS:
        assert added(reporter, report).status_code == 303
    assert "Scanned by ClamAV" in page_of(reporter.get(address(report)))


def test_a_scanner_that_is_down_refuses_the_upload_loudly(reporter, report, settings):
    settings.CLAMD_ADDRESS = "127.0.0.1:1"

    got = added(reporter, report)

    assert got.status_code == 422
    assert "The virus scanner cannot be reached" in page_of(got)
    assert not Evidence.objects.exists()


def test_a_link_is_for_one_person_and_a_minute(in_eastmere, people, reporter, report):
    added(reporter, report)
    kept = Evidence.objects.get()
    asked = {"reference": report.reference, "evidence_id": kept.pk}
    old = evidence.link_to(
        **asked, by=people.reporter, at=timezone.now() - timedelta(minutes=2)
    )
    head = signed_in(in_eastmere, people.head)
    fresh = evidence.link_to(**asked, by=people.reporter, at=timezone.now())

    ran_out = reporter.get(f"/reports/evidence/open/{old}")
    assert ran_out.status_code == 410
    assert "Open the file from its list again" in page_of(ran_out)
    assert head.get(f"/reports/evidence/open/{fresh}").status_code == 404
    assert reporter.get(f"/reports/evidence/open/{fresh}x").status_code == 404
    assert reporter.get(f"/reports/evidence/open/{fresh}").status_code == 200


def test_a_link_of_one_organisation_is_refused_at_another(
    db, eastmere, torley, reporter, report, people
):
    added(reporter, report)
    token = evidence.link_to(
        reference=report.reference,
        evidence_id=Evidence.objects.get().pk,
        by=people.reporter,
        at=timezone.now(),
    )
    with pytest.raises(links.LinkRefused):
        links.follow(
            token, organisation=torley.pk, person=people.reporter.pk, at=timezone.now()
        )


def test_who_may_not_open_the_report_sees_no_file(in_eastmere, reporter, report):
    added(reporter, report)
    other = browser(in_eastmere, Role.VISITING_OFFICER)
    kept = Evidence.objects.get()

    assert other.get(address(report)).status_code == 404
    assert other.get(f"{address(report)}{kept.pk}/").status_code == 404
    assert added(other, report).status_code == 404


def test_a_decided_report_takes_no_more(reporter, people, report):
    making.decided(people, report)

    page = page_of(reporter.get(address(report)))

    assert "not open for more files" in page
    assert "Add a file" not in page
