"""Killed anywhere, does the opening of an organisation leave nothing or all of it?"""

import os
import re
import signal
import threading
import time
from collections.abc import Callable

import psycopg
import pytest
from django.db import connections

from tenants.codes import OrganisationKind
from tenants.models import Organisation
from tests import database
from tests.figures import How, record_figure
from tests.organisations import open_one


pytestmark = [
    pytest.mark.throwaway,
    # The child uses no lock of the parent's threads: it connects, works and dies.
    pytest.mark.filterwarnings("ignore:This process:DeprecationWarning"),
]

# Just before each statement of the opening the process is killed; and while the script
# runs, after each of these many seconds, the server's process is ended.
STATEMENTS = 24
MOMENTS = [0.005, 0.02, 0.04, 0.06, 0.08, 0.1, 0.13, 0.16]

EVERYTHING = """
SELECT (SELECT count(*) FROM pg_namespace), (SELECT count(*) FROM pg_class),
       (SELECT count(*) FROM pg_attribute),
       (SELECT count(*) FROM public.tenants_organisation),
       (SELECT count(*) FROM public.tenants_domain),
       (SELECT count(*) FROM public.tenants_packversion)
"""
ROLE = re.compile(r"tenant_[0-9a-f]{32}")
LEFT_BEHIND = """
SELECT rolname FROM pg_roles WHERE rolname = %s
UNION ALL SELECT nspname FROM pg_namespace WHERE nspname = %s
"""


@pytest.fixture
def server(organisations, django_db_blocker):
    connections["owner"].close()
    with (
        django_db_blocker.unblock(),
        database.as_provisioner(
            connections["owner"].settings_dict["NAME"]
        ) as connection,
    ):
        yield connection


def _open_in_child(slug: str, spoil: Callable[[], None]) -> int:
    """Open the organisation in a process of its own, spoilt by `spoil`; its exit."""
    child = os.fork()
    if child:
        return os.waitpid(child, 0)[1]
    try:
        for wrapper in (connections["owner"], connections["default"]):
            # The parent's socket: the child must neither use nor close it.
            wrapper.connection = None
        spoil()
        open_one(slug, OrganisationKind.COUNCIL, "eastmere", slug)
    except BaseException:
        os._exit(1)
    os._exit(0)


def _kill_before(number: int) -> Callable[[], None]:
    count = 0

    def watch(execute, sql, params, many, context):
        nonlocal count
        count += 1
        if count > number:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, params, many, context)

    def spoil() -> None:
        connections["owner"].execute_wrappers.append(watch)

    return spoil


def _end_server_process_after(seconds: float) -> Callable[[], None]:
    def end(process: int) -> None:
        time.sleep(seconds)
        with psycopg.connect(
            database._dsn(connections["owner"].settings_dict["NAME"]), autocommit=True
        ) as other:
            other.execute("SELECT pg_terminate_backend(%s)", (process,))

    def watch(execute, sql, params, many, context):
        if "CREATE TABLE" in sql:
            process = connections["owner"].connection.info.backend_pid
            threading.Thread(target=end, args=(process,)).start()
        return execute(sql, params, many, context)

    def spoil() -> None:
        connections["owner"].execute_wrappers.append(watch)

    return spoil


def _settled(server: psycopg.Connection) -> None:
    """Wait until no other process of the owner's works in this database."""
    others = (
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
        " AND usename = 'heed_provisioner' AND pid <> pg_backend_pid()"
    )
    for _ in range(200):
        if server.execute(others).fetchone() == (0,):
            return
        time.sleep(0.02)


def _whole_or_nothing(server, slug: str, before: tuple[int, ...]) -> bool:
    """True when it is there, whole; False when nothing of it is. Fails on a part."""
    _settled(server)
    found = server.execute(
        "SELECT id, schema_name, status FROM public.tenants_organisation WHERE slug = %s",
        (slug,),
    ).fetchone()
    after = server.execute(EVERYTHING).fetchone()
    if found is None:
        assert after == before
        return False
    assert found[2] == "ACTIVE"
    assert (
        len(
            server.execute(LEFT_BEHIND, (f"tenant_{found[0].hex}", found[1])).fetchall()
        )
        == 2
    )
    assert after[4] == before[4] + 1
    return True


@pytest.mark.parametrize("number", range(STATEMENTS))
def test_killed_before_a_statement(server, number):
    slug = f"killed-{number}"
    before = server.execute(EVERYTHING).fetchone()

    status = _open_in_child(slug, _kill_before(number))

    whole = _whole_or_nothing(server, slug, before)
    if os.WIFSIGNALED(status):
        record_figure("Openings killed, nothing left", 1)
        assert not whole
    else:
        assert whole


@pytest.mark.parametrize("seconds", MOMENTS)
def test_the_server_process_ended_within_the_script(server, seconds):
    slug = f"ended-{int(seconds * 1000)}"
    before = server.execute(EVERYTHING).fetchone()

    status = _open_in_child(slug, _end_server_process_after(seconds))

    whole = _whole_or_nothing(server, slug, before)
    assert whole == (os.waitstatus_to_exitcode(status) == 0)
    record_figure("Openings ended on the server", 1)


def test_at_least_twenty_points_were_tried():
    record_figure(
        "Points at which an opening was killed", STATEMENTS + len(MOMENTS), How.LARGEST
    )
    assert STATEMENTS + len(MOMENTS) >= 20


def test_no_role_is_left_of_what_was_killed(server, tmp_path):
    """Roles are the whole server's: a database dropped takes none with it."""
    named = tmp_path / "roles"

    def keep_names(execute, sql, params, many, context):
        with named.open("a") as kept:
            kept.writelines(f"{role}\n" for role in ROLE.findall(str(sql)))
        return execute(sql, params, many, context)

    def spoil() -> None:
        connections["owner"].execute_wrappers.append(keep_names)
        _kill_before(12)()

    status = _open_in_child("killed-role", spoil)
    _settled(server)

    assert os.WIFSIGNALED(status)
    roles = set(named.read_text().split())
    assert len(roles) == 1
    assert server.execute(LEFT_BEHIND, (roles.pop(), "none")).fetchall() == []
    assert not Organisation.objects.filter(slug="killed-role").exists()
