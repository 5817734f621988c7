"""Inside which transaction is a check asked, and may this asker ask at all?"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import psycopg
from django.db import Error as DatabaseError
from psycopg import Cursor

from sharing.check.refusals import NotRecorded, NotScoped, NotSignedIn
from sharing.check.request import CheckRequest
from sharing.check.statement import Found, Row, find
from sharing.check_rules import CHECK_SCOPE
from tenants.context import as_check


ABOUT_NOTHING = CheckRequest(purpose="")


@contextmanager
def on_record(organisation: UUID) -> Iterator[Cursor[Any]]:
    """The check's transaction. What the database refuses is not told to anybody."""
    try:
        with as_check(organisation) as cursor:
            yield cursor
    except (DatabaseError, psycopg.Error) as error:
        raise NotRecorded(str(NotRecorded.__doc__)) from error


def find_for(
    cursor: Cursor[Any], organisation: UUID, asker_digest: bytes, request: CheckRequest
) -> Found:
    """All that the check needs, unless nobody who may check is asking."""
    found = find(
        cursor, organisation=organisation, asker_digest=asker_digest, request=request
    )
    refuse_strangers(found.asker)
    return found


def refuse_strangers(asker: Row | None) -> None:
    """Raise NotSignedIn or NotScoped unless this is somebody who may check."""
    if asker is None:
        raise NotSignedIn(str(NotSignedIn.__doc__))
    if asker["kind"] == "CLIENT" and CHECK_SCOPE not in asker["scopes"]:
        raise NotScoped(str(NotScoped.__doc__))
