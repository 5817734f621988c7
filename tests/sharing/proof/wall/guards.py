"""What guards the shared rows, as the database itself has it written?

Read from the catalogue, so that a policy, a view or a constraint that is added is one
more to make mutants of. Each can be written otherwise for a while.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import ProgrammingError
from psycopg.errors import UndefinedColumn

from tenants.context import as_owner
from tests.sharing.proof.wall.mutating import Mutant, mutants_of


# What the set-up, the relay and the reconcile may do is `true` for them alone.
POLICIES = """
SELECT tablename, policyname, cmd, roles::text[], qual, with_check FROM pg_policies
 WHERE schemaname = 'public' AND tablename ~ '^(sharing|markers)_'
   AND NOT roles && '{heed_owner,heed_relay,heed_reconcile}'::name[]
 ORDER BY tablename, policyname
"""
CONSTRAINTS = """
SELECT conrelid::regclass::text, conname, pg_get_expr(conbin, conrelid)
  FROM pg_constraint
 WHERE contype = 'c' AND conrelid::regclass::text ~ '^(sharing|markers)_'
 ORDER BY 1, 2
"""
LIVE = "SELECT pg_get_viewdef('public.sharing_live'::regclass)"
BOTH = ("heed_organisation", "heed_check")
VIEW = "CREATE OR REPLACE VIEW public.sharing_live WITH (security_invoker = true) AS "


class CannotBeWritten(Exception):
    """PostgreSQL takes no such expression: no mutant at all."""


@dataclass(frozen=True)
class Guard:
    """One expression that guards a table; `written` makes the statement to write it."""

    table: str
    name: str
    clause: str
    command: str
    roles: tuple[str, ...]
    text: str

    def __str__(self) -> str:
        return f"{self.table}.{self.name} {self.clause}"

    def written(self, text: str) -> str:
        match self.clause:
            case "USING" | "WITH CHECK":
                on = f"{self.name} ON public.{self.table}"
                return f"ALTER POLICY {on} {self.clause} ({text})"
            case "VIEW":
                return f"{VIEW}{text}"
            case _:
                table = f"ALTER TABLE public.{self.table}"
                return (
                    f"{table} DROP CONSTRAINT IF EXISTS {self.name};"
                    f"{table} ADD CONSTRAINT {self.name} CHECK ({text}) NOT VALID"
                )

    def mutants(self) -> Iterator[Mutant]:
        return mutants_of(self.text)


def policies() -> list[Guard]:
    """What may be read or touched, and what may be written, policy by policy."""
    with as_owner() as cursor:
        cursor.execute(POLICIES)
        rows = cursor.fetchall()
    return [
        Guard(table, name, clause, command, tuple(roles), text)
        for table, name, command, roles, qual, check in rows
        for clause, text in (("USING", qual), ("WITH CHECK", check))
        if text is not None
    ]


def live() -> Guard:
    """The view of what holds today."""
    with as_owner() as cursor:
        cursor.execute(LIVE)
        text = cursor.fetchone()[0].rstrip(";")
    return Guard("sharing_live", "view", "VIEW", "SELECT", BOTH, text)


def constraints() -> list[Guard]:
    with as_owner() as cursor:
        cursor.execute(CONSTRAINTS)
        rows = cursor.fetchall()
    return [
        Guard(table, name, "CHECK", "INSERT", BOTH, text) for table, name, text in rows
    ]


@contextmanager
def written_otherwise(guard: Guard, mutant: Mutant) -> Iterator[None]:
    """The rows are guarded by the mutant until the block ends.

    Raises:
        CannotBeWritten: it names a column that the table does not have.
    """
    try:
        with as_owner() as cursor:
            cursor.execute(guard.written(mutant.text))
    except ProgrammingError as error:
        if isinstance(error.__cause__, UndefinedColumn):
            raise CannotBeWritten(str(mutant)) from error
        raise
    try:
        yield
    finally:
        with as_owner() as cursor:
            cursor.execute(guard.written(guard.text))


# Whose reading is put to random worlds; the rest to the table test.
FLOOR = frozenset(
    {
        *("markers_marker", "markers_key", "sharing_release", "sharing_agreement"),
        *("sharing_agreementversion", "sharing_indemnity", "sharing_attestation"),
        "sharing_portfolioitem",
    }
)


def is_of_the_floor(guard: Guard) -> bool:
    return (
        guard.table in FLOOR
        and guard.command == "SELECT"
        and "heed_platform" not in guard.roles
    )


@contextmanager
def put_back(guard: Guard) -> Iterator[None]:
    """One constraint of those that the scene takes away, alone on its table."""
    with as_owner() as cursor:
        cursor.execute(guard.written(guard.text))
    try:
        yield
    finally:
        with as_owner() as cursor:
            cursor.execute(
                f"ALTER TABLE public.{guard.table} DROP CONSTRAINT {guard.name}"
            )
