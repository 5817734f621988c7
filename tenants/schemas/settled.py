"""Is there anything to migrate at all? One question for the shared tables, the template
and every organisation.

A run that got to its end leaves behind what it was asked for (migrations on the disk,
rights in the code) and what the database was then (migrations applied, rights held,
roles there). While both are the same and no organisation is behind, there is nothing to
do. Whatever was taken back, restored or added since makes them differ.
"""

import hashlib
import pkgutil
from collections.abc import Iterator
from importlib import import_module

from django.apps import apps
from django.db import ProgrammingError
from django.db.migrations.loader import MigrationLoader
from psycopg import errors

from audit.cursors import Cursor
from tenants import grants, login_roles
from tenants.aliases import owner
from tenants.schemas.template import FORM, TEMPLATE


ROLES = (
    *(login_roles.OWNER, login_roles.PROVISIONER, login_roles.APPLICATION),
    *(login_roles.CHECK, login_roles.RELAY, login_roles.RECONCILE),
    *login_roles.GROUPS,
)
NOT_THERE = (errors.UndefinedTable, errors.UndefinedColumn, errors.InvalidSchemaName)
# Partitions come by the month and hold no rights of their own.
STATE = f"""
SELECT md5(string_agg(line, chr(10) ORDER BY line COLLATE "C")) FROM (
    SELECT 'shared ' || app || '.' || name FROM public.django_migrations
    UNION ALL
    SELECT 'template ' || app || '.' || name FROM {TEMPLATE}.django_migrations
    UNION ALL
    SELECT 'table ' || relname || coalesce(relacl::text, '') FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
        AND NOT relispartition
    UNION ALL
    SELECT 'column ' || relname || '.' || attname || attacl::text
    FROM pg_attribute JOIN pg_class c ON c.oid = attrelid
    WHERE relnamespace = 'public'::regnamespace AND attacl IS NOT NULL
    UNION ALL
    SELECT 'function ' || proname || coalesce(proacl::text, '') FROM pg_proc
    WHERE pronamespace = 'public'::regnamespace
    UNION ALL
    SELECT 'schema ' || coalesce(nspacl::text, '') FROM pg_namespace
    WHERE nspname = 'public'
    UNION ALL
    SELECT 'database ' || coalesce(datacl::text, '') FROM pg_database
    WHERE datname = current_database()
    UNION ALL
    SELECT 'role ' || concat_ws(' ', rolname, rolsuper, rolcanlogin, rolbypassrls)
    FROM pg_roles WHERE rolname = ANY(%(roles)s)
    UNION ALL
    SELECT 'member ' || concat_ws(' ', g.rolname, m.rolname, inherit_option, set_option)
    FROM pg_auth_members
    JOIN pg_roles g ON g.oid = roleid JOIN pg_roles m ON m.oid = member
    WHERE g.rolname = ANY(%(roles)s) AND m.rolname = ANY(%(roles)s)
) AS state (line)
"""  # noqa: S608  every part is a constant
ASK = f"""
SELECT settled = %(wanted)s || ({STATE}) AND NOT EXISTS (
        SELECT FROM public.tenants_organisation
        WHERE schema_digest <> newest.digest AND status <> 'CLOSED')
FROM public.tenants_templatescript newest ORDER BY compiled_at DESC LIMIT 1
"""  # noqa: S608
KEEP = f"""
UPDATE public.tenants_templatescript SET settled = %(wanted)s || ({STATE})
WHERE digest = %(digest)s
"""  # noqa: S608


def is_settled() -> bool:
    """Whether everything is as the last whole run left it, and that is what is wanted."""
    try:
        with owner().cursor() as cursor:
            cursor.execute(ASK, {"wanted": _wanted(), "roles": list(ROLES)})
            found = cursor.fetchone()
    except ProgrammingError as error:
        # Never migrated, or not since this question is asked: a table is missing.
        if isinstance(error.__cause__, NOT_THERE):
            return False
        raise
    return found is not None and bool(found[0])


def keep_settled(cursor: Cursor, digest: str) -> None:
    """Leave behind what was wanted and what is there, at the end of a whole run."""
    values = {"wanted": _wanted(), "roles": list(ROLES), "digest": digest}
    cursor.execute(KEEP, values)


def _wanted() -> str:
    """What the code on the disk asks of a database: nothing of it is run or imported."""
    lines = [
        FORM,
        STATE,
        *sorted(_on_disk()),
        *grants.statements(set(grants.SHARED)),
        *login_roles.make_groups(),
        *login_roles.database_statements(owner().settings_dict["NAME"]),
    ]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _on_disk() -> Iterator[str]:
    """Each app's migrations, by the names of their files."""
    for app in apps.get_app_configs():
        module, _ = MigrationLoader.migrations_module(app.label)
        if module is None:
            continue
        try:
            folder = import_module(module).__path__
        except ModuleNotFoundError:
            continue
        for file in pkgutil.iter_modules(folder):
            yield f"{app.label}.{file.name}"
