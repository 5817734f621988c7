"""How are millions of rows written in minutes? Fences and indexes go up after them.

For the length of the block the tables have no row-level security, no foreign keys and,
where most rows go, no indexes. All is put up again as it was, and checks what was
written.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, cast
from uuid import UUID

import psycopg

from audit.cursors import Cursor
from tenants.context import as_owner


type KeyRow = tuple[UUID, UUID, int]

CONSTRAINTS = """
SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint
WHERE conrelid = %s::regclass AND contype = ANY(%s) ORDER BY contype DESC
"""
INDEXES = """
SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index
WHERE indrelid = %s::regclass
"""
KEYS = "public.markers_key"
COPY_KEYS = f"COPY {KEYS} (marker_id, owner, value) FROM STDIN"


@contextmanager
def bulk(tables: Sequence[str]) -> Iterator[None]:
    """Write to these tables of `public` without what slows a row down."""
    names = [f"public.{table}" for table in tables]
    with as_owner() as cursor:
        again = [step for name in names for step in _take_down(cursor, name)]
    try:
        yield
    finally:
        with as_owner() as cursor:
            cursor.execute("SET LOCAL maintenance_work_mem = '512MB'")
            for step in again:
                cursor.execute(step)
            for name in names:
                cursor.execute(f"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY")


def write_keys(rows: Iterable[KeyRow]) -> None:
    """Many keys at once: marker, owner, value."""
    lines = "".join(f"{marker}\t{owner}\t{value}\n" for marker, owner, value in rows)
    # Django's cursor hands on what is psycopg's alone.
    with (
        as_owner() as cursor,
        cast("psycopg.Cursor[Any]", cursor).copy(COPY_KEYS) as copy,
    ):
        copy.write(lines)


def _take_down(cursor: Cursor, name: str) -> list[str]:
    """Take down what slows writing; the statements that put it up again, in order."""
    cursor.execute(f"ALTER TABLE {name} DISABLE ROW LEVEL SECURITY")
    indexed = name != KEYS
    cursor.execute(CONSTRAINTS, [name, ["f"] if indexed else ["f", "p"]])
    constraints = cursor.fetchall()
    for constraint, _ in constraints:
        cursor.execute(f"ALTER TABLE {name} DROP CONSTRAINT {constraint}")
    indexes: list[tuple[Any, ...]] = []
    if not indexed:
        cursor.execute(INDEXES, [name])
        indexes = cursor.fetchall()
        for index, _ in indexes:
            cursor.execute(f"DROP INDEX {index}")
    return [definition for _, definition in indexes] + [
        f"ALTER TABLE {name} ADD CONSTRAINT {constraint} {definition}"
        for constraint, definition in constraints
    ]
