"""How is a browser's session kept? (When it begins and ends is in `sessions`.)"""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from psycopg.errors import UniqueViolation

from accounts.actions import askers
from accounts.models import Session
from tenants.context import current_organisation


class KeyTaken(Exception):
    """Another session has this key. Draw another."""


def insert(*, digest: bytes, row: dict[str, Any], at: datetime) -> None:
    """Keep a new session.

    Raises:
        KeyTaken: and nothing else that the database refuses, which another key would
            not mend.
    """
    try:
        with transaction.atomic():
            Session.objects.create(
                digest=digest,
                organisation=current_organisation().id,
                created_at=at,
                **row,
            )
    except IntegrityError as error:
        if isinstance(error.__cause__, UniqueViolation):
            raise KeyTaken from error
        raise


def update(*, digest: bytes, row: dict[str, Any]) -> bool:
    """Change a session that is still there. False when it was ended."""
    kept = Session.objects.filter(digest=digest, organisation=current_organisation().id)
    return bool(kept.update(**row))


@transaction.atomic
def delete(*, digest: bytes) -> None:
    """Forget a session together with its asker row."""
    Session.objects.filter(digest=digest).delete()
    askers.drop(digest=digest)


@transaction.atomic
def move(*, before: bytes, after: bytes) -> None:
    """The session has a new key. What it may be answered stays as it was."""
    Session.objects.filter(digest=before).delete()
    askers.rename(before=before, after=after)
