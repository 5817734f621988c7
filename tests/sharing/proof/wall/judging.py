"""What comes of each attempt, and how many rows does each organisation read?

Asked under the roles that the product takes. Nothing stays: each attempt is undone.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from django.db import Error, connection, transaction
from psycopg import sql

from tenants.backend.base import STAND_AS_CHECK
from tenants.context import in_organisation
from tests.sharing.proof.wall.attempts import (
    ADD,
    ATTEMPTS,
    CHANGE,
    IN,
    NO,
    READERS,
    SEEN,
    Attempt,
)
from tests.sharing.proof.wall.scene import Scene, model_of


ROW_LEVEL = "row-level security"


def table_of(name: str) -> str:
    return model_of(name)._meta.db_table


def differences(scene: Scene, name: str) -> Iterator[str]:
    """Whatever of this table is not as it should be, the first first."""
    for who in READERS:
        for wrong in _of_one(scene, name, who):
            yield f"{who}, {name}: {wrong}"
    for who in sorted({attempt[0] for attempt in ATTEMPTS[name]} - {*READERS}):
        yield from (f"{who}, {name}: {wrong}" for wrong in _of_one(scene, name, who))


def _of_one(scene: Scene, name: str, who: str) -> Iterator[str]:
    with _standing_as(scene, who) as cursor:
        if who in READERS:
            wanted = SEEN[name][READERS.index(who)]
            cursor.execute(f"SELECT count(*) FROM public.{table_of(name)}")
            (seen,) = cursor.fetchone()
            if seen != wanted:
                yield f"read {seen}, not {wanted}"
        for attempt in ATTEMPTS[name]:
            if attempt[0] == who:
                came = _came_of(cursor, statement_of(scene, name, attempt))
                if came != attempt[3]:
                    yield f"{attempt[1:3]} came to {came}, not {attempt[3]}"


@contextmanager
def _standing_as(scene: Scene, who: str) -> Iterator[Any]:
    """A cursor in a transaction that is undone; a small letter is a check, which
    stands as the product's checks do but hears of each refusal at once."""
    organisation = scene.who[who.upper()]
    with in_organisation(organisation), transaction.atomic():
        with connection.cursor() as cursor:
            if who.islower():
                cursor.execute(STAND_AS_CHECK, (str(organisation.pk),))
            yield cursor
        transaction.set_rollback(True)


def statement_of(scene: Scene, name: str, attempt: Attempt) -> str:
    _, how, changes, _ = attempt
    if how == ADD:
        return scene.insert(name, changes).as_string()
    table = sql.Identifier(table_of(name))
    if how == CHANGE:
        values = sql.SQL(", ").join(
            sql.SQL("{} = {}").format(
                sql.Identifier(column), sql.Literal(scene.value(to))
            )
            for column, to in changes.items()
        )
        return sql.SQL("UPDATE public.{} SET {}").format(table, values).as_string()
    return sql.SQL("DELETE FROM public.{}").format(table).as_string()


def _came_of(cursor: Any, statement: str) -> str | int:
    """Refused by a policy, let in by all of them, or so many rows reached."""
    cursor.execute("SAVEPOINT attempt")
    came: str | int
    try:
        cursor.execute(statement)
        came = IN if statement.startswith(ADD) else cursor.rowcount
    except (Error, psycopg.Error) as error:
        # A key that does not fit is found out only after the policies let it in.
        came = NO if ROW_LEVEL in str(error) else _let_in_by_the_policies(error)
    cursor.execute("ROLLBACK TO SAVEPOINT attempt")
    return came


def _let_in_by_the_policies(error: Exception) -> str:
    cause = error.__cause__ or error
    if isinstance(cause, psycopg.IntegrityError):
        return IN
    return str(error).strip().partition("\n")[0]
