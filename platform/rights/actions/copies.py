"""Who reviews, takes out and destroys a copy of what is held? Each is on record."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from audit.kinds import Kind
from documents import storage
from documents.models import Document
from documents.queries import read
from register.refusals import NotFound, Refused
from rights.actions.requests import locked, officer, told
from rights.models import Export
from rights.queries.exports import CopyPage, LinePage, line_page, page_for
from rights.states import ExportState


@transaction.atomic
def open_copy(*, reference: str, by: User, at: datetime) -> CopyPage:
    """The copy with every line under review; reading it is on record."""
    who = officer(by, at=at)
    request = locked(reference)
    page = page_for(request)
    told(Kind.EXPORT_READ, request, who=who, at=at)
    return page


@transaction.atomic
def open_line(*, reference: str, number: int, by: User, at: datetime) -> LinePage:
    who = officer(by, at=at)
    request = locked(reference)
    page = line_page(request, number)
    told(Kind.EXPORT_READ, request, who=who, at=at, line=number)
    return page


@transaction.atomic
def download(*, reference: str, by: User, at: datetime) -> tuple[bytes, str]:
    """The sealed file. The edge has asked for a proof of who they are just before."""
    who = officer(by, at=at)
    request = locked(reference)
    export = _sealed(request.exports.filter(state=ExportState.SEALED).first())
    document = _file(export)
    told(
        Kind.EXPORT_DOWNLOADED,
        request,
        who=who,
        at=at,
        export=str(export.pk),
        sha256=document.sha256,
    )
    return read(document), document.file_name


@transaction.atomic
def destroy(*, reference: str, by: User, at: datetime) -> Export:
    """Take the sealed file away for good; that it was made and sealed stays known."""
    who = officer(by, at=at)
    request = locked(reference)
    export = _sealed(request.exports.filter(state=ExportState.SEALED).first())
    let_go(export)
    told(Kind.EXPORT_DESTROYED, request, who=who, at=at, export=str(export.pk))
    return export


def let_go(export: Export) -> None:
    """Remove the file in every version, and the row that points to it."""
    document = _file(export)
    export.document = None
    export.state = ExportState.DESTROYED.value
    export.save(update_fields=["document", "state"])
    key = document.storage_key
    document.delete()
    storage.remove(key)


def _sealed(export: Export | None) -> Export:
    if export is None:
        raise NotFound("There is no sealed copy.")
    return export


def _file(export: Export) -> Document:
    if export.document is None:
        raise Refused("The file of this copy was destroyed.")
    return export.document
