"""Row-level security: an organisation reads and writes its own markers only.

What a partner may read is added by `sharing`, which knows agreements and releases.
"""

from django.db import migrations


TABLES = ("markers_marker", "markers_key")

FENCE = """
ALTER TABLE public.{table} ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.{table} FORCE ROW LEVEL SECURITY;
CREATE POLICY {table}_owner ON public.{table}
    USING (owner = (SELECT public.heed_identity()))
    WITH CHECK (owner = (SELECT public.heed_identity()));
CREATE POLICY {table}_reconcile ON public.{table} TO heed_reconcile
    USING (true) WITH CHECK (true);
GRANT SELECT ON public.{table} TO heed_check;
GRANT SELECT, UPDATE ON public.{table} TO heed_reconcile;
"""

UNFENCE = """
REVOKE ALL ON public.{table} FROM heed_check, heed_reconcile;
DROP POLICY {table}_reconcile ON public.{table};
DROP POLICY {table}_owner ON public.{table};
ALTER TABLE public.{table} NO FORCE ROW LEVEL SECURITY;
ALTER TABLE public.{table} DISABLE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [("markers", "0001_marker"), ("tenants", "0001_initial")]

    operations = [
        migrations.RunSQL(FENCE.format(table=table), UNFENCE.format(table=table))
        for table in TABLES
    ]
