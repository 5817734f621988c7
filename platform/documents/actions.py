"""How is a file kept, so that it can be shown to be the same later?"""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from audit.actions import record
from audit.actors import Actor
from audit.kinds import Kind
from documents import storage
from documents.models import Document, DocumentKind
from tenants.context import current_organisation


@transaction.atomic
def store(
    *,
    kind: DocumentKind,
    content: bytes,
    content_type: str,
    file_name: str,
    about: UUID | None,
    by: Actor,
    at: datetime,
) -> Document:
    """Keep the bytes in S3 and the row that proves them.

    The bytes go first: a failure after that leaves an object nobody points to, never
    a row without its file.
    """
    stored = storage.put(content, content_type=content_type)
    document = Document.objects.create(
        kind=kind.value,
        storage_key=stored.key,
        file_name=file_name,
        content_type=content_type,
        size=stored.size,
        sha256=stored.sha256,
        about=about,
        stored_at=at,
        stored_by=by.id,
    )
    record(
        kind=Kind.DOCUMENT_STORED,
        organisation=current_organisation().id,
        by=by,
        at=at,
        subject=str(document.pk),
        details={"kind": kind.value, "sha256": stored.sha256, "size": stored.size},
    )
    return document
