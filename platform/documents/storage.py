"""Where are an organisation's files, and are they what was stored?

The only module that speaks to S3. A key is `t/<organisation uuid>/<random>`, worked
out for every call from the organisation the work is done in, so that a key of
another organisation cannot be reached even when it is known.
"""

import hashlib
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

import boto3
from botocore.client import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings

from tenants.context import current_organisation


# boto3 makes its clients' methods at run time, so they have no types.
type S3 = Any

LINK_SECONDS = 60
SECONDS = 10


class StorageFailed(Exception):
    """The file store could not be reached or refused; nothing was changed."""


class NotOurs(Exception):
    """The key belongs to another organisation."""


class Altered(Exception):
    """The bytes are not those that were stored."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    key: str
    sha256: str
    size: int


def put(content: bytes, *, content_type: str) -> Stored:
    """Store bytes under a new random key of the organisation we are in."""
    key = f"{_prefix()}{secrets.token_urlsafe(24)}"
    return _put(key, content, content_type=content_type)


def _put(key: str, content: bytes, *, content_type: str) -> Stored:
    try:
        _client().put_object(
            Bucket=settings.S3_BUCKET, Key=key, Body=content, ContentType=content_type
        )
    except (BotoCoreError, ClientError) as error:
        raise StorageFailed("The file could not be stored.") from error
    digest = hashlib.sha256(content).hexdigest()
    return Stored(key=key, sha256=digest, size=len(content))


def get(key: str, *, sha256: str) -> bytes:
    """The bytes under a key, checked against the digest kept when they were stored."""
    return _get(_ours(key), sha256=sha256)


def _get(key: str, *, sha256: str) -> bytes:
    try:
        answer = _client().get_object(Bucket=settings.S3_BUCKET, Key=key)
        content: bytes = answer["Body"].read()
    except (BotoCoreError, ClientError) as error:
        raise StorageFailed("The file could not be read.") from error
    if hashlib.sha256(content).hexdigest() != sha256:
        raise Altered("The stored file is not the file that was kept.")
    return content


def put_shared(content: bytes, *, agreement: UUID, content_type: str) -> Stored:
    """Store bytes that both parties of an agreement hold, under a random key of it.

    Who may read them is for the row that names the key: it is fenced to both parties.
    """
    key = f"a/{agreement}/{secrets.token_urlsafe(24)}"
    return _put(key, content, content_type=content_type)


def get_shared(key: str, *, agreement: UUID, sha256: str) -> bytes:
    """The bytes of an agreement's file, checked against the digest of its row."""
    if not key.startswith(f"a/{agreement}/"):
        raise NotOurs("That file belongs to another agreement.")
    return _get(key, sha256=sha256)


def link(key: str, *, file_name: str) -> str:
    """A link that works for a minute and downloads. Ask permission before this."""
    address: str = _client().generate_presigned_url(
        "get_object",
        Params={
            "Bucket": settings.S3_BUCKET,
            "Key": _ours(key),
            "ResponseContentDisposition": f'attachment; filename="{file_name}"',
            "ResponseContentType": "application/octet-stream",
            "ResponseCacheControl": "no-store",
        },
        ExpiresIn=LINK_SECONDS,
    )
    return address


def remove(key: str) -> None:
    """Take a file away for good, in every version. Nothing there is no error."""
    name = _ours(key)
    try:
        # Each by its own version: a plain delete would only add a marker to them.
        for version in list(_versions(name)):
            if version["Key"] == name:
                _delete(version)
    except (BotoCoreError, ClientError) as error:
        raise StorageFailed("The file could not be removed.") from error


def erase_organisation(organisation: UUID) -> int:
    """Take away every version of every file of an organisation that leaves.

    Returns how many were taken. Called without an organisation's context, once its
    schema is gone; may be called again.
    """
    try:
        versions = list(_versions(f"t/{organisation}/"))
        for version in versions:
            _delete(version)
    except (BotoCoreError, ClientError) as error:
        raise StorageFailed("The organisation's files could not be erased.") from error
    return len(versions)


def _versions(prefix: str) -> Iterator[dict[str, Any]]:
    pages = _client().get_paginator("list_object_versions")
    for page in pages.paginate(Bucket=settings.S3_BUCKET, Prefix=prefix):
        yield from page.get("Versions", ())
        yield from page.get("DeleteMarkers", ())


def _delete(version: dict[str, Any]) -> None:
    _client().delete_object(
        Bucket=settings.S3_BUCKET,
        Key=version["Key"],
        VersionId=version["VersionId"],
    )


def _prefix() -> str:
    return f"t/{current_organisation().id}/"


def _ours(key: str) -> str:
    if not key.startswith(_prefix()):
        raise NotOurs("That file belongs to another organisation.")
    return key


def client() -> S3:
    """The connection, for what is kept beside the organisations' files."""
    return _client()


def _client() -> S3:
    return _connected(
        settings.S3_ENDPOINT_URL,
        settings.S3_REGION,
        settings.S3_ACCESS_KEY_ID,
        settings.S3_SECRET_ACCESS_KEY,
    )


@lru_cache(maxsize=4)
def _connected(endpoint: str, region: str, access_key: str, secret_key: str) -> S3:
    """One client a process and set of settings; clients are safe between threads."""
    return boto3.client(
        "s3",
        endpoint_url=endpoint or None,
        region_name=region,
        aws_access_key_id=access_key or None,
        aws_secret_access_key=secret_key or None,
        config=Config(
            signature_version="s3v4",
            connect_timeout=SECONDS,
            read_timeout=SECONDS,
            retries={"max_attempts": 2},
            s3={"addressing_style": "path"},
        ),
    )
