"""How is a browser's session kept? (When it begins and ends is in `sessions`.)"""

from typing import Any

from django.db import transaction

from accounts.actions import askers
from accounts.models import Session
from tenants.context import current_organisation


def insert(*, digest: bytes, row: dict[str, Any]) -> None:
    """Keep a new session. Raises IntegrityError when the key is taken."""
    with transaction.atomic():
        Session.objects.create(
            digest=digest, organisation=current_organisation().id, **row
        )


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
