"""Is this database as new as what was erased from it?

Tombstones stand outside the database too. Where one of ours is not in the database, an
older backup was restored and holds what was erased since: nobody is served until
`manage.py replay_tombstones` has run. Asked once a while in each process. When the
store does not answer, the last verdict stands; without one we serve, since a restore
during an outage is rarer than an outage, and nobody could check before a visit.
"""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from time import monotonic
from typing import Any, Protocol
from uuid import UUID

import structlog
from django.conf import settings
from django.utils.module_loading import import_string

from tenants.context import as_relay


log = structlog.get_logger(__name__)

ASKED_EVERY = 300.0
ASKED_AGAIN = 15.0
# Clocks of several machines differ. The database knows of an erasure before its
# tombstone is written outside, so one that was killed half-way is not missing here.
LOOK_BACK = timedelta(days=2)
NEWEST = "SELECT max(erased_at) FROM public.audit_tombstone"
KNOWN = "SELECT id FROM public.audit_tombstone WHERE id = ANY(%s)"
OURS = "SELECT id FROM public.tenants_organisation WHERE id = ANY(%s)"


class Tombstone(Protocol):
    """What stands outside, as far as it is asked about here."""

    @property
    def organisation(self) -> UUID: ...
    @property
    def subject(self) -> UUID: ...
    @property
    def at(self) -> datetime: ...


class Verdict:
    """What was found last, and until when it stands."""

    def __init__(self) -> None:
        self.cleansed = True
        self.until = 0.0


_verdict = Verdict()


def is_cleansed() -> bool:
    """Whether organisations may be served from this database."""
    if not settings.TOMBSTONES:
        return True
    if monotonic() >= _verdict.until:
        _ask()
    return _verdict.cleansed


def forget() -> None:
    """Ask anew next time."""
    _verdict.until = 0.0
    _verdict.cleansed = True


def missing(outside: Callable[..., Iterable[Tombstone]]) -> set[UUID]:
    """What was erased, by an organisation of this database, and is not known here."""
    with as_relay() as cursor:
        row = cursor.execute(NEWEST).fetchone()
    newest: datetime | None = row[0] if row else None
    since = None if newest is None else newest - LOOK_BACK
    found = {one.subject: one.organisation for one in outside(since=since)}
    if not found:
        return set()
    with as_relay() as cursor:
        known = _ids(cursor, KNOWN, list(found))
        ours = _ids(cursor, OURS, list(set(found.values())))
    return {subject for subject, org in found.items() if org in ours} - known


def _ask() -> None:
    try:
        lacking = missing(import_string(settings.TOMBSTONES))
    except Exception as error:
        log.warning("tombstones_not_asked", error=type(error).__name__)
        _verdict.until = monotonic() + ASKED_AGAIN
        return
    _verdict.cleansed = not lacking
    _verdict.until = monotonic() + (ASKED_AGAIN if lacking else ASKED_EVERY)
    if lacking:
        log.error("restored_backup_not_cleansed", lacking=len(lacking))


def _ids(cursor: Any, statement: str, ids: list[UUID]) -> set[UUID]:  # noqa: ANN401
    return {row[0] for row in cursor.execute(statement, (ids,)).fetchall()}
