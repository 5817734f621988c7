"""Is there a pooler in front that would hand our settings to somebody else?

PgBouncer in transaction mode gives each statement any server connection. What one
request set is then read by another. Shown, not asked: a setting made on one connection
must still be there after another connection has been busy, on the same server process.
"""

import secrets
from typing import Any

import psycopg
from django.db import connections


class PoolerRefused(RuntimeError):
    """The database is reached through a pooler in transaction mode."""


SENTENCE = (
    "DATABASE_URL leads through a pooler in transaction mode (such as PgBouncer), which"
    " would mix organisations. Connect to PostgreSQL itself, or use session mode."
)
PROBE = "SELECT pg_backend_pid(), current_setting('heed.probe', true)"


def keeps_its_server(parameters: dict[str, Any]) -> bool:
    """Does a connection stay with one server process while another one works?"""
    mark = secrets.token_hex(8)
    with (
        psycopg.connect(**parameters, autocommit=True) as first,
        psycopg.connect(**parameters, autocommit=True) as second,
    ):
        first.execute("SELECT set_config('heed.probe', %s, false)", (mark,))
        before = first.execute(PROBE).fetchone()
        with second.transaction():
            # Keeps the server process that a pooler took back from the first.
            second.execute("SELECT 1")
            after = first.execute(PROBE).fetchone()
    return before == after and after is not None and after[1] == mark


def refuse_pooler() -> None:
    """Called when a web or worker process starts.

    Raises:
        PoolerRefused: the sentence says what to change.
    """
    given = connections["default"].get_connection_params()
    names = ("host", "port", "user", "password", "dbname", "connect_timeout")
    parameters = {name: given[name] for name in names if name in given}
    if not keeps_its_server(parameters):
        raise PoolerRefused(SENTENCE)
