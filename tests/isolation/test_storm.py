"""Is a cancelled statement ever followed by somebody else's rows?"""

import os
import random
import threading

import pytest
from django.db import connection, transaction

from tenants.context import as_check, in_organisation
from tests import database
from tests.figures import record_figure
from tests.isolation import stock as plain
from tests.isolation.storm import run_storm


# `make proof` asks for ten times as many.
MANY = int(os.environ.get("HEED_PROOF", "1"))
QUERIES = 100_000 * MANY
THREADS = 8
STOCK_QUERIES = 60_000

pytestmark = [pytest.mark.throwaway, pytest.mark.proof(seconds=90)]


def _dsn(name: str) -> str:
    return database.url("default", name)


def _known() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT owner FROM known")
        return [row[0] for row in cursor.fetchall()]


def _known_after_a_rollback() -> list[str]:
    with transaction.atomic():
        rows = _known()
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SELECT 1/0")
        except Exception:
            rows += _known()
    return rows


def test_no_foreign_row_in_a_storm_of_cancelled_statements(known_organisations):
    def ask(chance: random.Random) -> tuple[str, list[str]]:
        organisation = chance.choice(known_organisations)
        with in_organisation(organisation):
            rows = _known_after_a_rollback() if chance.random() < 0.1 else _known()
        if chance.random() < 0.05:
            connection.close()
        if chance.random() < 0.02:
            with as_check(organisation.pk) as cursor:
                row = cursor.execute("SELECT public.heed_identity()::text").fetchone()
            rows += [str(row[0])]
        return str(organisation.pk), rows

    tally = run_storm(
        ask=ask,
        leave=connection_of_this_thread_is_left,
        total=QUERIES,
        threads=THREADS,
        dsn=_dsn(connection.settings_dict["NAME"]),
        login="heed_app",
        pause=0.006,
        seconds=400 * MANY,
    )

    record_figure("Queries tried in the storm", tally.queries)
    record_figure("Queries cancelled in the storm", tally.cancelled)
    record_figure("Foreign rows seen", len(tally.foreign))
    assert tally.foreign == []
    assert tally.queries >= QUERIES
    assert tally.cancelled > 100


def connection_of_this_thread_is_left() -> None:
    connection.close()


def test_the_same_storm_finds_foreign_rows_in_plain_django_tenants(stock):
    own = threading.local()

    def ask(chance: random.Random) -> tuple[str, list[str]]:
        if not hasattr(own, "wrapper"):
            own.wrapper = plain.wrapper(stock)
        name = chance.choice(plain.NAMES)
        plain.enter(own.wrapper, name)
        with own.wrapper.cursor() as cursor:
            cursor.execute("SELECT owner FROM known")
            return name, [row[0] for row in cursor.fetchall()]

    tally = run_storm(
        ask=ask,
        leave=lambda: own.wrapper.close(),
        total=STOCK_QUERIES,
        threads=THREADS,
        dsn=_dsn(stock),
        login="heed_app",
        pause=0.001,
        until_foreign=True,
    )

    record_figure("Foreign rows seen in plain django-tenants", len(tally.foreign))
    assert tally.foreign
