"""What did a recipient do about a recall, and who alone may say so?"""

from django.db import migrations, models


ME = "(SELECT public.heed_identity())"
# The owner raises, chases and reads; the recipient answers, once and for good.
ANSWERED = f"""
DROP POLICY owner_raises ON public.sharing_recall;
DROP POLICY recipient_acknowledges ON public.sharing_recall;
CREATE POLICY owner_reads ON public.sharing_recall FOR SELECT TO heed_organisation
    USING (owner = {ME});
CREATE POLICY owner_raises ON public.sharing_recall FOR INSERT TO heed_organisation
    WITH CHECK (owner = {ME} AND acknowledged_at IS NULL);
CREATE POLICY owner_chases ON public.sharing_recall FOR UPDATE TO heed_organisation
    USING (owner = {ME} AND acknowledged_at IS NULL)
    WITH CHECK (owner = {ME} AND acknowledged_at IS NULL);
CREATE POLICY recipient_acknowledges ON public.sharing_recall FOR UPDATE TO heed_organisation
    USING (recipient = {ME} AND acknowledged_at IS NULL)
    WITH CHECK (recipient = {ME} AND acknowledged_at IS NOT NULL);
"""
NOT_ANSWERED = f"""
DROP POLICY recipient_acknowledges ON public.sharing_recall;
DROP POLICY owner_chases ON public.sharing_recall;
DROP POLICY owner_raises ON public.sharing_recall;
DROP POLICY owner_reads ON public.sharing_recall;
CREATE POLICY owner_raises ON public.sharing_recall TO heed_organisation
    USING (owner = {ME})
    WITH CHECK (owner = {ME});
CREATE POLICY recipient_acknowledges ON public.sharing_recall FOR UPDATE TO heed_organisation
    USING (recipient = {ME})
    WITH CHECK (recipient = {ME});
"""


class Migration(migrations.Migration):
    dependencies = [
        ("sharing", "0002_wall"),
    ]

    operations = [
        migrations.RunSQL(ANSWERED, NOT_ANSWERED),
        migrations.RemoveConstraint(
            model_name="recall", name="sharing_recall_once_for_a_cause"
        ),
        migrations.AddConstraint(
            model_name="recall",
            constraint=models.UniqueConstraint(
                fields=("marker_id", "agreement_id", "cause"),
                name="sharing_recall_once_for_a_cause",
            ),
        ),
        migrations.AddField(
            model_name="recall",
            name="acknowledged_role",
            field=models.CharField(blank=True, default="", max_length=40),
        ),
        migrations.AddField(
            model_name="recall",
            name="chased",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="recall",
            name="chased_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="recall",
            name="done",
            field=models.CharField(blank=True, default="", max_length=12),
        ),
        migrations.AddField(
            model_name="recall",
            name="suspended_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="recall",
            name="suspends_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddIndex(
            model_name="recall",
            index=models.Index(
                condition=models.Q(("acknowledged_at__isnull", True)),
                fields=["owner", "due_on"],
                name="sharing_recall_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="recall",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("done", ""),
                    models.Q(
                        ("acknowledged_at__isnull", False),
                        ("done__in", ["NOTHING_KEPT", "DESTROYED", "CORRECTED"]),
                    ),
                    _connector="OR",
                ),
                name="sharing_recall_done_is_acknowledged",
            ),
        ),
    ]
