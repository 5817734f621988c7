"""Is a pooler in transaction mode noticed, and PostgreSQL itself let through?"""

from contextlib import contextmanager

import psycopg
import pytest
from django.db import connections

from tenants.backend import pooler


REAL = psycopg.connect


class TransactionMode:
    """What PgBouncer does in transaction mode: each statement outside a transaction
    gets whichever server connection was given back last."""

    free: list = []

    def __enter__(self):
        return self

    def __exit__(self, *_):
        return None

    held = None

    def execute(self, statement, values=None):
        server = self.held or self.free.pop()
        try:
            return server.execute(statement, values)
        finally:
            if self.held is None:
                self.free.append(server)

    @contextmanager
    def transaction(self):
        self.held = self.free.pop()
        try:
            with self.held.transaction():
                yield
        finally:
            self.free.append(self.held)
            self.held = None


@pytest.fixture
def behind_a_pooler(db, monkeypatch):
    given = connections["default"].get_connection_params()
    parameters = {
        name: given[name] for name in ("host", "port", "user", "password", "dbname")
    }
    servers = [REAL(**parameters, autocommit=True) for _ in range(2)]
    monkeypatch.setattr(TransactionMode, "free", servers)
    monkeypatch.setattr(pooler.psycopg, "connect", lambda **_: TransactionMode())
    yield
    for server in servers:
        server.close()


def test_postgresql_itself_is_let_through(db):
    pooler.refuse_pooler()


def test_a_pooler_in_transaction_mode_is_refused_with_what_to_change(behind_a_pooler):
    with pytest.raises(pooler.PoolerRefused, match="Connect to PostgreSQL itself"):
        pooler.refuse_pooler()
