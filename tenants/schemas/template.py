"""Which migrations has the template had, and what do they leave?"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import StringIO

from django.apps import AppConfig, apps
from django.conf import settings
from django.core.management import call_command
from django.core.management.commands.migrate import Command as DjangoMigrate
from django.core.management.sql import (
    emit_post_migrate_signal,
    emit_pre_migrate_signal,
)
from django.db.migrations import RunPython, SeparateDatabaseAndState
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from psycopg import sql

from audit.cursors import Cursor
from tenants import grants, login_roles
from tenants.aliases import owner
from tenants.context import as_owner
from tenants.models import SchemaUpgrade, TemplateScript
from tenants.schemas.script import compile_script


TEMPLATE = "heed_template"
# Raised when the script's form changes though the migrations have not.
FORM = "1"
LOCK = 7205759403792795

type Say = Callable[[str], None]
type Values = Sequence[object] | None


def migrate_shared(say: Say) -> None:
    """Bring the shared schema up to date, then set the shared grants anew."""
    with as_owner() as cursor:
        cursor.execute("SELECT set_config('role', 'none', true)")
        for statement in login_roles.make_groups():
            cursor.execute(statement)
        cursor.execute("SELECT set_config('role', 'heed_owner', true)")
        database = owner().settings_dict["NAME"]
        for statement in login_roles.database_statements(database):
            cursor.execute(statement)
    _migrate_shared_apps()
    with as_owner() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"
        )
        present = {row[0] for row in cursor.fetchall()}
        for statement in grants.statements(present):
            cursor.execute(statement)
    say("The shared tables are up to date.")


def _migrate_shared_apps() -> None:
    """Django's own steps for the apps whose tables are shared, and no others.

    The tenants' apps leave nothing in public but their content types, and working out
    their states takes most of a migration's time.
    """
    connection = owner()
    shared = {app.label for app in apps.get_app_configs() if _is_shared(app)}
    executor = MigrationExecutor(connection)
    executor.loader.check_consistent_history(connection)
    leaves = executor.loader.graph.leaf_nodes()
    targets = [key for key in leaves if key[0] in shared]
    plan = executor.migration_plan(targets)
    told = {"verbosity": 0, "interactive": False, "db": connection.alias}
    emit_pre_migrate_signal(**told, apps=apps, plan=plan)
    executor.migrate(targets, plan)
    emit_post_migrate_signal(**told, apps=apps, plan=plan)


def _is_shared(app: AppConfig) -> bool:
    return app.name in settings.SHARED_APPS


def run_django(*, schema: str) -> None:
    """Django's own migrate, as the owner, in one schema."""
    connection = owner()
    previous = connection.tenant
    # Without public first, else its record of migrations would be found instead.
    connection.set_schema(schema, include_public=False)
    try:
        MigrationRecorder(connection).ensure_schema()
        connection.set_schema(schema)
        call_command(
            DjangoMigrate(stdout=StringIO()),
            database="owner",
            interactive=False,
            verbosity=0,
        )
    finally:
        connection.set_tenant(previous)


def applied_digest(cursor: Cursor, schema: str) -> str:
    """One value for the set of migrations a schema has had; empty for none."""
    cursor.execute(
        "SELECT to_regclass(%s) IS NOT NULL", [f"{schema}.django_migrations"]
    )
    if not cursor.fetchone()[0]:
        return ""
    asked = sql.SQL("SELECT DISTINCT app, name FROM {}.django_migrations ORDER BY 1, 2")
    cursor.execute(asked.format(sql.Identifier(schema)).as_string())
    text = "\n".join(f"{app}.{name}" for app, name in cursor.fetchall())
    return hashlib.sha256(f"{FORM}\n{text}".encode()).hexdigest()


@dataclass(slots=True)
class Rendering:
    """What running the template's migrations sent to the database."""

    lines: list[str] = field(default_factory=list)


CHANGES = (
    "ALTER",
    "CREATE",
    "DROP",
    "INSERT",
    "UPDATE",
    "DELETE",
    "COMMENT",
    "DO",
    "SET",
)


@contextmanager
def _rendered() -> Iterator[Rendering]:
    """Keep every changing statement, with its values written in."""
    connection = owner()
    kept = Rendering()

    def keep(
        execute: Callable[..., object],
        statement: str,
        params: Values,
        many: bool,
        context: object,
    ) -> object:
        text = str(statement)
        words = text.strip().split(None, 1)
        # Content types live in public: they are written once, not once a schema.
        if words and words[0].upper() in CHANGES and "django_content_type" not in text:
            sets = (params or ()) if many else [params]
            kept.lines.extend(
                connection.ops.compose_sql(text, values) if values else text
                for values in sets
            )
        return execute(statement, params, many, context)

    with connection.execute_wrapper(keep):
        yield kept


def _computes(operation: object) -> bool:
    """Does the operation work something out of rows, so that it cannot be rendered?"""
    if isinstance(operation, SeparateDatabaseAndState):
        return any(_computes(inner) for inner in operation.database_operations)
    return isinstance(operation, RunPython) and operation.code is not RunPython.noop


def _plan_computes() -> bool:
    connection = owner()
    previous = connection.tenant
    connection.set_schema(TEMPLATE)
    try:
        executor = MigrationExecutor(connection)
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
        return any(
            _computes(step) for migration, _ in plan for step in migration.operations
        )
    finally:
        connection.set_tenant(previous)


def bring_up_to_date(say: Say) -> str:
    """Migrate the template, keep what it took, compile the script; its digest.

    Raises:
        CannotCompile: the migrations left something a tenant schema may not hold.
    """
    with as_owner() as cursor:
        cursor.execute(f"CREATE SCHEMA IF NOT EXISTS {TEMPLATE}")
        before = applied_digest(cursor, TEMPLATE)
    computes = bool(before) and _plan_computes()
    with _rendered() as rendering:
        run_django(schema=TEMPLATE)
    with as_owner(TEMPLATE) as cursor:
        after = applied_digest(cursor, TEMPLATE)
        if TemplateScript.objects.using("owner").filter(digest=after).exists():
            return after
        script = compile_script(cursor, TEMPLATE)
        TemplateScript.objects.using("owner").create(digest=after, script=script)
        if before and before != after:
            SchemaUpgrade.objects.using("owner").update_or_create(
                from_digest=before,
                defaults={
                    "to_digest": after,
                    "script": ";\n".join(rendering.lines) + ";\n",
                    "needs_python": computes,
                },
            )
    say(f"What a new organisation opens with is ready: {script.count(';')} statements.")
    return after
