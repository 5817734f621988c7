"""What does a connection carry from one organisation to the next? Nothing."""

import threading
from collections import defaultdict

import psycopg
import pytest
from django.db import DataError, connection, connections
from django_tenants.models import TenantMixin

from tenants.backend import pool
from tenants.context import as_check, in_organisation


pytestmark = pytest.mark.throwaway

LEFT = """
SELECT session_user::text, current_user::text, current_setting('search_path'),
       coalesce(current_setting('heed.organisation', true), ''),
       (SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()),
       (SELECT count(*) FROM pg_cursors WHERE is_holdable), (SELECT count(*) FROM pg_listening_channels()),
       current_setting('statement_timeout')
"""


def test_a_pooled_connection_is_handed_on_bare(known_organisations):
    organisation = known_organisations[0]
    with in_organisation(organisation), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(7)")
        cursor.execute("SET statement_timeout = 12345")
        cursor.execute("LISTEN somebody")
        cursor.execute("DECLARE held CURSOR WITH HOLD FOR SELECT owner FROM known")
        process = cursor.execute("SELECT pg_backend_pid()").fetchone()[0]
    raw = connection.connection
    connection.connection = None
    pool.reset(raw)

    left = raw.execute(LEFT).fetchone()

    assert raw.info.backend_pid == process
    assert left == ("heed_app", "heed_app", "public", "", 0, 0, 0, "0")
    raw.close()
    connections["default"].pool.putconn(raw)


@pytest.mark.parametrize("ends", ["well", "with an error"])
def test_a_check_leaves_nothing_and_what_it_left_alone_is_not_reset(
    known_organisations, ends
):
    """Every setting of a check ends with its transaction. After one that failed, and
    after any other statement, the connection is made to forget."""
    connection.close()
    if ends == "well":
        with as_check(known_organisations[0].pk) as cursor:
            cursor.execute("SELECT 1")
    else:
        with (
            pytest.raises(DataError),
            as_check(known_organisations[0].pk) as cursor,
        ):
            cursor.execute("SELECT 1 / 0").fetchone()
    raw = connection.connection

    assert raw.bare is (ends == "well")
    assert raw.execute(LEFT).fetchone() == (
        *("heed_app", "heed_app", "public", "", 0, 0, 0, "0"),
    )
    with in_organisation(known_organisations[0]), connection.cursor() as other:
        other.execute("SELECT 1")
    assert raw.bare is False
    pool.reset(raw)
    assert raw.bare is True


def test_a_connection_is_back_before_the_next_request_wants_one(known_organisations):
    """In the thread that hands it back, so that nobody waits and none is added."""
    with in_organisation(known_organisations[0]), connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    raw = connection.connection
    connection.close()

    assert raw.bare is True
    assert raw.execute(LEFT).fetchone()[1:4] == ("heed_app", "public", "")
    before = connection.pool.get_stats()
    for _ in range(20):
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        connection.close()
    after = connection.pool.get_stats()
    assert after["requests_num"] == before["requests_num"] + 20
    for name in ("pool_size", "requests_queued"):
        assert after.get(name, 0) == before.get(name, 0)


def test_a_connection_that_will_not_forget_is_thrown_away(known_organisations):
    with in_organisation(known_organisations[0]), connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    raw = connection.connection
    raw.autocommit = False
    raw.execute("SELECT 1")

    # Still in a transaction: the pool throws away what its reset raises on.
    with pytest.raises(psycopg.Error):
        pool.reset(raw)

    raw.rollback()
    raw.autocommit = True


def test_two_threads_in_two_organisations_do_not_meet(known_organisations):
    first, second, _ = known_organisations
    inside, seen = threading.Barrier(2), {}

    def work(organisation) -> None:
        with in_organisation(organisation):
            inside.wait(10)
            with connection.cursor() as cursor:
                cursor.execute("SELECT owner FROM known")
                seen[str(organisation.pk)] = cursor.fetchall()
            inside.wait(10)
        connection.close()

    threads = [threading.Thread(target=work, args=(one,)) for one in (first, second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert seen == {key: [(key,)] for key in (str(first.pk), str(second.pk))}


def test_a_new_thread_stands_in_no_organisation(known_organisations):
    seen = []

    def work() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_user::text, current_setting('search_path')")
            seen.append(cursor.fetchone())
        connection.close()

    with in_organisation(known_organisations[0]):
        thread = threading.Thread(target=work)
        thread.start()
        thread.join()

    assert seen == [("heed_app", '"public"')]


def test_an_organisation_is_no_context_manager_of_its_own(known_organisations):
    with pytest.raises(TypeError, match="in_organisation"), known_organisations[0]:
        pytest.fail("it opened")


class Own(threading.local):
    """One connection a thread, as Django has them, that only says where it stands."""

    tenant: object = None

    def set_tenant(self, tenant: object) -> None:
        self.tenant = tenant


class Plain:
    """The library's own way in and out, without a database behind it."""

    _previous_tenant = TenantMixin._previous_tenant
    __enter__ = TenantMixin.__enter__
    __exit__ = TenantMixin.__exit__
    activate = TenantMixin.activate


def test_plain_django_tenants_takes_one_thread_out_into_anothers(monkeypatch):
    """What to go back to is kept on the class, for all threads at once."""
    own, stands, turns = Own(), {}, threading.Barrier(2)
    monkeypatch.setattr("django_tenants.models.connections", defaultdict(lambda: own))

    def first() -> None:
        own.tenant = "of the first"
        with Plain():
            turns.wait(10)
            turns.wait(10)
        stands["first"] = own.tenant
        turns.wait(10)

    def second() -> None:
        own.tenant = "of the second"
        turns.wait(10)
        with Plain():
            turns.wait(10)
            turns.wait(10)
        stands["second"] = own.tenant

    threads = [threading.Thread(target=first), threading.Thread(target=second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert stands == {"first": "of the second", "second": "of the first"}


def test_a_statement_is_prepared_once_though_many_come_between(known_organisations):
    """Psycopg keeps a hundred at first; pages ask more than that between them."""
    first = "SELECT 'the first'"
    kept = f"SELECT count(*) FROM pg_prepared_statements WHERE statement = $${first}$$"
    with in_organisation(known_organisations[0]), connection.cursor() as cursor:
        cursor.execute(first)
        for number in range(150):
            cursor.execute(f"SELECT {number} + 0")

        assert cursor.execute(kept).fetchone() == (1,)
