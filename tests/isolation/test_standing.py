"""When the setting fails, does anything run on the path of whoever came before?"""

from contextlib import suppress

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connection, transaction

from tenants import context
from tenants.backend import base
from tenants.backend.errors import TransactionRunning
from tenants.context import as_check, in_organisation
from tests.figures import record_figure
from tests.isolation import stock as plain


pytestmark = pytest.mark.throwaway

FAILS = [
    "SELECT set_config('search_path', %s, false), set_config('role', %s, false), %s, 1/(%s = '')::int",
    "SELECT set_config('no_such_setting', %s, false), %s, %s, %s",
    "SELECT set_config('search_path', %s, false), pg_cancel_backend(pg_backend_pid()), pg_sleep(1), %s, %s, %s",
    "SELECT set_config('search_path', %s, false), set_config('role', 'nobody_' || %s, false), %s, %s",
]


def known() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT owner FROM known")
        return [row[0] for row in cursor.fetchall()]


def test_plain_django_tenants_answers_with_the_rows_of_the_one_before(stock):
    def fail_to_set(execute, sql, params, many, context):
        if sql.startswith("SET search_path"):
            raise DatabaseError("canceling statement due to user request")
        return execute(sql, params, many, context)

    own = plain.wrapper(stock)
    plain.enter(own, "ash")
    with own.cursor() as cursor:
        cursor.execute("SELECT owner FROM known")
    plain.enter(own, "beech")
    with own.execute_wrapper(fail_to_set), own.cursor() as cursor:
        cursor.execute("SELECT owner FROM known")
        rows = cursor.fetchall()
    own.close()

    assert rows == [("ash",)]


@pytest.mark.parametrize("statement", FAILS)
def test_a_setting_that_fails_gives_an_error_and_closes_the_connection(
    known_organisations, monkeypatch, statement
):
    first, second, _ = known_organisations
    with in_organisation(first):
        assert known() == [str(first.pk)]
        with in_organisation(second):
            monkeypatch.setattr(base, "STAND", statement)
            with pytest.raises(DatabaseError):
                known()
            assert connection.connection is None
            monkeypatch.undo()

            assert known() == [str(second.pk)]


def test_the_setting_failing_at_every_statement_of_a_transaction_shows_nothing(
    known_organisations, monkeypatch
):
    first, second, _ = known_organisations
    tried = 0
    for failing in range(6):
        rows: list[str] = []
        with in_organisation(first):
            known()
        with in_organisation(second), suppress(DatabaseError), transaction.atomic():
            for number in range(6):
                if number == failing:
                    # As after ROLLBACK TO: the mark is gone, so it is set again.
                    connection.search_path_set_schemas = None
                    monkeypatch.setattr(base, "STAND", FAILS[0])
                rows += known()
                tried += 1
        monkeypatch.undo()
        connection.close()

        assert set(rows) <= {str(second.pk)}
        assert len(rows) == failing
    record_figure("Statements at which the setting failed", tried + 6)


def test_the_check_gets_an_error_when_its_own_setting_fails(
    known_organisations, monkeypatch
):
    monkeypatch.setattr(
        context,
        "STAND_AS_CHECK",
        "SELECT set_config('role', 'no_such_role', true), %s::text",
    )

    with pytest.raises(DatabaseError), as_check(known_organisations[0].pk) as cursor:
        cursor.execute("SELECT 1").fetchone()


def test_the_check_reads_no_table_of_an_organisation(known_organisations):
    schema = known_organisations[0].schema_name

    with (
        pytest.raises(DatabaseError, match="permission denied for schema"),
        as_check(known_organisations[0].pk) as cursor,
    ):
        cursor.execute(f"SELECT * FROM {schema}.known").fetchall()


def test_the_check_stands_under_its_constant_role_and_leaves_nothing(
    known_organisations,
):
    organisation, other, _ = known_organisations
    with in_organisation(other):
        known()
        with as_check(organisation.pk) as cursor:
            inside = cursor.execute(
                "SELECT current_user::text, current_setting('search_path'),"
                " public.heed_identity()"
            ).fetchone()

        assert inside == ("heed_check", "pg_catalog", organisation.pk)
        assert known() == [str(other.pk)]


@pytest.mark.parametrize("identity", ["", "nobody", "'; DROP TABLE x", "0"])
def test_an_identity_that_is_no_id_is_nobody(known_organisations, identity):
    with as_check(identity) as cursor:
        row = cursor.execute("SELECT public.heed_identity()").fetchone()

    assert row == (None,)


def test_a_commit_of_a_broken_transaction_forgets_where_it_stood(known_organisations):
    first, second, _ = known_organisations
    with in_organisation(first):
        known()
        with in_organisation(second):
            with transaction.atomic(), suppress(DatabaseError):
                known()
                with connection.cursor() as cursor:
                    cursor.execute("SELECT 1/0")
            # The server rolled back, and with it the setting made inside.
            assert known() == [str(second.pk)]


def test_a_caught_error_inside_atomic_stays_in_the_organisation(known_organisations):
    organisation = known_organisations[0]
    with in_organisation(organisation), transaction.atomic():
        for _ in range(3):
            with (
                pytest.raises(DatabaseError),
                transaction.atomic(),
                connection.cursor() as cursor,
            ):
                cursor.execute("SELECT 1/0")
            assert known() == [str(organisation.pk)]


def test_the_door_refuses_inside_a_transaction(known_organisations):
    first, second, _ = known_organisations
    with in_organisation(first), transaction.atomic():
        with pytest.raises(TransactionRunning), in_organisation(second):
            pytest.fail("it opened")
        with pytest.raises(TransactionRunning), as_check(second.pk):
            pytest.fail("it opened")


def test_a_transaction_left_open_does_not_follow_out_of_the_door(known_organisations):
    first, second, _ = known_organisations

    def leave_one_open() -> None:
        with in_organisation(first):
            known()
            transaction.set_autocommit(False)

    with pytest.raises(TransactionRunning):
        leave_one_open()

    assert connection.connection is None
    with in_organisation(second):
        assert known() == [str(second.pk)]


def test_a_schema_set_by_name_is_refused(known_organisations):
    connection.set_schema(known_organisations[0].schema_name)
    try:
        with pytest.raises(ImproperlyConfigured, match="in_organisation"):
            known()
    finally:
        connection.set_schema_to_public()


def test_the_check_commits_what_it_wrote_or_says_that_it_did_not(known_organisations):
    organisation = known_organisations[0]
    insert = (
        "INSERT INTO public.audit_outbox (id, organisation, posted_by, task, arguments)"
        " VALUES (uuidv7(), %s, %s, 'none', '{}')"
    )
    with as_check(organisation.pk) as cursor:
        cursor.execute(insert, (organisation.pk, organisation.pk))

    def fail_with_the_commit() -> None:
        with as_check(organisation.pk) as cursor:
            cursor.execute(insert, (organisation.pk, organisation.pk))
            cursor.execute("SELECT 1/0")

    with pytest.raises(DatabaseError):
        fail_with_the_commit()

    with pytest.raises(DatabaseError), as_check(organisation.pk) as cursor:
        cursor.execute(insert, (known_organisations[1].pk, known_organisations[1].pk))

    with in_organisation(organisation), connection.cursor() as inside:
        inside.execute("SELECT count(*) FROM audit_outbox WHERE task = 'none'")
        assert inside.fetchone() == (1,)
