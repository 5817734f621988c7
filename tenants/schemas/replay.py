"""Which organisations' schemas are behind, and do they get there?

One question for all when nothing is to be done. Otherwise one transaction an
organisation, so that a run that was killed goes on where it stopped.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.db import DatabaseError, connections
from psycopg import sql

from audit.cursors import Cursor
from tenants.context import as_owner
from tenants.models import Organisation, SchemaUpgrade, Status
from tenants.schemas.template import Say, applied_digest, run_django


BEHIND = "SELECT id FROM public.tenants_organisation WHERE schema_digest <> %s AND status <> 'CLOSED' ORDER BY slug"


@dataclass(slots=True)
class Report:
    """How a run over all organisations went."""

    moved: list[str] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)


# Each table's numbers are its identity column's, which PostgreSQL counts on for whoever
# may insert: no right to a sequence is needed.
RIGHTS = "SELECT, INSERT, UPDATE, DELETE"


def grant_own(cursor: Cursor, organisation: Organisation) -> None:
    """The organisation's rights in its own schema, all tables at once."""
    _run(
        cursor,
        organisation,
        "GRANT USAGE ON SCHEMA {schema} TO {role}",
        f"GRANT {RIGHTS} ON ALL TABLES IN SCHEMA {{schema}} TO {{role}}",
        "REVOKE INSERT, UPDATE, DELETE ON {schema}.django_migrations FROM {role}",
    )


@contextmanager
def granting_own(cursor: Cursor, organisation: Organisation) -> Iterator[None]:
    """The same for the tables made meanwhile: each is given away as it is made, which
    costs less than going over all of them again."""
    ahead = "ALTER DEFAULT PRIVILEGES IN SCHEMA {schema}"
    _run(
        cursor,
        organisation,
        "GRANT USAGE ON SCHEMA {schema} TO {role}",
        f"{ahead} GRANT {RIGHTS} ON TABLES TO {{role}}",
    )
    yield
    _run(
        cursor,
        organisation,
        f"{ahead} REVOKE {RIGHTS} ON TABLES FROM {{role}}",
        "REVOKE INSERT, UPDATE, DELETE ON {schema}.django_migrations FROM {role}",
    )


def _run(cursor: Cursor, organisation: Organisation, *lines: str) -> None:
    names = {
        "schema": sql.Identifier(organisation.schema_name),
        "role": sql.Identifier(organisation.role),
    }
    for line in lines:
        cursor.execute(sql.SQL(line).format(**names).as_string())


def _steps(start: str, target: str) -> list[SchemaUpgrade]:
    """The renderings that lead from one digest to another; empty when none do."""
    known = {step.from_digest: step for step in SchemaUpgrade.objects.using("owner")}
    steps: list[SchemaUpgrade] = []
    while start != target:
        step = known.get(start)
        if step is None or step in steps:
            return []
        steps.append(step)
        start = step.to_digest
    return steps


def _move(organisation: Organisation, target: str) -> None:
    steps = _steps(organisation.schema_digest, target)
    if not steps or any(step.needs_python for step in steps):
        run_django(schema=organisation.schema_name)
        steps = []
    with as_owner(organisation.schema_name) as cursor:
        # Taken again under a lock: another run may have got here first.
        cursor.execute(
            "SELECT schema_digest FROM public.tenants_organisation WHERE id = %s FOR UPDATE",
            [organisation.pk],
        )
        if cursor.fetchone()[0] == target:
            return
        for step in steps:
            cursor.execute(step.script)
        grant_own(cursor, organisation)
        reached = applied_digest(cursor, organisation.schema_name)
        if reached != target:
            sentence = "Its migrations differ from the template's after the run."
            raise DatabaseError(sentence)
        cursor.execute(
            "UPDATE public.tenants_organisation SET schema_digest = %s, schema_error = '' WHERE id = %s",
            [target, organisation.pk],
        )


def migrate_organisations(target: str, say: Say) -> Report:
    """Bring every organisation to the template's digest; one failure stops no other."""
    report = Report()
    with as_owner() as cursor:
        cursor.execute(BEHIND, [target])
        behind = [row[0] for row in cursor.fetchall()]
    if not behind:
        return report
    organisations = Organisation.objects.using("owner").filter(pk__in=behind)
    for number, organisation in enumerate(
        organisations.exclude(status=Status.CLOSED), 1
    ):
        try:
            _move(organisation, target)
        except DatabaseError as error:
            connections["owner"].close()
            report.failed[organisation.slug] = str(error).strip()
            Organisation.objects.using("owner").filter(pk=organisation.pk).update(
                schema_error=str(error)[:2000]
            )
            say(f"{number}/{len(behind)} {organisation.slug}: FAILED. {error}".strip())
        else:
            report.moved.append(organisation.slug)
            say(f"{number}/{len(behind)} {organisation.slug}: up to date.")
    return report
