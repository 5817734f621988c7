"""How is everything of an organisation handed over, and then removed for good?

After `offboard.suspend`: export, disable keys, drop, certificate. Agreements, receipts and
events stay with the partners and for the law: they hold codes, ids and dates only. Each
step may be run again after an interruption.
"""

import hashlib
import json
import zipfile
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from psycopg import sql

from audit import actions as audit
from audit.actors import Actor
from audit.cursors import Cursor
from audit.kinds import Kind
from tenants import hosts
from tenants.context import as_owner
from tenants.models import Domain, Organisation, Status
from tenants.offboard import WrongStatus, drop_schema_and_role


# Shared rows that are the organisation's alone, in the order they may be removed.
OWN_SHARED_ROWS = (
    ("markers_key", "owner"),
    ("sharing_release", "owner"),
    ("sharing_teamrelease", "owner"),
    ("markers_marker", "owner"),
    ("sharing_portfolioitem", "discloser"),
    ("sharing_checkbatchpart", "organisation"),
    ("sharing_checkbatch", "organisation"),
    ("sharing_signingkey", "organisation"),
    ("sharing_portfoliostaged", "discloser"),
    ("sharing_portfoliochange", "discloser"),
    ("sharing_check", "organisation"),
    ("sharing_service", "organisation"),
    ("sharing_servicequestion", "organisation"),
    ("tenants_asker", "organisation"),
    ("tenants_packsummary", "organisation_id"),
    ("tenants_packversion", "organisation_id"),
    ("audit_outbox", "organisation"),
    ("audit_termkey", "organisation"),
)
# What is emptied in rows that the other organisation keeps: a message that never went.
OWN_SHARED_VALUES = (("sharing_extract", "discloser", "sealed"),)
KEYS = ("tenants_asker", "audit_termkey")
AT_A_TIME = 1000

type EraseFiles = Callable[[UUID], int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """What was handed over: rows by table, and the digest of the file."""

    path: str
    sha256: str
    rows: dict[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """What was removed, and that nothing is left. Kept as an event as well."""

    organisation: str
    slug: str
    closed_at: str
    export_sha256: str
    removed: dict[str, int]
    files_removed: int
    left: int


def _must_be_suspended(organisation: Organisation) -> None:
    now = Organisation.objects.using("owner").get(pk=organisation.pk)
    if now.status != Status.SUSPENDED:
        sentence = (
            f"Suspend {now.name} first: it is {now.get_status_display().lower()}."
        )
        raise WrongStatus(sentence)


def _tables(cursor: Cursor, schema: str) -> list[str]:
    cursor.execute(
        "SELECT relname FROM pg_class WHERE relnamespace = to_regnamespace(%s)"
        " AND relkind = 'r' ORDER BY 1",
        [schema],
    )
    return [row[0] for row in cursor.fetchall()]


def _write_table(
    cursor: Cursor, archive: zipfile.ZipFile, name: str, rows: sql.Composed
) -> int:
    """One JSON object a line, read through a cursor so that size does not matter."""
    count = 0
    cursor.execute((sql.SQL("DECLARE export NO SCROLL CURSOR FOR ") + rows).as_string())
    with archive.open(f"{name}.ndjson", "w") as file:
        while True:
            cursor.execute(f"FETCH {AT_A_TIME} FROM export")
            found = cursor.fetchall()
            if not found:
                break
            count += len(found)
            file.writelines(f"{row[0]}\n".encode() for row in found)
    cursor.execute("CLOSE export")
    return count


def export(*, organisation: Organisation, to: Path, by: Actor, at: datetime) -> Export:
    """Write every table of the schema, and the organisation's own shared rows, to a zip.

    Raises:
        WrongStatus: it is not suspended.
    """
    _must_be_suspended(organisation)
    rows: dict[str, int] = {}
    with (
        as_owner(organisation.schema_name) as cursor,
        zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for table in _tables(cursor, organisation.schema_name):
            every = sql.SQL("SELECT row_to_json(t)::text FROM {} t").format(
                sql.Identifier(organisation.schema_name, table)
            )
            rows[table] = _write_table(cursor, archive, table, every)
        for table, column in (*OWN_SHARED_ROWS, ("audit_event", "organisation")):
            if table in KEYS:
                continue
            own = sql.SQL(
                "SELECT row_to_json(t)::text FROM public.{} t WHERE {} = {}"
            ).format(
                sql.Identifier(table),
                sql.Identifier(column),
                sql.Literal(organisation.pk),
            )
            rows[f"shared.{table}"] = _write_table(
                cursor, archive, f"shared.{table}", own
            )
        archive.writestr("manifest.json", json.dumps(rows, indent=1))
    digest = hashlib.sha256(to.read_bytes()).hexdigest()
    with as_owner():
        audit.record(
            kind=Kind.ORGANISATION_EXPORTED,
            organisation=organisation.pk,
            by=by,
            at=at,
            subject=organisation.slug,
            details={"sha256": digest, "rows": sum(rows.values())},
            using="owner",
        )
    return Export(path=str(to), sha256=digest, rows=rows)


def _remove_shared(cursor: Cursor, organisation: Organisation) -> dict[str, int]:
    removed = {}
    for table, column in OWN_SHARED_ROWS:
        gone = sql.SQL(
            "WITH gone AS (DELETE FROM public.{} WHERE {} = %s RETURNING 1)"
            " SELECT count(*) FROM gone"
        ).format(sql.Identifier(table), sql.Identifier(column))
        cursor.execute(gone.as_string(), [organisation.pk])
        removed[table] = int(cursor.fetchone()[0])
    for table, column, value in OWN_SHARED_VALUES:
        emptied = sql.SQL("UPDATE public.{} SET {} = NULL WHERE {} = %s").format(
            *map(sql.Identifier, (table, value, column))
        )
        cursor.execute(emptied.as_string(), [organisation.pk])
    return removed


def _left(cursor: Cursor, organisation: Organisation) -> int:
    """Rows, schema and role that are still there; must be 0."""
    cursor.execute(
        "SELECT (to_regnamespace(%s) IS NOT NULL)::int"
        " + (SELECT count(*) FROM pg_roles WHERE rolname = %s)",
        [organisation.schema_name, organisation.role],
    )
    left = int(cursor.fetchone()[0])
    for table, column in OWN_SHARED_ROWS:
        asked = sql.SQL("SELECT count(*) FROM public.{} WHERE {} = %s").format(
            sql.Identifier(table), sql.Identifier(column)
        )
        cursor.execute(asked.as_string(), [organisation.pk])
        left += int(cursor.fetchone()[0])
    for table, column, value in OWN_SHARED_VALUES:
        asked = sql.SQL(
            "SELECT count(*) FROM public.{} WHERE {} = %s AND {} IS NOT NULL"
        ).format(*map(sql.Identifier, (table, column, value)))
        cursor.execute(asked.as_string(), [organisation.pk])
        left += int(cursor.fetchone()[0])
    return left


def _held(organisation: Organisation) -> Organisation:
    """The row itself, locked until the transaction ends."""
    rows = Organisation.objects.using("owner").select_for_update()
    held: Organisation = rows.get(pk=organisation.pk)
    return held


def close(
    *,
    organisation: Organisation,
    exported: Export,
    erase_files: EraseFiles,
    by: Actor,
    at: datetime,
) -> Certificate:
    """Erase the files, then in one transaction the keys, the shared rows, the schema, the
    role and the hosts; and say so. The row stays, CLOSED, so that its id means something.

    Raises:
        WrongStatus: it is not suspended.
    """
    _must_be_suspended(organisation)
    files = erase_files(organisation.pk)
    with as_owner() as cursor:
        held = _held(organisation)
        removed = _remove_shared(cursor, held)
        drop_schema_and_role(cursor, held)
        Domain.objects.using("owner").filter(tenant=held).delete()
        held.status, held.closed_at = Status.CLOSED, at
        held.save(using="owner", update_fields=["status", "closed_at"])
        certificate = Certificate(
            organisation=str(held.pk),
            slug=held.slug,
            closed_at=at.isoformat(),
            export_sha256=exported.sha256,
            removed=removed,
            files_removed=files,
            left=_left(cursor, held),
        )
        audit.record(
            kind=Kind.ORGANISATION_CLOSED,
            organisation=held.pk,
            by=by,
            at=at,
            subject=held.slug,
            details=asdict(certificate),
            using="owner",
        )
    hosts.forget()
    return certificate
