"""What is left on a connection when the pool takes it back? Nothing."""

from typing import Any

import psycopg
from psycopg import pq


# DEALLOCATE is left out: psycopg keeps its own list of the statements it prepared, and
# PostgreSQL plans a prepared statement again under whichever path and role run it.
FORGET = (
    b"CLOSE ALL; UNLISTEN *; SELECT pg_catalog.pg_advisory_unlock_all(); "
    b"DISCARD TEMP; DISCARD SEQUENCES; RESET ROLE; RESET ALL"
)


class NotReset(psycopg.OperationalError):
    """The connection would not forget, so the pool must throw it away."""


def reset(connection: psycopg.Connection[Any]) -> None:
    """Return the connection to the state it had when it was opened.

    The pool throws the connection away when this raises.
    """
    if not connection.autocommit:
        connection.autocommit = True
    result = connection.pgconn.exec_(FORGET)
    if result.status not in {pq.ExecStatus.COMMAND_OK, pq.ExecStatus.TUPLES_OK}:
        sentence = "A pooled connection could not be reset and was thrown away."
        raise NotReset(sentence)
