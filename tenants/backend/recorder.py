"""Has this schema a record of migrations? Asked of one name, not of every table."""

from django.db.migrations.recorder import MigrationRecorder


def has_table(recorder: MigrationRecorder) -> bool:
    """Django lists every table of the database to answer this: with 2,000 schemas that
    was 88 % of the time of a migration."""
    connection = recorder.connection
    schema = getattr(connection, "schema_name", "public")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT to_regclass(format('%%I.django_migrations', %s::text)) IS NOT NULL",
            [schema],
        )
        return bool(cursor.fetchone()[0])


def install() -> None:
    """Put ours in place of Django's. There is no other way in: the loader and the
    executor make their recorder themselves."""
    MigrationRecorder.has_table = has_table  # type: ignore[method-assign,assignment]
