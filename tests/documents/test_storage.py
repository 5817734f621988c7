"""Are files kept under the organisation they belong to, and as they were?"""

from uuid import uuid4

import boto3
import pytest
import requests
from django.conf import settings

from audit.actors import system
from audit.kinds import Kind
from audit.models import Event
from documents import queries, storage
from documents.actions import store
from documents.models import Document, DocumentKind
from documents.storage import Altered, NotOurs, StorageFailed
from tenants.context import NoOrganisation
from tests.register.making import AT


CONTENT = b"%PDF-1.7 a letter"


def put(content=CONTENT):
    return storage.put(content, content_type="application/pdf")


def test_a_file_comes_back_as_it_was(in_eastmere):
    stored = put()

    assert stored.key.startswith(f"t/{in_eastmere.id}/")
    assert stored.size == len(CONTENT)
    assert storage.get(stored.key, sha256=stored.sha256) == CONTENT


def test_two_files_have_two_keys(in_eastmere):
    assert put().key != put().key


def test_another_organisations_key_is_refused(in_eastmere, torley):
    key = f"t/{torley.id}/anything"

    with pytest.raises(NotOurs):
        storage.get(key, sha256="0" * 64)
    with pytest.raises(NotOurs):
        storage.link(key, file_name="letter.pdf")


def test_outside_an_organisation_nothing_is_stored(db):
    with pytest.raises(NoOrganisation):
        put()


def test_altered_bytes_are_noticed(in_eastmere):
    stored = put()
    boto3.client(
        "s3",
        endpoint_url=settings.S3_ENDPOINT_URL,
        region_name=settings.S3_REGION,
        aws_access_key_id=settings.S3_ACCESS_KEY_ID,
        aws_secret_access_key=settings.S3_SECRET_ACCESS_KEY,
    ).put_object(Bucket=settings.S3_BUCKET, Key=stored.key, Body=b"another letter")

    with pytest.raises(Altered):
        storage.get(stored.key, sha256=stored.sha256)


def test_a_missing_file_is_said_plainly(in_eastmere):
    with pytest.raises(StorageFailed, match="The file could not be read"):
        storage.get(f"t/{in_eastmere.id}/never-stored", sha256="0" * 64)


def test_a_link_downloads_for_a_minute_and_only_as_signed(in_eastmere):
    stored = put()

    link = storage.link(stored.key, file_name="letter.pdf")

    answer = requests.get(link, timeout=10)
    assert answer.content == CONTENT
    assert answer.headers["Content-Disposition"] == 'attachment; filename="letter.pdf"'
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert "X-Amz-Expires=60" in link
    other = put()
    moved = link.replace(stored.key.rpartition("/")[2], other.key.rpartition("/")[2])
    assert requests.get(moved, timeout=10).status_code == 403


def test_storing_is_on_record_with_its_digest(in_eastmere):
    document = store(
        kind=DocumentKind.LETTER,
        content=CONTENT,
        content_type="application/pdf",
        file_name="letter.pdf",
        about=None,
        by=system("tests"),
        at=AT,
    )

    event = Event.objects.get(kind=Kind.DOCUMENT_STORED)
    assert event.details["sha256"] == document.sha256
    assert queries.read(document) == CONTENT
    assert document.storage_key in queries.link(document)


def test_a_broken_audit_keeps_no_row(in_eastmere, monkeypatch):
    def broken(**kwargs):
        raise RuntimeError("the audit cannot be written")

    monkeypatch.setattr("documents.actions.record", broken)
    with pytest.raises(RuntimeError):
        test_storing_is_on_record_with_its_digest(in_eastmere)

    assert not Document.objects.exists()


def test_a_removed_file_is_gone_in_every_version(in_eastmere):
    stored = put()

    storage.remove(stored.key)
    storage.remove(stored.key)

    with pytest.raises(StorageFailed):
        storage.get(stored.key, sha256=stored.sha256)
    with pytest.raises(NotOurs):
        storage.remove(f"t/{uuid4()}/anything")


def test_an_organisations_files_are_erased_and_no_others(in_eastmere):
    leaving = uuid4()
    kept = put()
    for name in ("one", "two"):
        storage._client().put_object(
            Bucket=settings.S3_BUCKET, Key=f"t/{leaving}/{name}", Body=CONTENT
        )

    erased = [storage.erase_organisation(leaving) for _ in range(2)]

    assert erased == [2, 0]
    assert storage.get(kept.key, sha256=kept.sha256) == CONTENT
