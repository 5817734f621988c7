"""Inside which organisation does this work happen?

The one door. An organisation is entered here and nowhere else, never inside a running
transaction, and nothing lazy may leave: a queryset evaluated outside finds no table.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast
from uuid import UUID

import psycopg
from django.db import transaction

from audit.cursors import Cursor
from tenants.aliases import OWNER, application, owner
from tenants.backend.base import STAND_AS_CHECK, STAND_AS_RELAY, DatabaseWrapper
from tenants.backend.errors import TransactionRunning
from tenants.models import Organisation


class NoOrganisation(RuntimeError):
    """Work that belongs to an organisation was started outside any."""


def _refuse_in_transaction(connection: DatabaseWrapper) -> None:
    """A rollback would undo the settings of the door. The transaction that wraps a
    test is not counted: Django marks it, as it does for `atomic(durable=True)`."""
    running = [
        block
        for block in connection.atomic_blocks
        if not getattr(block, "_from_testcase", False)
    ]
    if running or _is_left_open(connection):
        sentence = "An organisation cannot be entered inside a running transaction."
        raise TransactionRunning(sentence)


def _is_left_open(connection: DatabaseWrapper) -> bool:
    """Where nothing is connected yet, nothing can be open."""
    if connection.in_atomic_block or connection.connection is None:
        return False
    return not connection.get_autocommit()


@contextmanager
def in_organisation(organisation: Organisation) -> Iterator[Organisation]:
    """Run the block with this organisation's schema, role and identity.

    Nothing is sent until the first statement, which sets all three at once.

    Raises:
        TransactionRunning: a transaction is open on this thread's connection.
    """
    connection = application()
    _refuse_in_transaction(connection)
    previous = connection.tenant
    connection.set_tenant(organisation)
    try:
        yield organisation
    finally:
        try:
            _refuse_in_transaction(connection)
        except TransactionRunning:
            # Somebody left a transaction open: it must not follow us out.
            connection.close()
            raise
        finally:
            connection.set_tenant(previous)


def current_organisation() -> Organisation:
    """The organisation this thread works in.

    Raises:
        NoOrganisation: it works in none.
    """
    tenant = application().tenant
    if not isinstance(tenant, Organisation):
        sentence = "This needs an organisation: enter one with in_organisation first."
        raise NoOrganisation(sentence)
    return tenant


@contextmanager
def as_check(organisation: UUID) -> Iterator[psycopg.Cursor[Any]]:
    """One transaction under the check's constant role, for this organisation.

    Yields a psycopg cursor (binary, prepared). Names must be qualified: the search
    path holds nothing of ours. Commits when the block ends.

    Raises:
        TransactionRunning: a transaction is already open.
    """
    connection = application()
    _refuse_in_transaction(connection)
    with connection.lent(STAND_AS_CHECK, str(organisation)) as cursor:
        yield cursor


@contextmanager
def as_relay() -> Iterator[psycopg.Cursor[Any]]:
    """One transaction under heed_relay, which sees the outbox of all and no schema."""
    connection = application()
    _refuse_in_transaction(connection)
    with connection.lent(STAND_AS_RELAY, "") as cursor:
        yield cursor


@contextmanager
def as_owner(schema: str = "public") -> Iterator[Cursor]:
    """One transaction of the owner's, for set-up and migrations; yields its cursor."""
    connection = owner()
    previous = connection.tenant
    connection.set_schema(schema)
    try:
        with transaction.atomic(using=OWNER), connection.cursor() as cursor:
            yield cast("Cursor", cursor)
    finally:
        connection.set_tenant(previous)


@contextmanager
def as_reconcile() -> Iterator[Cursor]:
    """One transaction under heed_reconcile, which sees every organisation's shared
    rows and no schema; yields the `owner` connection's cursor."""
    with as_owner() as cursor:
        cursor.execute("SELECT set_config('role', 'heed_reconcile', true)")
        yield cursor
