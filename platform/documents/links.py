"""May this link be followed, by this person, here and now?

A link names one thing for one person of one organisation until a moment. It is signed
under a salt of the organisation, so another organisation's key does not open it.
"""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.signing import BadSignature, Signer


LASTS = timedelta(minutes=1)


class LinkRefused(Exception):
    """The link was not made here, for this person, or was changed."""


class LinkExpired(Exception):
    """The link was good and has run out."""


def make(
    *, about: dict[str, str], organisation: UUID, person: UUID, at: datetime
) -> str:
    """A link's token. Ask permission before this, and again when it is followed."""
    until = int((at + LASTS).timestamp())
    signed: str = _signer(organisation).sign_object(
        {"about": about, "person": str(person), "until": until}, compress=True
    )
    return signed


def follow(
    token: str, *, organisation: UUID, person: UUID, at: datetime
) -> dict[str, str]:
    """What the link is about.

    Raises:
        LinkRefused: it is another organisation's or person's, or was changed.
        LinkExpired: it is older than a minute.
    """
    try:
        told: dict[str, Any] = _signer(organisation).unsign_object(token)
    except (BadSignature, ValueError) as error:
        raise LinkRefused from error
    if told["person"] != str(person):
        raise LinkRefused
    if at.timestamp() > told["until"]:
        raise LinkExpired
    about: dict[str, str] = told["about"]
    return about


def _signer(organisation: UUID) -> Signer:
    return Signer(salt=f"documents.link:{organisation}")
