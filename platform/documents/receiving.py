"""Is this upload too large to be received at all?

Asked before a byte of it is kept, by the length the request gives. The rest is
read and dropped, so that the page can still answer with a sentence.
"""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile


MAX_REQUEST_BYTES = 30 * 1024 * 1024


class BoundedUpload(FileUploadHandler):
    """First of the upload handlers: lets a file through, or drops every one."""

    too_large = False

    def handle_raw_input(
        self,
        input_data: object,
        META: object,  # noqa: N803  Django's own name
        content_length: int,
        *args: Any,
        **kwargs: Any,
    ) -> None:
        """Note whether the whole request is larger than any file we take."""
        self.too_large = content_length > MAX_REQUEST_BYTES

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Drop the file where the request is too large."""
        super().new_file(*args, **kwargs)
        if self.too_large:
            raise SkipFile

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Hand the bytes on to the handlers that keep them."""
        return raw_data

    def file_complete(self, file_size: int) -> "UploadedFile[bytes] | None":
        """The next handler has the file."""
        return None
