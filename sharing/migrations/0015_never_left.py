"""Which receipts are of an extract that was sealed and went nowhere?"""

import django.db.models.deletion
from django.db import migrations, models


ME = "(SELECT public.heed_identity())"
# The discloser notes it, and both read it; nobody changes or removes it.
WALL = f"""
ALTER TABLE public.sharing_neverleft ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.sharing_neverleft FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON public.sharing_neverleft TO heed_owner
    USING (true) WITH CHECK (true);
CREATE POLICY reconcile ON public.sharing_neverleft TO heed_reconcile
    USING (true) WITH CHECK (true);
CREATE POLICY parties ON public.sharing_neverleft FOR SELECT TO heed_organisation
    USING (discloser = {ME} OR recipient = {ME});
CREATE POLICY discloser_notes ON public.sharing_neverleft FOR INSERT TO heed_organisation
    WITH CHECK (discloser = {ME});
"""
NO_WALL = """
DROP POLICY discloser_notes ON public.sharing_neverleft;
DROP POLICY parties ON public.sharing_neverleft;
DROP POLICY reconcile ON public.sharing_neverleft;
DROP POLICY owner ON public.sharing_neverleft;
ALTER TABLE public.sharing_neverleft NO FORCE ROW LEVEL SECURITY;
ALTER TABLE public.sharing_neverleft DISABLE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [("sharing", "0014_packs_exclude")]

    operations = [
        migrations.AddField(
            model_name="extract",
            name="handed_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.CreateModel(
            name="NeverLeft",
            fields=[
                (
                    "receipt_id",
                    models.UUIDField(primary_key=True, serialize=False),
                ),
                ("discloser", models.UUIDField()),
                ("recipient", models.UUIDField()),
                ("noted_at", models.DateTimeField()),
                (
                    "extract",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="never_left",
                        to="sharing.extract",
                    ),
                ),
            ],
        ),
        migrations.RunSQL(WALL, NO_WALL),
    ]
