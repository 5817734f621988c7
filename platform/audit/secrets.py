"""What did somebody type into a search, readable only while its month's key lives?

Terms are encrypted under a key of one organisation and one month, itself wrapped under
a key of the deployment. Destroying the row of a month makes that month's terms
unreadable for good. The digest lets equal terms be counted without being read.
"""

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from hashlib import sha256
from hmac import digest as hmac_digest
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import connection

from audit.cursors import Reads


LONDON = ZoneInfo("Europe/London")
KEY_BYTES = 32
NONCE_BYTES = 12
MOST_KEPT = 4096
READ_KEY = """
SELECT wrapped FROM public.audit_termkey WHERE organisation = %s AND month = %s
"""
ADD_KEY = """
INSERT INTO public.audit_termkey (organisation, month, wrapped) VALUES (%s, %s, %s)
ON CONFLICT DO NOTHING
"""

# Keys read back from the table: one made in a transaction that may yet fail is not kept.
_kept: dict[tuple[UUID, date], bytes] = {}


class Unreadable(LookupError):
    """The month's key is gone, so what was typed cannot be read any more."""


def encrypt_terms(
    organisation: UUID,
    at: datetime,
    plaintext: Mapping[str, Any],
    cursor: Reads | None = None,
) -> bytes:
    """The terms as bytes to store. Makes the month's key where there is none."""
    key = _key_to_seal(organisation, at, cursor)
    return _seal(key, json.dumps(dict(plaintext)).encode(), organisation.bytes)


def seal_each(
    organisation: UUID,
    at: datetime,
    plaintexts: Iterable[Mapping[str, Any]],
    cursor: Reads | None = None,
) -> Iterator[tuple[bytes, str]]:
    """Of each, what `encrypt_terms` and `terms_digest` give: for thousands at once.

    Each is sealed by itself under a nonce of its own, so each can be opened alone.
    """
    cipher = AESGCM(_key_to_seal(organisation, at, cursor))
    digest_key, context = _digest_key(), organisation.bytes
    for plaintext in plaintexts:
        text = _in_order(plaintext)
        nonce = os.urandom(NONCE_BYTES)
        sealed = nonce + cipher.encrypt(nonce, text, context)
        yield sealed, hmac_digest(digest_key, context + text, sha256).hex()


def decrypt_terms(
    organisation: UUID, at: datetime, sealed: bytes, cursor: Reads | None = None
) -> dict[str, Any]:
    """What `encrypt_terms` was given.

    Raises:
        Unreadable: the month's key was destroyed, or the bytes are not of it.
    """
    key = _key(organisation, _month(at), cursor)
    if key is None:
        raise Unreadable(str(Unreadable.__doc__))
    terms: dict[str, Any] = json.loads(_open(key, bytes(sealed), organisation.bytes))
    return terms


def terms_digest(organisation: UUID, plaintext: Mapping[str, Any]) -> str:
    """Equal for equal terms of one organisation; tells nothing to anybody else."""
    text = _in_order(plaintext)
    return hmac_digest(_digest_key(), organisation.bytes + text, sha256).hex()


def forget_keys() -> None:
    """Drop what this process holds: after a month's key was destroyed, and in tests."""
    _kept.clear()


_encode = json.JSONEncoder(sort_keys=True).encode


def _in_order(plaintext: Mapping[str, Any]) -> bytes:
    return _encode(dict(plaintext)).encode()


def _digest_key() -> bytes:
    return sha256(b"audit.terms:" + settings.SECRET_KEY.encode()).digest()


def _key_to_seal(organisation: UUID, at: datetime, cursor: Reads | None) -> bytes:
    month = _month(at)
    return _key(organisation, month, cursor) or _make(organisation, month, cursor)


def _month(at: datetime) -> date:
    return at.astimezone(LONDON).date().replace(day=1)


def _key(organisation: UUID, month: date, cursor: Reads | None) -> bytes | None:
    kept = _kept.get((organisation, month))
    if kept is not None:
        return kept
    row = _run(cursor, READ_KEY, (organisation, month))
    if row is None:
        return None
    key = _unwrap(bytes(row[0]), organisation.bytes)
    if len(_kept) >= MOST_KEPT:
        _kept.clear()
    _kept[organisation, month] = key
    return key


def _make(organisation: UUID, month: date, cursor: Reads | None) -> bytes:
    """Another process may have made one meanwhile: whichever is stored is used."""
    wrapped = _seal(_wrapping_keys()[0], os.urandom(KEY_BYTES), organisation.bytes)
    _run(cursor, ADD_KEY, (organisation, month, wrapped), reads=False)
    row = _run(cursor, READ_KEY, (organisation, month))
    assert row is not None  # noqa: S101 - it was just added, or was there
    return _unwrap(bytes(row[0]), organisation.bytes)


def _run(
    cursor: Reads | None, statement: str, values: tuple[Any, ...], *, reads: bool = True
) -> tuple[Any, ...] | None:
    if cursor is not None:
        cursor.execute(statement, values)
        return cursor.fetchone() if reads else None
    with connection.cursor() as own:
        own.execute(statement, values)
        return own.fetchone() if reads else None


def _wrapping_keys() -> list[bytes]:
    """Newest first; the others only open what they closed."""
    return [
        sha256(b"audit.wrap:" + key.encode()).digest() for key in settings.TERM_KEYS
    ]


def _unwrap(wrapped: bytes, context: bytes) -> bytes:
    for key in _wrapping_keys():
        try:
            return _open(key, wrapped, context)
        except Unreadable:
            continue
    raise Unreadable(str(Unreadable.__doc__))


def _seal(key: bytes, plain: bytes, context: bytes) -> bytes:
    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, plain, context)


def _open(key: bytes, sealed: bytes, context: bytes) -> bytes:
    try:
        nonce, body = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:]
        return AESGCM(key).decrypt(nonce, body, context)
    except InvalidTag as error:
        raise Unreadable(str(Unreadable.__doc__)) from error
