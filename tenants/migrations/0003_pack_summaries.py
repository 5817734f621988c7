"""What a check and other organisations know of a pack gets a row a version."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.uuid
from django.db import migrations, models


WALL = """
ALTER TABLE public.tenants_packsummary ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.tenants_packsummary FORCE ROW LEVEL SECURITY;
CREATE POLICY everybody_reads ON public.tenants_packsummary FOR SELECT
    TO heed_organisation, heed_platform, heed_check USING (true);
CREATE POLICY own_rows ON public.tenants_packsummary FOR INSERT
    TO heed_organisation, heed_platform
    WITH CHECK (organisation_id = (SELECT public.heed_identity()));
CREATE POLICY system ON public.tenants_packsummary
    TO heed_owner, heed_relay, heed_reconcile USING (true) WITH CHECK (true);
"""
NO_WALL = """
DROP POLICY system ON public.tenants_packsummary;
DROP POLICY own_rows ON public.tenants_packsummary;
DROP POLICY everybody_reads ON public.tenants_packsummary;
ALTER TABLE public.tenants_packsummary NO FORCE ROW LEVEL SECURITY;
ALTER TABLE public.tenants_packsummary DISABLE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [("tenants", "0002_guests")]

    operations = [
        migrations.CreateModel(
            name="PackSummary",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        db_default=django.db.models.functions.uuid.UUID7(),
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("counts_from", models.DateField()),
                ("has_register", models.BooleanField()),
                (
                    "sharing_ceiling",
                    models.CharField(
                        choices=[
                            ("SEEK_ADVICE", "Ring the duty desk before you go"),
                            ("FLAG", "That there is a marker"),
                            ("PRECAUTIONS", "What to do and whom to ring"),
                            ("CATEGORY", "The kind of risk as well"),
                            ("SUMMARY", "A factual summary as well"),
                            ("FULL", "Incidents, narrative and evidence"),
                        ],
                        max_length=12,
                    ),
                ),
                ("register_suspended", models.BooleanField()),
                ("suspended_words", models.TextField(blank=True, default="")),
                ("search_modes", models.CharField(max_length=8)),
                ("category_labels", models.JSONField(default=dict)),
                ("panel_levels", models.JSONField(default=dict)),
                (
                    "excluded_activities",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), default=list
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pack_summaries",
                        to="tenants.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "number"),
                        name="tenants_packsummary_number",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("register_suspended", False),
                            models.Q(("suspended_words", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="tenants_packsummary_suspended_says_why",
                    ),
                ],
            },
        ),
        migrations.RunSQL(WALL, NO_WALL),
    ]
