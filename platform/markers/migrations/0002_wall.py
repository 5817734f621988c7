"""Row-level security: an organisation reads and writes its own markers only.

What a partner may read is added by `sharing`, which knows agreements and releases.
"""

from django.db import migrations

from tenants.grants import own_rows


TABLES = ("markers_marker", "markers_key")

RECONCILE = """
CREATE POLICY reconcile ON public.{table} TO heed_reconcile
    USING (true) WITH CHECK (true);
"""
NO_RECONCILE = "DROP POLICY reconcile ON public.{table};"


def fence(table: str) -> list[migrations.RunSQL]:
    forward, backward = own_rows(table, column="owner")
    return [
        migrations.RunSQL(forward, reverse_sql=backward),
        migrations.RunSQL(
            RECONCILE.format(table=table),
            reverse_sql=NO_RECONCILE.format(table=table),
        ),
    ]


class Migration(migrations.Migration):
    dependencies = [("markers", "0001_marker"), ("tenants", "0001_initial")]

    operations = [step for table in TABLES for step in fence(table)]
