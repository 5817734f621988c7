"""Is an opened schema what the migrations would have made, and can it be moved on?"""

import hashlib
import re

import pytest
from django.db import connection, connections
from django.db.migrations import RunPython, RunSQL, SeparateDatabaseAndState
from django.db.migrations.recorder import MigrationRecorder
from django.test.utils import CaptureQueriesContext

from tenants.codes import OrganisationKind
from tenants.context import as_owner
from tenants.models import Organisation, SchemaUpgrade, TemplateScript
from tenants.schemas import replay, template
from tenants.schemas.script import CannotCompile, compile_script
from tests.figures import record_figure
from tests.organisations import open_one


SHAPE = """
SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
       a.attidentity::text, pg_get_expr(d.adbin, d.adrelid)
  FROM pg_class c JOIN pg_attribute a ON attrelid = c.oid AND attnum > 0 AND NOT attisdropped
  LEFT JOIN pg_attrdef d ON adrelid = c.oid AND adnum = attnum
 WHERE relnamespace = %(s)s::regnamespace AND relkind = 'r'
UNION ALL
SELECT c.relname, conname, pg_get_constraintdef(k.oid), convalidated, contype::text, ''
  FROM pg_constraint k JOIN pg_class c ON c.oid = conrelid
 WHERE c.relnamespace = %(s)s::regnamespace AND contype <> 'n'
UNION ALL
SELECT tablename, indexname, replace(indexdef, %(s)s || '.', ''), true, '', ''
  FROM pg_indexes WHERE schemaname = %(s)s
ORDER BY 1, 2, 3
"""


# PostgreSQL writes the same check with other casts and brackets once it was read back.
WRITTEN_OTHERWISE = re.compile(r"::(character varying|text)(\[\])?|[()]")


def shape(cursor, schema: str) -> list[tuple]:
    cursor.execute(SHAPE, {"s": schema})
    return [
        tuple(WRITTEN_OTHERWISE.sub("", str(value)) for value in row)
        for row in cursor.fetchall()
    ]


def say(_: str) -> None:
    return None


@pytest.mark.throwaway
def test_an_opened_schema_is_the_template_to_the_last_index(own_database):
    organisation = open_one("like", OrganisationKind.COUNCIL, "eastmere", "Like")

    with as_owner(template.TEMPLATE) as cursor:
        made = shape(cursor, template.TEMPLATE)
        cursor.execute("SELECT codename FROM auth_permission ORDER BY 1")
        permissions = cursor.fetchall()
    with as_owner(organisation.schema_name) as cursor:
        opened = shape(cursor, organisation.schema_name)
        cursor.execute("SELECT codename FROM auth_permission ORDER BY 1")
        assert cursor.fetchall() == permissions

    assert opened == made
    assert len(made) > 500
    assert permissions
    record_figure("Columns, constraints and indexes compared", len(made))


@pytest.mark.throwaway
def test_counting_goes_on_where_the_template_stopped(own_database):
    organisation = open_one("counts", OrganisationKind.COUNCIL, "eastmere", "Counts")

    with as_owner(organisation.schema_name) as cursor:
        cursor.execute(
            "INSERT INTO auth_permission (name, content_type_id, codename)"
            " SELECT 'x', min(id), 'x' FROM django_content_type RETURNING id,"
            " (SELECT max(id) FROM auth_permission)"
        )
        new, highest = cursor.fetchone()

    assert new == highest + 1


@pytest.mark.throwaway
@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("CREATE VIEW seen AS SELECT 1 AS one", "view or other relation seen"),
        ("CREATE SEQUENCE lone", "sequence of no column lone"),
        (
            "ALTER TABLE auth_group ENABLE ROW LEVEL SECURITY",
            "row-level security on auth_group",
        ),
        (
            "CREATE FUNCTION twice(int) RETURNS int LANGUAGE sql RETURN $1 * 2",
            "function twice",
        ),
    ],
)
def test_what_the_script_could_not_carry_is_refused(own_database, statement, named):
    with as_owner(template.TEMPLATE) as cursor:
        cursor.execute(statement)
        with pytest.raises(CannotCompile, match=named):
            compile_script(cursor, template.TEMPLATE)


def moved_on(extra: str) -> tuple[str, str]:
    """The digest now, and the digest after one more migration called `extra`."""
    with as_owner(template.TEMPLATE) as cursor:
        now = template.applied_digest(cursor, template.TEMPLATE)
        cursor.execute("SELECT DISTINCT app, name FROM django_migrations")
        applied = sorted([*cursor.fetchall(), ("tests", extra)])
    text = "\n".join(f"{app}.{name}" for app, name in applied)
    return now, hashlib.sha256(f"{template.FORM}\n{text}".encode()).hexdigest()


def one_more(connection_, extra: str) -> None:
    """What a migration called `extra` would do to the schema it runs in."""
    with connection_.cursor() as cursor:
        cursor.execute("CREATE TABLE extra (id int PRIMARY KEY, word text)")
        cursor.execute("INSERT INTO extra VALUES (%s, %s)", [1, "it's"])
        cursor.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES (%s, %s, now())",
            ["tests", extra],
        )


@pytest.fixture
def migrated_once_more(own_database, monkeypatch):
    """Three organisations, and a template that has had one migration more."""
    made = [
        open_one(f"moves-{n}", OrganisationKind.COUNCIL, "eastmere", f"Moves {n}")
        for n in range(3)
    ]

    def run(*, schema: str) -> None:
        with as_owner(schema):
            one_more(connections["owner"], "0001_extra")

    monkeypatch.setattr(template, "run_django", run)
    monkeypatch.setattr(template, "_plan_computes", lambda: False)
    before, after = moved_on("0001_extra")
    assert template.bring_up_to_date(say) == after
    assert (
        SchemaUpgrade.objects.using("owner").get(from_digest=before).to_digest == after
    )
    return made, after


@pytest.mark.throwaway
def test_a_migration_is_rendered_once_and_replayed_in_each(migrated_once_more):
    made, target = migrated_once_more

    report = replay.migrate_organisations(target, say)

    assert sorted(report.moved) == [one.slug for one in made]
    assert report.failed == {}
    for organisation in made:
        with as_owner(organisation.schema_name) as cursor:
            cursor.execute("SELECT word FROM extra")
            assert cursor.fetchall() == [("it's",)]
            cursor.execute(
                "SELECT has_table_privilege(%s, 'extra', 'INSERT')", [organisation.role]
            )
            assert cursor.fetchone() == (True,)
    assert (
        open_one("new", OrganisationKind.COUNCIL, "eastmere", "New").schema_digest
        == target
    )


@pytest.mark.throwaway
def test_one_that_fails_is_named_and_stops_no_other_and_goes_on_later(
    migrated_once_more,
):
    (stuck, *others), target = migrated_once_more
    with as_owner(stuck.schema_name) as cursor:
        cursor.execute("CREATE TABLE extra (mine int)")
    lines: list[str] = []

    first = replay.migrate_organisations(target, lines.append)

    assert sorted(first.moved) == [one.slug for one in others]
    assert list(first.failed) == [stuck.slug]
    assert "already exists" in first.failed[stuck.slug]
    assert any(f"{stuck.slug}: FAILED" in line for line in lines)
    assert "already exists" in Organisation.objects.get(pk=stuck.pk).schema_error
    with as_owner(stuck.schema_name) as cursor:
        cursor.execute("DROP TABLE extra")
    second = replay.migrate_organisations(target, say)
    assert (second.moved, second.failed) == ([stuck.slug], {})


@pytest.mark.throwaway
def test_a_run_that_was_killed_goes_on_where_it_stopped(migrated_once_more):
    made, target = migrated_once_more

    def killed(line: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        replay.migrate_organisations(target, killed)
    report = replay.migrate_organisations(target, say)

    assert len(report.moved) == len(made) - 1


@pytest.mark.throwaway
def test_knowing_that_nothing_is_to_be_done_takes_one_query_for_all(own_database):
    for number in range(3):
        open_one(
            f"none-{number}", OrganisationKind.COUNCIL, "eastmere", f"None {number}"
        )
    target = TemplateScript.objects.using("owner").latest().digest

    with CaptureQueriesContext(connections["owner"]) as asked:
        report = replay.migrate_organisations(target, say)

    assert (report.moved, report.failed) == ([], {})
    assert len([q for q in asked if "tenants_organisation" in q["sql"]]) == 1


@pytest.mark.parametrize(
    ("operation", "computes"),
    [
        (RunPython(lambda apps, editor: None), True),
        (RunPython(RunPython.noop), False),
        (RunSQL("SELECT 1"), False),
        (SeparateDatabaseAndState([RunPython(lambda apps, editor: None)]), True),
    ],
)
def test_only_what_reads_rows_is_run_in_each(operation, computes):
    assert template._computes(operation) is computes


def test_the_record_of_migrations_is_asked_for_by_name(db):
    with CaptureQueriesContext(connection) as asked:
        MigrationRecorder(connection).has_table()

    assert len(asked) == 1
    assert "to_regclass" in asked[0]["sql"]
