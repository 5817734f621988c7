"""Was this call made before, and may it be made once more?

A key is its caller's alone. The row is written first, so that two calls with one key
wait for each other: the second finds what the first brought about.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import sha256

from django.db import transaction

from accounts.models import CallMade
from accounts.queries.callers import Caller
from accounts.refusals import OnRecord


KEPT = timedelta(days=7)


class KeyReused(Exception):
    """This Idempotency-Key was used for a different call. Send a new one."""


def once(
    *,
    caller: Caller,
    key: str,
    address: str,
    body: bytes,
    act: Callable[[], str],
    at: datetime,
) -> str:
    """The reference `act` returns, or what it returned for the same call before.

    Without a key every call is a new one. A call that was refused left nothing but what
    says that it was refused, so the same key may be sent again.

    Raises:
        KeyReused: the key came with another address or body.
    """
    if not key:
        return act()
    subject, refusal = _once(caller, key, address, body, act=act, at=at)
    if refusal is not None:
        raise refusal
    return subject


@transaction.atomic
def _once(
    caller: Caller,
    key: str,
    address: str,
    body: bytes,
    *,
    act: Callable[[], str],
    at: datetime,
) -> tuple[str, Exception | None]:
    """The reference, or the refusal of which the record is kept."""
    made, is_new = CallMade.objects.get_or_create(
        caller=caller.name,
        key_digest=_digest(key.encode()),
        defaults={
            "route": address[:80],
            "body_digest": _digest(address.encode() + b"\0" + body),
            "made_at": at,
        },
    )
    if not is_new:
        if made.body_digest != _digest(address.encode() + b"\0" + body):
            raise KeyReused(str(KeyReused.__doc__))
        return made.subject, None
    try:
        made.subject = act()
    except OnRecord as refusal:
        made.delete()
        return "", refusal
    made.save(update_fields=["subject"])
    return made.subject, None


def forget_old(*, at: datetime) -> int:
    """A key counts for a week. Returns how many were forgotten."""
    return CallMade.objects.filter(made_at__lt=at - KEPT).delete()[0]


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()
