"""What of an erasure is kept outside the database, so that a restored backup can be
cleansed before it serves?

One small object an erasure, under the audit bucket's lock: ids, a date and a code. The
key alone says which organisation and what was erased when, so that a list tells all.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings

from documents import storage


PREFIX = "erased/"
STAMP = "%Y%m%dT%H%M%S%fZ"
# Longer than any backup is kept: an older one has nothing to be cleansed of.
KEPT = timedelta(days=800)


@dataclass(frozen=True, slots=True, kw_only=True)
class Erased:
    """One tombstone, as its key tells it."""

    at: datetime
    organisation: UUID
    subject: UUID
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasedInFull:
    """One tombstone, as its object tells it."""

    subject: UUID
    what: str
    reason: str
    ended_on: date
    at: datetime


def keep_tombstone(
    *,
    organisation: UUID,
    subject: UUID,
    what: str,
    reason: str,
    ended_on: date,
    at: datetime,
) -> str:
    """Write it under its lock; written twice it is the same object again."""
    stamp = at.astimezone(UTC).strftime(STAMP)
    key = f"{PREFIX}{stamp}_{organisation}_{subject}"
    body = {
        "what": what,
        "reason": reason,
        "ended_on": ended_on.isoformat(),
        "erased_at": at.isoformat(),
    }
    try:
        storage.client().put_object(
            Bucket=settings.S3_AUDIT_BUCKET,
            Key=key,
            Body=json.dumps(body).encode(),
            ContentType="application/json",
            ObjectLockMode="GOVERNANCE",
            ObjectLockRetainUntilDate=at + KEPT,
        )
    except (BotoCoreError, ClientError) as error:
        raise storage.StorageFailed("The tombstone could not be kept.") from error
    return key


def tombstones(*, since: datetime | None) -> Iterator[Erased]:
    """Every tombstone written from that moment on, oldest first; all without one."""
    after = PREFIX
    if since is not None:
        after = f"{PREFIX}{since.astimezone(UTC).strftime(STAMP)}"
    try:
        pages = storage.client().get_paginator("list_objects_v2")
        for page in pages.paginate(
            Bucket=settings.S3_AUDIT_BUCKET, Prefix=PREFIX, StartAfter=after
        ):
            for item in page.get("Contents", ()):
                yield _read_key(item["Key"])
    except (BotoCoreError, ClientError) as error:
        raise storage.StorageFailed("The tombstones could not be listed.") from error


def read_tombstone(found: Erased) -> ErasedInFull:
    try:
        answer = storage.client().get_object(
            Bucket=settings.S3_AUDIT_BUCKET, Key=found.key
        )
        body = json.loads(answer["Body"].read())
    except (BotoCoreError, ClientError) as error:
        raise storage.StorageFailed("The tombstone could not be read.") from error
    return ErasedInFull(
        subject=found.subject,
        what=body["what"],
        reason=body["reason"],
        ended_on=date.fromisoformat(body["ended_on"]),
        at=datetime.fromisoformat(body["erased_at"]),
    )


def _read_key(key: str) -> Erased:
    stamp, organisation, subject = key.removeprefix(PREFIX).split("_")
    return Erased(
        at=datetime.strptime(stamp, STAMP).replace(tzinfo=UTC),
        organisation=UUID(organisation),
        subject=UUID(subject),
        key=key,
    )
