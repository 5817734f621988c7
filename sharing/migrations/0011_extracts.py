"""How may anything leave by mail, and what did leave?"""

import django.db.models.deletion
import django.db.models.functions.uuid
from django.db import migrations, models

from tenants.grants import own_rows


ME = "(SELECT public.heed_identity())"
# The recipient names the way and the discloser confirms it; either closes it. An
# extract is the discloser's; its recipient reads it, and opens a link once.
WALL = f"""
DROP POLICY recipient_reads ON public.sharing_receipt;
CREATE POLICY recipient_reads ON public.sharing_receipt FOR SELECT TO heed_organisation
    USING (organisation = {ME} AND question IN ('CHECK', 'EXTRACT') AND permitted);
ALTER TABLE public.sharing_extractroute ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.sharing_extractroute FORCE ROW LEVEL SECURITY;
ALTER TABLE public.sharing_extract ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.sharing_extract FORCE ROW LEVEL SECURITY;
ALTER TABLE public.sharing_extractroute
    ADD CONSTRAINT sharing_extractroute_parties FOREIGN KEY (agreement_id, discloser, recipient)
    REFERENCES public.sharing_agreement (id, discloser, recipient);
ALTER TABLE public.sharing_extract
    ADD CONSTRAINT sharing_extract_parties FOREIGN KEY (agreement_id, discloser, recipient)
    REFERENCES public.sharing_agreement (id, discloser, recipient);
CREATE POLICY owner ON public.sharing_extractroute TO heed_owner
    USING (true) WITH CHECK (true);
CREATE POLICY owner ON public.sharing_extract TO heed_owner
    USING (true) WITH CHECK (true);
CREATE POLICY parties ON public.sharing_extractroute FOR SELECT TO heed_organisation
    USING (discloser = {ME} OR recipient = {ME});
CREATE POLICY recipient_names ON public.sharing_extractroute FOR INSERT TO heed_organisation
    WITH CHECK (recipient = {ME} AND confirmed_at IS NULL);
CREATE POLICY discloser_confirms ON public.sharing_extractroute FOR UPDATE TO heed_organisation
    USING (discloser = {ME} AND withdrawn_at IS NULL)
    WITH CHECK (discloser = {ME});
CREATE POLICY recipient_closes ON public.sharing_extractroute FOR UPDATE TO heed_organisation
    USING (recipient = {ME} AND withdrawn_at IS NULL)
    WITH CHECK (recipient = {ME} AND withdrawn_at IS NOT NULL);
CREATE POLICY discloser_makes ON public.sharing_extract TO heed_organisation
    USING (discloser = {ME}) WITH CHECK (discloser = {ME});
CREATE POLICY recipient_reads ON public.sharing_extract FOR SELECT TO heed_organisation
    USING (recipient = {ME});
CREATE POLICY recipient_opens ON public.sharing_extract FOR UPDATE TO heed_organisation
    USING (recipient = {ME} AND kind = 'LINK' AND state = 'SENT')
    WITH CHECK (recipient = {ME} AND kind = 'LINK' AND state = 'OPENED');
"""
NO_WALL = f"""
DROP POLICY recipient_reads ON public.sharing_receipt;
CREATE POLICY recipient_reads ON public.sharing_receipt FOR SELECT TO heed_organisation
    USING (organisation = {ME} AND question = 'CHECK' AND permitted);
DROP POLICY recipient_opens ON public.sharing_extract;
DROP POLICY recipient_reads ON public.sharing_extract;
DROP POLICY discloser_makes ON public.sharing_extract;
DROP POLICY recipient_closes ON public.sharing_extractroute;
DROP POLICY discloser_confirms ON public.sharing_extractroute;
DROP POLICY recipient_names ON public.sharing_extractroute;
DROP POLICY parties ON public.sharing_extractroute;
DROP POLICY owner ON public.sharing_extract;
DROP POLICY owner ON public.sharing_extractroute;
ALTER TABLE public.sharing_extract DROP CONSTRAINT sharing_extract_parties;
ALTER TABLE public.sharing_extractroute DROP CONSTRAINT sharing_extractroute_parties;
ALTER TABLE public.sharing_extract NO FORCE ROW LEVEL SECURITY;
ALTER TABLE public.sharing_extract DISABLE ROW LEVEL SECURITY;
ALTER TABLE public.sharing_extractroute NO FORCE ROW LEVEL SECURITY;
ALTER TABLE public.sharing_extractroute DISABLE ROW LEVEL SECURITY;
"""


SIGNINGKEY = own_rows("sharing_signingkey")


class Migration(migrations.Migration):
    dependencies = [
        ("sharing", "0010_portfolio_changes"),
    ]

    operations = [
        migrations.CreateModel(
            name="ExtractRoute",
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
                ("recipient", models.UUIDField()),
                ("kind", models.CharField(max_length=5)),
                ("address", models.CharField(max_length=254)),
                ("certificate", models.TextField(blank=True, default="")),
                (
                    "fingerprint",
                    models.CharField(blank=True, default="", max_length=64),
                ),
                ("certificate_ends_on", models.DateField(blank=True, null=True)),
                ("reason", models.TextField()),
                ("asked_by", models.CharField(max_length=80)),
                ("asked_at", models.DateTimeField()),
                (
                    "confirmed_by",
                    models.CharField(blank=True, default="", max_length=80),
                ),
                (
                    "confirmed_how",
                    models.CharField(blank=True, default="", max_length=200),
                ),
                ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                ("signer", models.TextField(blank=True, default="")),
                (
                    "withdrawn_by",
                    models.CharField(blank=True, default="", max_length=80),
                ),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "agreement",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="routes",
                        to="sharing.agreement",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Extract",
            fields=[
                (
                    "id",
                    models.UUIDField(editable=False, primary_key=True, serialize=False),
                ),
                ("discloser", models.UUIDField()),
                ("recipient", models.UUIDField()),
                ("kind", models.CharField(max_length=5)),
                ("activity", models.CharField(max_length=40)),
                ("purpose", models.CharField(max_length=30)),
                ("reason", models.TextField()),
                ("state", models.CharField(max_length=8)),
                ("valid_until", models.DateTimeField()),
                ("rows", models.PositiveIntegerField(default=0)),
                ("left_out", models.PositiveIntegerField(default=0)),
                ("digest", models.CharField(blank=True, default="", max_length=64)),
                ("refusal", models.JSONField(default=list)),
                ("sealed", models.BinaryField(blank=True, null=True)),
                ("asked_by", models.CharField(max_length=80)),
                ("asked_at", models.DateTimeField()),
                ("sealed_at", models.DateTimeField(blank=True, null=True)),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                ("opened_at", models.DateTimeField(blank=True, null=True)),
                ("opened_by", models.CharField(blank=True, default="", max_length=80)),
                (
                    "agreement",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="extracts",
                        to="sharing.agreement",
                    ),
                ),
                (
                    "route",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="extracts",
                        to="sharing.extractroute",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SigningKey",
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
                ("organisation", models.UUIDField()),
                ("certificate", models.TextField()),
                ("sealed_key", models.TextField()),
                ("made_at", models.DateTimeField()),
                ("ends_on", models.DateField()),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["organisation", "ends_on"], name="sharing_signingkey_of"
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="extractroute",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_at__isnull", True)),
                fields=("agreement",),
                name="sharing_extractroute_one_current",
            ),
        ),
        migrations.AddConstraint(
            model_name="extractroute",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["SMIME", "LINK"]),
                    models.Q(("address", ""), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                ),
                name="sharing_extractroute_codes",
            ),
        ),
        migrations.AddConstraint(
            model_name="extractroute",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "SMIME"), _negated=True),
                    models.Q(
                        models.Q(("certificate", ""), _negated=True),
                        ("fingerprint__regex", "^[0-9a-f]{64}$"),
                        ("certificate_ends_on__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="sharing_extractroute_smime_has_a_certificate",
            ),
        ),
        migrations.AddConstraint(
            model_name="extractroute",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("confirmed_at__isnull", True), ("confirmed_by", "")),
                    models.Q(
                        ("confirmed_at__isnull", False),
                        models.Q(("confirmed_by", ""), _negated=True),
                        models.Q(("confirmed_how", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="sharing_extractroute_confirmed_by_somebody",
            ),
        ),
        migrations.AddIndex(
            model_name="extract",
            index=models.Index(
                fields=["agreement", "asked_at"], name="sharing_extract_of"
            ),
        ),
        migrations.AddConstraint(
            model_name="extract",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["ASKED", "SEALED", "SENT", "OPENED", "REFUSED"]),
                    ("kind__in", ["SMIME", "LINK"]),
                    models.Q(("reason", ""), _negated=True),
                ),
                name="sharing_extract_codes",
            ),
        ),
        migrations.AddConstraint(
            model_name="extract",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "OPENED"), _negated=True),
                    models.Q(
                        ("kind", "LINK"),
                        ("opened_at__isnull", False),
                        models.Q(("opened_by", ""), _negated=True),
                        models.Q(("digest", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="sharing_extract_opened_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="extract",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["SENT", "OPENED"]), _negated=True),
                    ("sent_at__isnull", False),
                    _connector="OR",
                ),
                name="sharing_extract_sent_has_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="extract",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("sealed__isnull", True), ("state", "SEALED"), _connector="OR"
                ),
                name="sharing_extract_is_kept_only_until_it_goes",
            ),
        ),
        migrations.RunSQL(WALL, NO_WALL),
        migrations.RunSQL(SIGNINGKEY[0], SIGNINGKEY[1]),
    ]
