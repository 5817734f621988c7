"""Whose data may the next statement touch? Settled in one statement, or not at all.

The library's backend swallows an error in `SET search_path` and lets the query run on
the path of whoever had the connection before. Here search path, role and identity are
set together; if that fails the connection is closed and the caller gets the error.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple, Protocol

import psycopg
from django.core.exceptions import ImproperlyConfigured
from django.db.backends.postgresql.base import DatabaseWrapper as PostgresWrapper
from django.db.backends.utils import CursorWrapper
from django.db.utils import OperationalError
from django.utils.asyncio import async_unsafe
from django_tenants.postgresql_backend import base as library
from psycopg import errors, pq

from tenants.backend.errors import OrganisationUnavailable, TransactionRunning
from tenants.backend.pool import Pool, pool_of


class Stands(Protocol):
    """Whatever has a schema: an organisation, or the library's stand-in for one."""

    schema_name: str


class Standing(NamedTuple):
    """Who a connection is: what it finds first, with whose rights, for whom."""

    search_path: str
    role: str
    identity: str
    schema: str


STAND = (
    "SELECT set_config('search_path', %s, false), set_config('role', %s, false),"
    " set_config('heed.organisation', %s, false), to_regnamespace(%s) IS NOT NULL"
)
STAND_AS_CHECK = (
    "SELECT set_config('search_path', 'pg_catalog', true),"
    # The same plan whatever is asked: planning again costs more than the statement.
    " set_config('plan_cache_mode', 'force_generic_plan', true),"
    " set_config('synchronous_commit', 'on', true),"
    " set_config('role', 'heed_check', true),"
    " set_config('heed.organisation', %s, true)"
)
STAND_AS_RELAY = (
    "SELECT set_config('search_path', 'public', true),"
    " set_config('role', 'heed_relay', true),"
    " set_config('heed.organisation', %s, true)"
)
NO_SUCH_STANDING = (errors.InvalidParameterValue, errors.InsufficientPrivilege)


class DatabaseWrapper(library.DatabaseWrapper):  # type: ignore[misc]  # it ships no types
    """PostgreSQL with a wall between organisations.

    `assume_role` in OPTIONS names the role taken outside any organisation (the
    `owner` alias); without it the login's own role is used (the `default` alias).
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self._lent = False
        self.search_path_set_schemas: Standing | None = None
        # Set when a standing was refused, so that the edge can answer 503 whatever
        # the code in between made of the exception.
        self.refused = False
        super().__init__(*args, **kwargs)

    @property
    def pool(self) -> Pool | None:
        return pool_of(self)

    @property
    def _home_role(self) -> str:
        return str(self.settings_dict["OPTIONS"].get("assume_role", "none"))

    def standing(self) -> Standing:
        """What the connection must be before its next statement."""
        role = getattr(self.tenant, "role", None)
        path = ", ".join(f'"{part}"' for part in self._get_cursor_search_paths())
        if role is not None and self._home_role == "none":
            return Standing(
                path, role, str(getattr(self.tenant, "pk", "")), self.schema_name
            )
        if self.schema_name != "public" and self._home_role == "none":
            sentence = (
                f"The schema {self.schema_name} was set by name. An organisation is"
                " entered through tenants.context.in_organisation only."
            )
            raise ImproperlyConfigured(sentence)
        return Standing(path, self._home_role, "", self.schema_name)

    def _cursor(self, name: str | None = None) -> CursorWrapper:
        """A cursor, once the connection stands where it should."""
        self.close_if_health_check_failed()
        self.ensure_connection()
        self.connection.bare = False
        if not self._lent:
            self._stand()
        # The library's own _cursor is passed over: it would set the path again, and
        # swallow the error.
        cursor: CursorWrapper = PostgresWrapper._cursor(self, name)  # type: ignore[attr-defined]
        return cursor

    def _stand(self) -> None:
        wanted = self.standing()
        if self.search_path_set_schemas == wanted:
            return
        self.validate_thread_sharing()
        self.search_path_set_schemas = None
        try:
            with self.wrap_database_errors, self.connection.cursor() as cursor:
                there = cursor.execute(STAND, wanted).fetchone()[-1]
        except BaseException as error:
            self._slam()
            if isinstance(error.__cause__, NO_SUCH_STANDING):
                self.refused = True
                sentence = "This organisation's role cannot be taken."
                raise OrganisationUnavailable(sentence) from error
            raise
        if not there:
            self._slam()
            self.refused = True
            sentence = "This organisation's schema does not exist."
            raise OrganisationUnavailable(sentence)
        self.search_path_set_schemas = wanted

    def _slam(self) -> None:
        """Close the connection for good, so that no pool can hand it on."""
        if self.connection is not None:
            self.connection.close()
        self.close()

    @contextmanager
    def lent(self, statement: str, identity: str) -> Iterator[psycopg.Cursor[Any]]:
        """One transaction under a constant role; until it ends no cursor sets anything.

        Opened by `tenants.context` only. Whatever is sent without being read goes in
        one round trip with the next thing that is: BEGIN and the settings with the
        first statement, the last writes with COMMIT.
        """
        self.validate_thread_sharing()
        self.close_if_health_check_failed()
        self.ensure_connection()
        in_test = self.in_atomic_block
        self.connection.bare = (
            getattr(self.connection, "bare", False) and statement == STAND_AS_CHECK
        )
        self._lent = True
        try:
            with self.connection.cursor(binary=True) as cursor:
                around = self._savepoint_around if in_test else self._transaction_around
                with around(cursor, statement, identity):
                    yield cursor
        finally:
            self._lent = False
            if in_test:
                # Local settings outlive a released savepoint.
                self.search_path_set_schemas = None

    @contextmanager
    def _transaction_around(
        self, cursor: psycopg.Cursor[Any], statement: str, identity: str
    ) -> Iterator[None]:
        try:
            with self.wrap_database_errors, self.connection.pipeline():
                cursor.execute("BEGIN", prepare=False)
                cursor.execute(statement, (identity,))
                yield
                cursor.execute("COMMIT", prepare=False)
        except BaseException:
            self._abandon()
            raise
        if cursor.statusmessage != "COMMIT":
            # PostgreSQL answers COMMIT of a broken transaction with ROLLBACK, no error.
            sentence = "The transaction was rolled back instead of committed."
            raise OperationalError(sentence)

    def _abandon(self) -> None:
        """Roll back outside the pipeline; throw the connection away if that fails."""
        self.connection.bare = False
        try:
            self.connection.rollback()
        except psycopg.Error:
            self._slam()

    @contextmanager
    def _savepoint_around(
        self, cursor: psycopg.Cursor[Any], statement: str, identity: str
    ) -> Iterator[None]:
        """Inside the transaction of a test, which is rolled back in the end."""
        sid = self.savepoint()
        try:
            with self.wrap_database_errors:
                cursor.execute(statement, (identity,))
                yield
        except BaseException:
            self.savepoint_rollback(sid)
            raise
        self.savepoint_commit(sid)

    @contextmanager
    def _bare_cursor(self) -> Iterator[CursorWrapper]:
        """A cursor that sets nothing: the transaction may be broken already."""
        with self.wrap_database_errors:
            cursor = self._prepare_cursor(self.create_cursor())
        with cursor:
            yield cursor

    def _savepoint_rollback(self, sid: str) -> None:
        with self._bare_cursor() as cursor:
            cursor.execute(self.ops.savepoint_rollback_sql(sid))

    def _savepoint_commit(self, sid: str) -> None:
        with self._bare_cursor() as cursor:
            cursor.execute(self.ops.savepoint_commit_sql(sid))

    def _commit(self) -> None:
        """Commit; a broken transaction is rolled back by the server without a word,
        and takes its settings with it, so the mark goes too."""
        broken = (
            self.connection is not None
            and self.connection.info.transaction_status == pq.TransactionStatus.INERROR
        )
        super()._commit()
        if broken:
            self.search_path_set_schemas = None

    @async_unsafe
    def set_tenant(self, tenant: Stands, include_public: bool = True) -> None:
        """Say where the next statement stands. Sends nothing by itself."""
        if self._lent:
            sentence = "The connection is lent to a check until its transaction ends."
            raise TransactionRunning(sentence)
        # Not the library's: content types are shared here, so their cache may stay.
        self.tenant = tenant
        self.schema_name = tenant.schema_name
        self.include_public_schema = include_public
        self.search_path_set_schemas = None
        self.refused = False
