"""A person has one side in an entry: they acted on it, or hear what is said of it."""

import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.uuid
from django.conf import settings
from django.db import migrations, models

import register.states


# The keys of the three people of one report give way to the keys of every part.
OLD_KEYS = """
ALTER TABLE register_appealmember
    DROP CONSTRAINT register_appealmember_people_are_the_reports;
ALTER TABLE register_appealmember
    DROP CONSTRAINT register_appealmember_report_is_the_appeals;
"""
OLD_KEYS_BACK = """
ALTER TABLE register_appealmember
    ADD CONSTRAINT register_appealmember_report_is_the_appeals
    FOREIGN KEY (appeal_id, report_id)
    REFERENCES register_appeal (id, report_id) DEFERRABLE;
ALTER TABLE register_appealmember
    ADD CONSTRAINT register_appealmember_people_are_the_reports
    FOREIGN KEY (report_id, reporter_id, countersigner_id, decider_id)
    REFERENCES register_report
        (id, reporter_id, countersigner_or_reporter, decided_by_id) DEFERRABLE;
"""
# Checked at once, since a table with keys left to check cannot be altered.
FILL = """
UPDATE register_appealmember m SET entry_id = a.entry_id
  FROM register_appeal a WHERE a.id = m.appeal_id;
SET CONSTRAINTS ALL IMMEDIATE;
"""
FILL_BACK = """
UPDATE register_appealmember m
   SET report_id = r.id, reporter_id = r.reporter_id, decider_id = r.decided_by_id,
       countersigner_id = r.countersigner_or_reporter
  FROM register_appeal a JOIN register_report r ON r.id = a.report_id
 WHERE a.id = m.appeal_id;
SET CONSTRAINTS ALL IMMEDIATE;
"""
NOBODY = "00000000-0000-0000-0000-000000000000"


def _removed(name: str) -> list[migrations.operations.base.Operation]:
    """A column of one of the three people: undone, it comes back to be filled."""
    return [
        migrations.AlterField("appealmember", name, models.UUIDField(default=NOBODY)),
        migrations.RemoveField("appealmember", name),
    ]


class Migration(migrations.Migration):
    dependencies = [
        ("register", "0014_erasure_defers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunSQL(OLD_KEYS, OLD_KEYS_BACK),
        migrations.RemoveConstraint(
            "appealmember", "register_appealmember_had_no_part"
        ),
        migrations.AddField(
            model_name="appealmember",
            name="entry",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="register.entry",
            ),
        ),
        migrations.RunSQL(FILL, FILL_BACK),
        migrations.AlterField(
            model_name="appealmember",
            name="entry",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="register.entry",
            ),
        ),
        *_removed("countersigner_id"),
        *_removed("decider_id"),
        *_removed("report_id"),
        *_removed("reporter_id"),
        migrations.RemoveConstraint("appeal", "register_appeal_report_key"),
        migrations.RemoveConstraint("report", "register_report_people_key"),
        migrations.RemoveField("report", "countersigner_or_reporter"),
        migrations.AddConstraint(
            "appeal",
            models.UniqueConstraint(
                fields=("id", "entry"), name="register_appeal_entry_key"
            ),
        ),
        migrations.RemoveConstraint("change", "register_change_kind_known"),
        migrations.AlterField(
            model_name="change",
            name="kind",
            field=models.TextField(
                choices=[
                    ("REVIEW_BEGUN", "Review begun"),
                    ("KEPT", "Kept after review"),
                    ("EXTENDED", "Another incident added"),
                    ("CORRECTED", "Corrected"),
                    ("RESTRICTED", "Processing restricted"),
                    ("UNRESTRICTED", "Restriction lifted"),
                    ("HELD", "Legal hold placed"),
                    ("UNHELD", "Legal hold lifted"),
                    ("REMOVED", "Removed"),
                ]
            ),
        ),
        migrations.AddConstraint(
            "change",
            models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "REVIEW_BEGUN",
                            "KEPT",
                            "EXTENDED",
                            "CORRECTED",
                            "RESTRICTED",
                            "UNRESTRICTED",
                            "HELD",
                            "UNHELD",
                            "REMOVED",
                        ],
                    )
                ),
                name="register_change_kind_known",
            ),
        ),
        migrations.AddField(
            model_name="change",
            name="decider_id",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Case(
                    models.When(
                        kind__in=[
                            register.states.ChangeKind["CORRECTED"],
                            register.states.ChangeKind["EXTENDED"],
                            register.states.ChangeKind["KEPT"],
                            register.states.ChangeKind["REMOVED"],
                        ],
                        then=models.F("by_id"),
                    )
                ),
                help_text=(
                    "Who decided about the entry by it; refers to their part in it."
                ),
                output_field=models.UUIDField(null=True),
            ),
        ),
        migrations.CreateModel(
            name="Part",
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
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parts",
                        to="register.entry",
                    ),
                ),
                (
                    "acted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "heard_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person_id",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.functions.comparison.Coalesce(
                            "acted_by_id", "heard_by_id"
                        ),
                        output_field=models.UUIDField(),
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("acted_by__isnull", True), ("heard_by__isnull", False)
                        )
                        | models.Q(
                            ("acted_by__isnull", False), ("heard_by__isnull", True)
                        ),
                        name="register_part_is_one_side",
                    ),
                    models.UniqueConstraint(
                        fields=("entry", "person_id"),
                        name="register_part_one_side_each",
                    ),
                    models.UniqueConstraint(
                        fields=("entry", "acted_by"), name="register_part_acted_key"
                    ),
                    models.UniqueConstraint(
                        fields=("entry", "heard_by"), name="register_part_heard_key"
                    ),
                ]
            },
        ),
    ]
