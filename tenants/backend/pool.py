"""What is left on a connection when the pool takes it back? Nothing."""

from typing import Any

import psycopg
from django.db.backends.base.base import NO_DB_ALIAS
from psycopg import pq
from psycopg_pool import ConnectionPool


# DEALLOCATE is left out: psycopg keeps its own list of the statements it prepared, and
# PostgreSQL plans a prepared statement again under whichever path and role run it.
FORGET = (
    b"CLOSE ALL; UNLISTEN *; SELECT pg_catalog.pg_advisory_unlock_all(); "
    b"DISCARD TEMP; DISCARD SEQUENCES; RESET ROLE; RESET ALL"
)


# Every statement is prepared. psycopg keeps a hundred, fewer than the pages have between
# them: each would push another out, and be prepared again the next time.
MOST_PREPARED = 500


class NotReset(psycopg.OperationalError):
    """The connection would not forget, so the pool must throw it away."""


class Connection(psycopg.Connection[Any]):
    """One of the pool's.

    `bare` while it is as it was opened: it has carried nothing but checks, whose every
    setting ends with their own transaction.
    """

    bare = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.prepared_max = MOST_PREPARED


class Pool(ConnectionPool[Connection]):
    """Takes a connection back in the thread that hands it back.

    psycopg's own pool gives it to another thread to be reset. The next request comes
    before that is done, so it waits, or has one connection more opened for it, with
    caches and prepared statements of its own.
    """

    def _putconn(self, conn: Connection, from_getconn: bool) -> None:
        self._return_connection(conn, from_getconn=from_getconn)


def pool_of(wrapper: Any) -> Pool | None:  # noqa: ANN401  Django's wrapper: no types
    """The one pool of this alias, made as Django makes its own; None without one."""
    given = wrapper.settings_dict["OPTIONS"].get("pool")
    if not given or wrapper.alias == NO_DB_ALIAS:
        return None
    pools: dict[str, Pool] = wrapper._connection_pools
    if wrapper.alias not in pools:
        made = Pool(
            kwargs={**wrapper.get_connection_params(), "autocommit": True},
            open=False,
            configure=wrapper._configure_connection,
            connection_class=Connection,
            **given,
        )
        # Two threads may both make one; neither is open yet, and the first is kept.
        pools.setdefault(wrapper.alias, made)
    return pools[wrapper.alias]


def reset(connection: psycopg.Connection[Any]) -> None:
    """Return the connection to the state it had when it was opened.

    The pool throws the connection away when this raises.
    """
    if getattr(connection, "bare", False) and connection.autocommit:
        return
    if not connection.autocommit:
        connection.autocommit = True
    result = connection.pgconn.exec_(FORGET)
    if result.status not in {pq.ExecStatus.COMMAND_OK, pq.ExecStatus.TUPLES_OK}:
        sentence = "A pooled connection could not be reset and was thrown away."
        raise NotReset(sentence)
    connection.bare = True  # type: ignore[attr-defined]
