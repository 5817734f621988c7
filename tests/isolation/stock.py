"""How does plain django-tenants stand, with the same faults tried on it?

A database of its own with three schemas, reached by one login that may read them all,
as the library's documentation sets it up.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from uuid import uuid4

import psycopg
from django.db import connections
from django.db.backends.postgresql.psycopg_any import sql
from django_tenants.postgresql_backend.base import DatabaseWrapper, FakeTenant

from tests import database


NAMES = ("ash", "beech", "cedar")


def wrapper(name: str) -> DatabaseWrapper:
    """The library's own backend, on the application's login."""
    given = deepcopy(dict(connections.settings["default"]))
    given.update(NAME=name, ENGINE="django_tenants.postgresql_backend")
    given["OPTIONS"] = {"prepare_threshold": None}
    return DatabaseWrapper(given, alias="default")


def enter(connection: DatabaseWrapper, name: str) -> None:
    connection.set_tenant(FakeTenant(schema_name=name))


@contextmanager
def stock_database() -> Iterator[str]:
    """Three schemas, each with a table `known` that names it."""
    name = f"heed_test_{os.getpid()}_stock{uuid4().hex[:6]}"
    with database.as_provisioner(database.HOME) as server:
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    try:
        with database.as_provisioner(name) as inside:
            for schema in NAMES:
                _known(inside, schema)
        yield name
    finally:
        database.drop_database(name)


def _known(inside: psycopg.Connection, schema: str) -> None:
    for line in (
        "CREATE SCHEMA {s}",
        "CREATE TABLE {s}.known (owner text)",
        "GRANT USAGE ON SCHEMA {s} TO heed_app",
        "GRANT ALL ON {s}.known TO heed_app",
    ):
        inside.execute(sql.SQL(line).format(s=sql.Identifier(schema)))
    inside.execute(
        sql.SQL("INSERT INTO {s}.known VALUES (%s)").format(s=sql.Identifier(schema)),
        [schema],
    )
