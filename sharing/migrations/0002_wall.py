"""Who may read and write which row, whatever the program asks for?

Agreement-side tables look at identity only. A release carries its owner and its
recipient, and is the recipient's only while everything under it holds today. A marker
looks at releases, a key at its marker; nothing looks back, so nothing circles.

What is live is one view. An organisation's pages read many rows, so for them it is
worked out once a query and hashed; a check reads a few, so for it each is looked up by
its agreement (OFFSET 0 keeps the planner from hashing all of a recipient's agreements,
and IS NOT DISTINCT FROM from starting at the owner).
"""

import re

from django.db import migrations


ME = "(SELECT public.heed_identity())"
TODAY = "(SELECT public.heed_today())"
# The entry itself stands today and may leave its organisation.
STANDS = f"""shareable AND starts_on <= {TODAY} AND ends_on > {TODAY}
        AND (state IN ('ACTIVE', 'UNDER_REVIEW')
            OR (state = 'PROVISIONAL' AND provisional_until > now()))"""

KEYS = """
ALTER TABLE public.sharing_agreementversion
    ADD CONSTRAINT sharing_version_parties FOREIGN KEY (agreement_id, discloser, recipient)
    REFERENCES public.sharing_agreement (id, discloser, recipient);
ALTER TABLE public.sharing_indemnity
    ADD CONSTRAINT sharing_indemnity_parties FOREIGN KEY (agreement_id, discloser, recipient)
    REFERENCES public.sharing_agreement (id, discloser, recipient);
ALTER TABLE public.sharing_attestation
    ADD CONSTRAINT sharing_attestation_parties FOREIGN KEY (agreement_id, discloser, recipient)
    REFERENCES public.sharing_agreement (id, discloser, recipient);
ALTER TABLE public.sharing_portfolioitem
    ADD CONSTRAINT sharing_portfolioitem_parties FOREIGN KEY (agreement_id, discloser, recipient)
    REFERENCES public.sharing_agreement (id, discloser, recipient);
ALTER TABLE public.sharing_release
    ADD CONSTRAINT sharing_release_parties FOREIGN KEY (agreement_id, owner, recipient)
    REFERENCES public.sharing_agreement (id, discloser, recipient);
"""
NO_KEYS = """
ALTER TABLE public.sharing_release DROP CONSTRAINT sharing_release_parties;
ALTER TABLE public.sharing_portfolioitem DROP CONSTRAINT sharing_portfolioitem_parties;
ALTER TABLE public.sharing_attestation DROP CONSTRAINT sharing_attestation_parties;
ALTER TABLE public.sharing_indemnity DROP CONSTRAINT sharing_indemnity_parties;
ALTER TABLE public.sharing_agreementversion DROP CONSTRAINT sharing_version_parties;
"""

# Which activities under which agreements hold today. Read with the asker's rights.
LIVE = f"""
CREATE VIEW public.sharing_live WITH (security_invoker = true) AS
SELECT v.agreement_id, v.discloser, v.recipient, t.activity
FROM public.sharing_agreementversion v
JOIN public.sharing_indemnity i ON i.version_id = v.id
JOIN public.sharing_attestation t ON t.agreement_id = v.agreement_id
JOIN public.tenants_organisation d ON d.id = v.discloser
JOIN public.tenants_organisation r ON r.id = v.recipient
WHERE v.state = 'IN_FORCE'
  AND v.starts_on <= {TODAY}
  AND v.ends_on >= {TODAY}
  AND i.replaced_at IS NULL
  AND i.version_hash = v.document_hash
  AND i.heads @> '{{CLAIMS,PROCEEDINGS,FINES,DAMAGES,LEGAL_FEES}}'::varchar[]
  AND i.policy_undertaking
  AND i.cover_ends_on >= {TODAY}
  AND t.withdrawn_at IS NULL
  AND t.approved_by IS NOT NULL
  AND t.starts_on <= {TODAY}
  AND t.ends_on >= {TODAY}
  AND t.activity = ANY (v.activities)
  AND t.mode IN ('CROSSES_BOUNDARY', 'ENTERS_PREMISES', 'FACE_TO_FACE')
  AND t.activity NOT IN ('GROUNDS_MAINTENANCE', 'REFUSE_COLLECTION')
  AND d.status = 'ACTIVE'
  AND r.status = 'ACTIVE'
"""
NOT_LIVE = "DROP VIEW public.sharing_live"

TABLES = (
    "sharing_agreement",
    "sharing_agreementversion",
    "sharing_agreementevent",
    "sharing_indemnity",
    "sharing_attestation",
    "sharing_portfolioitem",
    "sharing_release",
    "sharing_teamrelease",
    "sharing_recall",
    "sharing_check",
    "sharing_receipt",
)
FENCE = """
ALTER TABLE public.{table} ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.{table} FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON public.{table} TO heed_owner USING (true) WITH CHECK (true);
CREATE POLICY reconcile ON public.{table} TO heed_reconcile
    USING (true) WITH CHECK (true);
"""
NO_FENCE = """
DROP POLICY reconcile ON public.{table};
DROP POLICY owner ON public.{table};
ALTER TABLE public.{table} NO FORCE ROW LEVEL SECURITY;
ALTER TABLE public.{table} DISABLE ROW LEVEL SECURITY;
"""

# Both parties read all of the agreement's side, and the platform watches it. The
# discloser drafts and changes; the platform drafts and suspends, nothing else. A
# recipient can sign, indemnify, refuse, suspend and end, never put in force; it alone
# gives the indemnity. Its attestation counts only when the discloser approves it.
POLICIES = f"""
CREATE POLICY parties ON public.sharing_agreement FOR SELECT TO heed_organisation
    USING (discloser = {ME} OR recipient = {ME});
CREATE POLICY check_reads ON public.sharing_agreement FOR SELECT TO heed_check
    USING (recipient = {ME});
CREATE POLICY parties ON public.sharing_agreementversion FOR SELECT TO heed_organisation
    USING (discloser = {ME} OR recipient = {ME});
CREATE POLICY check_reads ON public.sharing_agreementversion FOR SELECT TO heed_check
    USING (recipient = {ME});
CREATE POLICY parties ON public.sharing_agreementevent FOR SELECT TO heed_organisation
    USING (discloser = {ME} OR recipient = {ME});
CREATE POLICY parties ON public.sharing_indemnity FOR SELECT TO heed_organisation
    USING (discloser = {ME} OR recipient = {ME});
CREATE POLICY check_reads ON public.sharing_indemnity FOR SELECT TO heed_check
    USING (recipient = {ME});
CREATE POLICY parties ON public.sharing_attestation FOR SELECT TO heed_organisation
    USING (discloser = {ME} OR recipient = {ME});
CREATE POLICY check_reads ON public.sharing_attestation FOR SELECT TO heed_check
    USING (recipient = {ME});
CREATE POLICY parties ON public.sharing_portfolioitem FOR SELECT TO heed_organisation
    USING (discloser = {ME} OR recipient = {ME});
CREATE POLICY check_reads ON public.sharing_portfolioitem FOR SELECT TO heed_check
    USING (recipient = {ME});
CREATE POLICY platform_watches ON public.sharing_agreement FOR SELECT TO heed_platform
    USING (true);
CREATE POLICY platform_watches ON public.sharing_agreementversion FOR SELECT TO heed_platform
    USING (true);
CREATE POLICY platform_watches ON public.sharing_agreementevent FOR SELECT TO heed_platform
    USING (true);
CREATE POLICY platform_watches ON public.sharing_indemnity FOR SELECT TO heed_platform
    USING (true);
CREATE POLICY platform_watches ON public.sharing_attestation FOR SELECT TO heed_platform
    USING (true);
CREATE POLICY discloser_writes ON public.sharing_agreement FOR INSERT TO heed_organisation
    WITH CHECK (discloser = {ME});
CREATE POLICY discloser_changes ON public.sharing_agreement FOR UPDATE TO heed_organisation
    USING (discloser = {ME})
    WITH CHECK (discloser = {ME});
CREATE POLICY platform_drafts ON public.sharing_agreement FOR INSERT TO heed_platform
    WITH CHECK (true);
CREATE POLICY discloser_writes ON public.sharing_agreementversion FOR INSERT TO heed_organisation
    WITH CHECK (discloser = {ME} AND state = 'DRAFT');
CREATE POLICY discloser_changes ON public.sharing_agreementversion FOR UPDATE TO heed_organisation
    USING (discloser = {ME})
    WITH CHECK (discloser = {ME});
CREATE POLICY recipient_changes ON public.sharing_agreementversion FOR UPDATE TO heed_organisation
    USING (recipient = {ME})
    WITH CHECK (recipient = {ME} AND state IN ('ACCEPTED', 'INDEMNIFIED', 'REFUSED', 'SUSPENDED', 'EXPIRED', 'TERMINATED'));
CREATE POLICY platform_drafts ON public.sharing_agreementversion FOR INSERT TO heed_platform
    WITH CHECK (state = 'DRAFT');
CREATE POLICY platform_suspends ON public.sharing_agreementversion FOR UPDATE TO heed_platform
    USING (true)
    WITH CHECK (state = 'SUSPENDED');
CREATE POLICY parties_tell ON public.sharing_agreementevent FOR INSERT TO heed_organisation
    WITH CHECK ((discloser = {ME} OR recipient = {ME}) AND by_organisation = {ME});
CREATE POLICY platform_tells ON public.sharing_agreementevent FOR INSERT TO heed_platform
    WITH CHECK (by_organisation = {ME});
CREATE POLICY recipient_gives ON public.sharing_indemnity FOR INSERT TO heed_organisation
    WITH CHECK (recipient = {ME});
CREATE POLICY recipient_replaces ON public.sharing_indemnity FOR UPDATE TO heed_organisation
    USING (recipient = {ME})
    WITH CHECK (recipient = {ME} AND replaced_at IS NOT NULL);
CREATE POLICY recipient_attests ON public.sharing_attestation FOR INSERT TO heed_organisation
    WITH CHECK (recipient = {ME} AND approved_by IS NULL);
CREATE POLICY recipient_withdraws ON public.sharing_attestation FOR UPDATE TO heed_organisation
    USING (recipient = {ME})
    WITH CHECK (recipient = {ME} AND withdrawn_at IS NOT NULL);
CREATE POLICY discloser_approves ON public.sharing_attestation FOR ALL TO heed_organisation
    USING (discloser = {ME})
    WITH CHECK (discloser = {ME});
CREATE POLICY discloser_sets ON public.sharing_portfolioitem FOR ALL TO heed_organisation
    USING (discloser = {ME})
    WITH CHECK (discloser = {ME});
CREATE POLICY owner_releases ON public.sharing_release TO heed_organisation
    USING (owner = {ME})
    WITH CHECK (owner = {ME});
CREATE POLICY recipient_sees ON public.sharing_release FOR SELECT TO heed_organisation
    USING (recipient = {ME} AND withdrawn_at IS NULL
        AND (agreement_id, activity) IN (SELECT live.agreement_id, live.activity
            FROM public.sharing_live live
            WHERE live.recipient = {ME}));
CREATE POLICY check_sees ON public.sharing_release FOR SELECT TO heed_check
    USING (recipient = {ME} AND withdrawn_at IS NULL
        AND EXISTS (SELECT 1 FROM public.sharing_live live
            WHERE live.agreement_id = sharing_release.agreement_id
                AND live.activity = sharing_release.activity OFFSET 0));
CREATE POLICY owner_releases ON public.sharing_teamrelease TO heed_organisation, heed_check
    USING (owner = {ME})
    WITH CHECK (owner = {ME});
CREATE POLICY owner_raises ON public.sharing_recall TO heed_organisation
    USING (owner = {ME})
    WITH CHECK (owner = {ME});
CREATE POLICY recipient_sees ON public.sharing_recall FOR SELECT TO heed_organisation
    USING (recipient = {ME});
CREATE POLICY recipient_acknowledges ON public.sharing_recall FOR UPDATE TO heed_organisation
    USING (recipient = {ME})
    WITH CHECK (recipient = {ME});
CREATE POLICY asker ON public.sharing_check TO heed_organisation, heed_check
    USING (organisation = {ME})
    WITH CHECK (organisation = {ME});
CREATE POLICY either_writes ON public.sharing_receipt FOR INSERT TO heed_organisation, heed_check
    WITH CHECK (owner = {ME} OR organisation = {ME});
CREATE POLICY owner_reads ON public.sharing_receipt FOR SELECT TO heed_organisation
    USING (owner = {ME});
CREATE POLICY recipient_reads ON public.sharing_receipt FOR SELECT TO heed_organisation
    USING (organisation = {ME} AND question = 'CHECK' AND permitted);
CREATE POLICY recipient_sees ON public.markers_marker FOR SELECT TO heed_organisation
    USING ({STANDS}
        AND (id, owner) IN (SELECT r.marker_id, r.owner FROM public.sharing_release r
            WHERE r.recipient = {ME}));
CREATE POLICY check_sees ON public.markers_marker FOR SELECT TO heed_check
    USING ({STANDS}
        AND EXISTS (SELECT 1 FROM public.sharing_release r
            WHERE r.marker_id = markers_marker.id AND r.recipient = {ME}
                AND r.owner IS NOT DISTINCT FROM markers_marker.owner OFFSET 0));
CREATE POLICY recipient_sees ON public.markers_key FOR SELECT TO heed_organisation
    USING (owner <> {ME} AND marker_id IN (SELECT m.id FROM public.markers_marker m
            WHERE m.owner <> {ME}));
CREATE POLICY check_sees ON public.markers_key FOR SELECT TO heed_check
    USING (owner <> {ME} AND EXISTS (SELECT 1 FROM public.markers_marker m
            WHERE m.id = markers_key.marker_id AND m.owner <> {ME} OFFSET 0));
"""
NO_POLICIES = "".join(
    f"DROP POLICY {name} ON {table};"
    for name, table in re.findall(r"CREATE POLICY (\w+) ON ([\w.]+)", POLICIES)[::-1]
)


class Migration(migrations.Migration):
    dependencies = [
        ("sharing", "0001_agreements_releases_checks"),
        ("markers", "0002_wall"),
        ("tenants", "0001_initial"),
    ]

    operations = [
        migrations.RunSQL(KEYS, NO_KEYS),
        migrations.RunSQL(LIVE, NOT_LIVE),
        *(
            migrations.RunSQL(FENCE.format(table=table), NO_FENCE.format(table=table))
            for table in TABLES
        ),
        migrations.RunSQL(POLICIES, NO_POLICIES),
    ]
