"""Where do the tests' databases come from?

One template is built as the owner and kept under a digest of everything that shapes it;
each worker copies it, which takes a moment. What a killed run left behind is cleared by
the next. Roles are the whole server's, so each database takes its own with it.
"""

import fcntl
import hashlib
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from importlib.metadata import distributions
from pathlib import Path

import psycopg
from django.conf import settings
from django.db import connections
from psycopg import sql


ROOT = Path(__file__).resolve().parents[1]
KEPT_TEMPLATES = 3
SHAPES = (
    "tenants/grants.py",
    "tenants/login_roles.py",
    "tenants/schemas/*.py",
    "tenants/backend/*.py",
    "*/migrations/*.py",
    "platform/*/migrations/*.py",
    "platform/config/settings.py",
)


def template_name() -> str:
    """Named for the migrations, the grants and the versions of what brings its own."""
    digest = hashlib.sha256()
    for pattern in SHAPES:
        for file in sorted(ROOT.glob(pattern)):
            digest.update(file.read_bytes())
    for found in sorted(f"{d.name} {d.version}" for d in distributions()):
        digest.update(found.encode())
    return f"heed_template_{digest.hexdigest()[:16]}"


def _dsn(name: str) -> str:
    owner = settings.DATABASES["owner"]
    return psycopg.conninfo.make_conninfo(
        host=owner["HOST"],
        port=str(owner["PORT"]),
        user=owner["USER"],
        password=owner["PASSWORD"],
        dbname=name,
    )


def url(alias: str, name: str) -> str:
    """The URL of a database, for a program that a test starts."""
    given = settings.DATABASES[alias]
    who = f"{given['USER']}:{given['PASSWORD']}"
    return f"postgres://{who}@{given['HOST']}:{given['PORT']}/{name}"


def environment(name: str) -> dict[str, str]:
    """What a program started by a test needs, to work in the test's own database."""
    return {
        **os.environ,
        "DATABASE_URL": url("default", name),
        "OWNER_DATABASE_URL": url("owner", name),
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "PYTHONPATH": f"{ROOT}:{ROOT / 'platform'}",
    }


@contextmanager
def as_provisioner(name: str) -> Iterator[psycopg.Connection]:
    with closing(psycopg.connect(_dsn(name), autocommit=True)) as connection:
        yield connection


HOME = settings.DATABASES["owner"]["NAME"] if "owner" in settings.DATABASES else ""


def ensure_template() -> str:
    """The template's name, once it is there. Only one process builds it."""
    name = template_name()
    lock = ROOT / "var" / "tests-template.lock"
    lock.parent.mkdir(exist_ok=True)
    with lock.open("w") as held, as_provisioner(HOME) as server:
        fcntl.flock(held, fcntl.LOCK_EX)
        there = "SELECT FROM pg_database WHERE datname = %s"
        if server.execute(there, [name]).fetchone() is None:
            _build(server, name)
            _forget_old(server, name)
    return name


def _build(server: psycopg.Connection, name: str) -> None:
    building = f"{name}_{os.getpid()}"
    server.execute(
        sql.SQL("CREATE DATABASE {} OWNER heed_owner").format(sql.Identifier(building))
    )
    try:
        subprocess.run(
            [sys.executable, "-m", "django", "migrate"],
            check=True,
            env=environment(building),
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
        )
    except subprocess.CalledProcessError:
        drop_database(building)
        raise
    server.execute(
        sql.SQL("ALTER DATABASE {} RENAME TO {}").format(
            sql.Identifier(building), sql.Identifier(name)
        )
    )


def _forget_old(server: psycopg.Connection, name: str) -> None:
    """Keep the newest few: people switch between branches."""
    found = server.execute(
        "SELECT datname FROM pg_database WHERE datname ~ '^heed_template_[0-9a-f]{16}$'"
        " AND datname <> %s ORDER BY oid DESC OFFSET %s",
        [name, KEPT_TEMPLATES],
    ).fetchall()
    for (old,) in found:
        try:
            server.execute(
                sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(old))
            )
        except psycopg.errors.ObjectInUse:
            continue


def make_database(worker: str) -> str:
    """A copy of the template for this worker; its name says whose it is."""
    template = ensure_template()
    name = f"heed_test_{os.getpid()}_{worker}"
    with as_provisioner(HOME) as server:
        _clear_dead(server)
        server.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER heed_owner").format(
                sql.Identifier(name), sql.Identifier(template)
            )
        )
        for line in (
            "REVOKE ALL ON DATABASE {} FROM PUBLIC",
            "GRANT CONNECT ON DATABASE {} TO heed_app, heed_provisioner",
        ):
            server.execute(sql.SQL(line).format(sql.Identifier(name)))
    return name


def _clear_dead(server: psycopg.Connection) -> None:
    """Drop the databases of runs that were killed."""
    found = server.execute(
        "SELECT datname FROM pg_database WHERE datname ~ '^heed_test_[0-9]+_'"
    ).fetchall()
    for (name,) in found:
        if not Path(f"/proc/{name.split('_')[2]}").exists() and Path("/proc").exists():
            drop_database(name)


def _drop_when_left(server: psycopg.Connection, name: str) -> bool:
    """A server process may outlive its connection by a moment. What cannot be dropped
    now is dropped by the next run."""
    for _ in range(2):
        try:
            server.execute(
                sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name))
            )
        except psycopg.errors.ObjectInUse:
            time.sleep(0.05)
        else:
            return True
    return False


def drop_database(name: str) -> None:
    """Drop a database and the roles of the organisations in it."""
    roles: list[str] = []
    with as_provisioner(HOME) as server:
        try:
            with as_provisioner(name) as inside:
                rows = inside.execute("SELECT id FROM public.tenants_organisation")
                roles = [f"tenant_{row[0].hex}" for row in rows]
        except psycopg.Error:
            roles = []
        if not _drop_when_left(server, name):
            return
        for role in roles:
            server.execute(
                sql.SQL("DROP ROLE IF EXISTS {}").format(sql.Identifier(role))
            )


def point_at(name: str) -> None:
    """Let both aliases of this process use the database."""
    for alias in ("default", "owner"):
        settings.DATABASES[alias]["NAME"] = name
        connections.settings[alias]["NAME"] = name
