"""A batch and what was typed for it are the asking organisation's alone."""

from django.db import migrations

from tenants.grants import own_rows


TABLES = ("sharing_checkbatch", "sharing_checkbatchpart")
RECONCILE = """
CREATE POLICY reconcile ON public.{table} TO heed_reconcile
    USING (true) WITH CHECK (true);
"""
NO_RECONCILE = "DROP POLICY reconcile ON public.{table};"


def fence(table: str) -> list[migrations.RunSQL]:
    forward, backward = own_rows(table)
    return [
        migrations.RunSQL(forward, reverse_sql=backward),
        migrations.RunSQL(
            RECONCILE.format(table=table),
            reverse_sql=NO_RECONCILE.format(table=table),
        ),
    ]


class Migration(migrations.Migration):
    dependencies = [("sharing", "0005_check_batches")]

    operations = [step for table in TABLES for step in fence(table)]
