"""Does the database keep organisations apart, as far as logins and versions can?"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import LiteralString

import psycopg

from infra.doctor.findings import Finding


MINIMUM = 18
ROLES = (
    "heed_owner",
    "heed_provisioner",
    "heed_app",
    "heed_check",
    "heed_relay",
    "heed_reconcile",
)
MAKE_ROLES = "Run infra/local/roles.sql as the database's superuser."

LOGIN: LiteralString = """
    SELECT rolname, rolsuper, rolbypassrls, rolinherit, rolcreaterole,
           EXISTS (SELECT FROM pg_class WHERE relowner = pg_roles.oid)
        OR EXISTS (SELECT FROM pg_namespace WHERE nspowner = pg_roles.oid)
        OR EXISTS (SELECT FROM pg_database WHERE datdba = pg_roles.oid),
           pg_has_role(oid, 'heed_owner', 'MEMBER')
      FROM pg_roles WHERE rolname = session_user"""


@dataclass(frozen=True, slots=True)
class Login:
    """What the database says of the login that asks."""

    name: str
    is_superuser: bool
    bypasses_rows: bool
    inherits: bool
    makes_roles: bool
    owns: bool
    is_owners: bool


def examine(application: str, owner: str) -> list[Finding]:
    """Ask with the application's address and, when there is one, the provisioner's."""
    try:
        with psycopg.connect(application, connect_timeout=5) as asked:
            return [*_examine_application(asked, application), *_examine_owner(owner)]
    except psycopg.OperationalError as error:
        return [
            Finding(
                "database",
                f"It does not answer: {_first_line(error)}",
                "Start PostgreSQL, and see that DATABASE_URL names its host, port, login"
                " heed_app and password.",
            )
        ]


def _examine_application(asked: psycopg.Connection, address: str) -> Iterator[Finding]:
    yield version(asked.info.server_version)
    missing = _missing_roles(asked)
    if missing:
        yield Finding("roles", f"{', '.join(missing)} do not exist.", MAKE_ROLES)
        return
    yield Finding("roles", "All of Heed's roles exist.")
    yield application_login(_login(asked))
    yield _extension(asked)
    yield pooler(address)


def version(number: int) -> Finding:
    """Judge the server's version, as in 180006."""
    major = number // 10_000
    if major < MINIMUM:
        return Finding(
            "version", f"This is PostgreSQL {major}.", f"Move to PostgreSQL {MINIMUM}."
        )
    return Finding("version", f"PostgreSQL {major}.")


def application_login(login: Login) -> Finding:
    """Judge the application's login: it may own, inherit and bypass nothing."""
    faults = {
        "is a superuser": login.is_superuser,
        "passes over row-level security": login.bypasses_rows,
        "inherits the rights of its roles": login.inherits,
        "may make roles": login.makes_roles,
        "owns tables, a schema or the database": login.owns,
        "may become heed_owner": login.is_owners,
    }
    found = [sentence for sentence, is_so in faults.items() if is_so]
    if found:
        return Finding(
            "application's login",
            f"{login.name} {', '.join(found)}.",
            f"Name heed_app in DATABASE_URL, not {login.name}. {MAKE_ROLES}",
        )
    return Finding(
        "application's login", f"{login.name} owns, inherits and bypasses nothing."
    )


def owner_login(login: Login) -> Finding:
    """Judge the provisioner's login: it makes roles for heed_owner and is no superuser."""
    faults = {
        "is a superuser": login.is_superuser,
        "passes over row-level security": login.bypasses_rows,
        "may not make roles": not login.makes_roles,
        "may not become heed_owner": not login.is_owners,
    }
    found = [sentence for sentence, is_so in faults.items() if is_so]
    if found:
        return Finding(
            "provisioner's login",
            f"{login.name} {', '.join(found)}.",
            f"Name heed_provisioner in OWNER_DATABASE_URL. {MAKE_ROLES}",
        )
    return Finding("provisioner's login", f"{login.name} may make organisations.")


def pooler(address: str) -> Finding:
    """Show that two statements of one connection run in one server process.

    Behind a pooler in transaction mode they may not; the organisation that one request
    has set would then answer another's. A second connection holds a transaction open,
    so that such a pooler has to move the first one elsewhere or hand its process over.
    """
    with (
        psycopg.connect(address, autocommit=True, connect_timeout=5) as first,
        psycopg.connect(address, connect_timeout=5) as second,
    ):
        before = _process(first)
        held = _process(second)
        after = _process(first)
    if before == held or before != after:
        return Finding(
            "pooler",
            "Statements of one connection run in more than one server process.",
            "Put no pooler in transaction or statement mode in front: connect to"
            " PostgreSQL itself, or set pool_mode = session. Heed pools by itself.",
        )
    return Finding("pooler", "One connection is one server process.")


def _process(connection: psycopg.Connection) -> int:
    row = connection.execute("SELECT pg_backend_pid()", prepare=False).fetchone()
    return int(row[0]) if row else 0


def _examine_owner(owner: str) -> Iterator[Finding]:
    if not owner:
        yield Finding(
            "provisioner's login", "Not held here, as it should be in web and worker."
        )
        return
    try:
        with psycopg.connect(owner, connect_timeout=5) as asked:
            yield owner_login(_login(asked))
    except psycopg.OperationalError as error:
        yield Finding(
            "provisioner's login",
            f"It cannot sign in: {_first_line(error)}",
            "See that OWNER_DATABASE_URL names heed_provisioner and its password.",
        )


def _missing_roles(asked: psycopg.Connection) -> list[str]:
    rows = asked.execute("SELECT rolname FROM pg_roles").fetchall()
    known = {row[0] for row in rows}
    return [role for role in ROLES if role not in known]


def _login(asked: psycopg.Connection) -> Login:
    row = asked.execute(LOGIN).fetchone()
    if row is None:
        raise psycopg.OperationalError("the login is not in pg_roles")
    return Login(*row)


def _extension(asked: psycopg.Connection) -> Finding:
    row = asked.execute(
        "SELECT default_version FROM pg_available_extensions WHERE name = 'btree_gist'"
    ).fetchone()
    if row is None:
        return Finding(
            "extension btree_gist",
            "The server does not have it.",
            "Install PostgreSQL's contrib package on the database's machine.",
        )
    return Finding("extension btree_gist", f"Version {row[0]} can be had.")


def _first_line(error: Exception) -> str:
    return (
        str(error).strip().splitlines()[0] if str(error).strip() else "no reason given"
    )
