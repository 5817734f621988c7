"""What is in a stored file? Ask permission before this: it asks none."""

from documents import storage
from documents.models import Document


def read(document: Document) -> bytes:
    """The document's bytes, or an error if they are not those that were stored."""
    return storage.get(document.storage_key, sha256=document.sha256)


def link(document: Document) -> str:
    """A download link that works for a minute."""
    return storage.link(document.storage_key, file_name=document.file_name)
