"""What is the one script that makes an organisation's schema?

Read from PostgreSQL's catalogue, not with pg_dump, which production need not have. Names
are written without a schema, so the script runs wherever the search path points; anything
it could not carry (a view, a trigger, a function) is refused when it is compiled.
"""

from collections.abc import Collection, Iterable
from itertools import chain
from typing import Any

from psycopg import sql

from audit.cursors import Cursor


class CannotCompile(RuntimeError):
    """The template holds something the script could not carry."""


REFUSED = """
SELECT 'view or other relation ' || relname FROM pg_class
 WHERE relnamespace = %(schema)s::regnamespace AND relkind NOT IN ('r', 'i', 'S', 't')
UNION ALL
SELECT 'trigger ' || tgname FROM pg_trigger JOIN pg_class c ON c.oid = tgrelid
 WHERE relnamespace = %(schema)s::regnamespace AND NOT tgisinternal
UNION ALL
SELECT 'function ' || proname FROM pg_proc
 WHERE pronamespace = %(schema)s::regnamespace
UNION ALL
SELECT 'row-level security on ' || relname FROM pg_class
 WHERE relnamespace = %(schema)s::regnamespace AND relrowsecurity
UNION ALL
SELECT 'sequence of no column ' || relname FROM pg_class s
 WHERE relnamespace = %(schema)s::regnamespace AND relkind = 'S'
   AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = s.oid AND deptype = 'i')
"""

COLUMNS = """
SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
       a.attidentity, a.attgenerated, pg_get_expr(d.adbin, d.adrelid, true),
       CASE WHEN a.attcollation <> t.typcollation THEN quote_ident(l.collname) END
  FROM pg_class c
  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  JOIN pg_type t ON t.oid = a.atttypid
  LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
  LEFT JOIN pg_collation l ON l.oid = a.attcollation
 WHERE c.relnamespace = %(schema)s::regnamespace AND c.relkind = 'r'
 ORDER BY c.relname, a.attnum
"""

# Not-null is part of the column. A foreign key comes with the table it leads to, or with
# nothing where that is outside this schema.
CONSTRAINTS = """
SELECT c.relname, conname, contype, pg_get_constraintdef(k.oid, true),
       (SELECT relname FROM pg_class t
         WHERE t.oid = confrelid AND t.relnamespace = c.relnamespace)
  FROM pg_constraint k JOIN pg_class c ON c.oid = conrelid
 WHERE c.relnamespace = %(schema)s::regnamespace AND contype <> 'n'
 ORDER BY c.relname, contype = 'f', conname
"""

INDEXES = """
SELECT pg_get_indexdef(i.indexrelid, 0, true)
  FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
 WHERE c.relnamespace = %(schema)s::regnamespace
   AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = i.indexrelid
                   AND contype IN ('p', 'u', 'x'))
 ORDER BY i.indexrelid::regclass::text
"""

COMMENTS = """
SELECT c.relname, a.attname, d.description
  FROM pg_description d JOIN pg_class c ON c.oid = d.objoid AND d.classoid = 'pg_class'::regclass
  LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = d.objsubid AND d.objsubid > 0
 WHERE c.relnamespace = %(schema)s::regnamespace AND c.relkind = 'r'
 ORDER BY 1, 2
"""


def _quoted(name: str) -> str:
    return str(sql.Identifier(name).as_string())


def _literal(value: object) -> str:
    return str(sql.Literal(value).as_string())


def _column(row: tuple[Any, ...]) -> str:
    _, name, kind, not_null, identity, generated, default, collation = row
    parts = [_quoted(name), kind]
    if collation:
        parts.append(f"COLLATE {collation}")
    if generated:
        stored = "STORED" if generated == "s" else "VIRTUAL"
        parts.append(f"GENERATED ALWAYS AS ({default}) {stored}")
    elif identity:
        when = "ALWAYS" if identity == "a" else "BY DEFAULT"
        parts.append(f"GENERATED {when} AS IDENTITY")
    elif default is not None:
        parts.append(f"DEFAULT {default}")
    if not_null:
        parts.append("NOT NULL")
    return " ".join(parts)


def _tables(
    cursor: Cursor, schema: dict[str, str], filled: Collection[str]
) -> tuple[list[str], list[str]]:
    """One CREATE TABLE a table, its own constraints inside; and the foreign keys that
    must wait: those that lead on to a later table, and those of a table with rows, which
    could not be altered while its rows are still to be checked.

    A foreign key inside CREATE TABLE costs half: PostgreSQL knows the table is empty.
    """
    bodies: dict[str, list[str]] = {}
    for row in cursor.execute(COLUMNS, schema).fetchall():
        bodies.setdefault(row[0], []).append(_column(row))
    constraints = cursor.execute(CONSTRAINTS, schema).fetchall()
    order = _in_order(bodies, [(row[0], row[4]) for row in constraints if row[4]])
    foreign: dict[str, list[str]] = {}
    for table, name, kind, definition, target in constraints:
        line = f"CONSTRAINT {_quoted(name)} {definition}"
        comes_later = target is not None and order[target] > order[table]
        if kind == "f" and (comes_later or table in filled):
            foreign.setdefault(table, []).append(f"ADD {line}")
        else:
            bodies[table].append(line)
    # One statement a table: each ALTER has PostgreSQL read the table anew.
    return [
        f"CREATE TABLE {_quoted(table)} ({', '.join(bodies[table])})" for table in order
    ], [
        f"ALTER TABLE {_quoted(table)} {', '.join(lines)}"
        for table, lines in foreign.items()
    ]


def _in_order(
    tables: Iterable[str], leads: Iterable[tuple[str, str]]
) -> dict[str, int]:
    """The place of each table, after those it leads to wherever that can be."""
    targets: dict[str, list[str]] = {}
    for table, target in leads:
        targets.setdefault(table, []).append(target)
    order: dict[str, int] = {}
    begun: set[str] = set()

    def place(table: str) -> None:
        if table in begun:
            return
        begun.add(table)
        for target in targets.get(table, ()):
            place(target)
        order[table] = len(order)

    for table in tables:
        place(table)
    return order


def _rows(cursor: Cursor, schema: dict[str, str]) -> dict[str, list[str]]:
    """By table, the rows that migrations and post_migrate left, and where counting
    goes on."""
    filled: dict[str, list[str]] = {}
    tables: dict[str, list[tuple[str, bool]]] = {}
    for row in cursor.execute(COLUMNS, schema).fetchall():
        if not row[5]:
            tables.setdefault(row[0], []).append((row[1], bool(row[4])))
    for table, columns in tables.items():
        names = ", ".join(_quoted(name) for name, _ in columns)
        texts = ", ".join(f"{_quoted(name)}::text" for name, _ in columns)
        found = cursor.execute(f"SELECT {texts} FROM {_quoted(table)}").fetchall()  # noqa: S608
        if not found:
            continue
        values = ", ".join(
            f"({', '.join(_literal(value) for value in row)})" for row in found
        )
        lines = filled.setdefault(table, [])
        lines.append(
            f"INSERT INTO {_quoted(table)} ({names}) OVERRIDING SYSTEM VALUE VALUES {values}"  # noqa: S608
        )
        for name, counted in columns:
            if counted:
                most = max(
                    int(row[[c for c, _ in columns].index(name)]) for row in found
                )
                lines.append(
                    f"ALTER TABLE {_quoted(table)} ALTER {_quoted(name)} RESTART WITH {most + 1}"
                )
    return filled


def _comments(cursor: Cursor, schema: dict[str, str]) -> list[str]:
    lines = []
    for table, column, text in cursor.execute(COMMENTS, schema).fetchall():
        what = (
            f"COLUMN {_quoted(table)}.{_quoted(column)}"
            if column
            else f"TABLE {_quoted(table)}"
        )
        lines.append(f"COMMENT ON {what} IS {_literal(text)}")
    return lines


def compile_script(cursor: Cursor, schema: str) -> str:
    """The script, given a psycopg cursor whose search path is the schema and public.

    Raises:
        CannotCompile: names everything in the schema that it could not carry.
    """
    where = {"schema": schema}
    refused = [row[0] for row in cursor.execute(REFUSED, where).fetchall()]
    if refused:
        sentence = f"A tenant schema may not hold: {', '.join(refused)}."
        raise CannotCompile(sentence)
    rows = _rows(cursor, where)
    lines, foreign = _tables(cursor, where, rows)
    lines.extend(chain.from_iterable(rows.values()))
    lines.extend(foreign)
    lines.extend(row[0] for row in cursor.execute(INDEXES, where).fetchall())
    lines.extend(_comments(cursor, where))
    # Nothing may name the template: it would tie an organisation to it.
    strays = [line for line in lines if f"{schema}." in line]
    if strays:
        sentence = f"The script would name {schema}: {strays[0][:200]}"
        raise CannotCompile(sentence)
    return ";\n".join(lines) + ";\n"
