"""Where does a portfolio wait until somebody has looked at it?"""

import django.db.models.deletion
import django.db.models.functions.uuid
from django.db import migrations, models

from tenants.grants import own_rows


PORTFOLIOCHANGE = own_rows("sharing_portfoliochange", column="discloser")
PORTFOLIOSTAGED = own_rows("sharing_portfoliostaged", column="discloser")


class Migration(migrations.Migration):
    dependencies = [
        ("sharing", "0009_papers_and_misuse_wall"),
    ]

    operations = [
        migrations.CreateModel(
            name="PortfolioChange",
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
                ("discloser", models.UUIDField()),
                ("kind", models.CharField(max_length=10)),
                ("state", models.CharField(max_length=10)),
                ("document_id", models.UUIDField(blank=True, null=True)),
                ("rows_read", models.PositiveIntegerField(default=0)),
                ("homes", models.PositiveIntegerField(default=0)),
                ("repeated", models.PositiveIntegerField(default=0)),
                ("without_uprn", models.PositiveIntegerField(default=0)),
                ("without_place", models.PositiveIntegerField(default=0)),
                ("findings", models.JSONField(default=list)),
                ("findings_count", models.PositiveIntegerField(default=0)),
                ("refusal", models.TextField(blank=True, default="")),
                ("asked_by", models.CharField(max_length=80)),
                ("asked_at", models.DateTimeField()),
                ("moved_at", models.DateTimeField()),
                ("applied_by", models.CharField(blank=True, default="", max_length=80)),
                ("applied_at", models.DateTimeField(blank=True, null=True)),
                (
                    "agreement",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes",
                        to="sharing.agreement",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PortfolioStaged",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "change_id",
                        "kind",
                        "value",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("discloser", models.UUIDField()),
                ("kind", models.CharField(max_length=5)),
                ("value", models.CharField(max_length=80)),
                (
                    "change",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="staged",
                        to="sharing.portfoliochange",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="portfoliochange",
            index=models.Index(
                fields=["agreement", "asked_at"], name="sharing_portfoliochange_of"
            ),
        ),
        migrations.AddConstraint(
            model_name="portfoliochange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "READING",
                            "REFUSED",
                            "READY",
                            "APPLYING",
                            "APPLIED",
                            "ABANDONED",
                        ],
                    ),
                    ("kind__in", ["UPRNS", "AREA", "CASES"]),
                ),
                name="sharing_portfoliochange_codes",
            ),
        ),
        migrations.AddConstraint(
            model_name="portfoliochange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("applied_at__isnull", False),
                        ("state", "APPLIED"),
                        models.Q(("applied_by", ""), _negated=True),
                    ),
                    models.Q(
                        models.Q(("state", "APPLIED"), _negated=True),
                        ("applied_at__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="sharing_portfoliochange_applied_by_somebody",
            ),
        ),
        migrations.RunSQL(PORTFOLIOCHANGE[0], PORTFOLIOCHANGE[1]),
        migrations.RunSQL(PORTFOLIOSTAGED[0], PORTFOLIOSTAGED[1]),
    ]
