"""May one organisation's role touch another's tables, or the platform any entry?"""

import pytest
from django.db import connection
from psycopg import errors, sql

from tenants.context import in_organisation
from tests.figures import record_figure
from tests.isolation import stock as plain


TABLES = """
SELECT nspname, relname FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace
 WHERE relkind IN ('r', 'v', 'm', 'S') AND nspname ~ '^(t_|heed_template)' AND nspname <> %s
"""
SHARED = """
SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace
   AND relkind IN ('r', 'p') AND relname <> ALL (%s)
"""


def _denied(statement: str) -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SAVEPOINT attempt")
            cursor.execute(statement)
    except Exception as error:
        denied = isinstance(error.__cause__, errors.InsufficientPrivilege)
    else:
        denied = False
    with connection._bare_cursor() as cursor:
        cursor.execute("ROLLBACK TO SAVEPOINT attempt")
    return denied


@pytest.mark.parametrize("who", ["eastmere", "brightfix", "platform_organisation"])
def test_every_table_of_every_other_schema_is_denied(db, request, who):
    organisation = request.getfixturevalue(who)
    with in_organisation(organisation):
        with connection.cursor() as cursor:
            cursor.execute(TABLES, [organisation.schema_name])
            others = cursor.fetchall()
        open_to_us = [
            name
            for name in others
            if not _denied(
                sql.SQL("SELECT * FROM {}.{}")
                .format(*map(sql.Identifier, name))
                .as_string()
            )
        ]

    assert open_to_us == []
    assert len(others) > 200
    record_figure("Tables of others refused", len(others))


def test_outside_any_organisation_every_schema_is_denied(db):
    with connection.cursor() as cursor:
        cursor.execute(TABLES, [""])
        others = cursor.fetchall()

    assert all(
        _denied(
            sql.SQL("SELECT * FROM {}.{}")
            .format(*map(sql.Identifier, name))
            .as_string()
        )
        for name in others
    )


@pytest.mark.parametrize(
    "change",
    ["INSERT INTO {} DEFAULT VALUES", "DELETE FROM {}", "TRUNCATE {}", "DROP TABLE {}"],
)
def test_nothing_of_another_can_be_changed(in_eastmere, torley, change):
    table = sql.Identifier(torley.schema_name, "accounts_user")

    assert _denied(sql.SQL(change).format(table).as_string())


def test_the_application_makes_no_schema_and_no_table(in_eastmere):
    assert _denied("CREATE SCHEMA mine")
    assert _denied("CREATE TABLE mine (x int)")
    assert _denied("CREATE TABLE public.mine (x int)")
    assert _denied("CREATE TEMP TABLE mine (x int)")


def test_the_platform_sees_no_marker_and_no_release(in_platform):
    for table in ("markers_marker", "markers_key", "sharing_release", "sharing_check"):
        assert _denied(f"SELECT * FROM public.{table}"), table


def test_plain_django_tenants_lets_one_login_read_every_schema(stock):
    own = plain.wrapper(stock)
    plain.enter(own, "ash")
    with own.cursor() as cursor:
        cursor.execute("SELECT owner FROM beech.known")
        rows = cursor.fetchall()
    own.close()

    assert rows == [("beech",)]
