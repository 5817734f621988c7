"""Do the rows know what the discloser's own pack excludes today?

The view of what holds today asks the pack in force, as the check's statement does: of the
versions whose day has come, the one adopted last. It is asked last and by its index, for
the few activities under which everything else holds.
"""

from django.db import migrations


TODAY = "(SELECT public.heed_today())"
LIVE = f"""
CREATE OR REPLACE VIEW public.sharing_live WITH (security_invoker = true) AS
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
  AND i.heads @> '{{{{CLAIMS,PROCEEDINGS,FINES,DAMAGES,LEGAL_FEES}}}}'::varchar[]
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
  AND r.status = 'ACTIVE'{{more}}
"""
PACK = f"""
  AND (t.activity = ANY ((
        SELECT p.excluded_activities FROM public.tenants_packsummary p
        WHERE p.organisation_id = v.discloser AND p.counts_from <= {TODAY}
        ORDER BY p.number DESC LIMIT 1)::varchar[])) IS NOT TRUE"""


class Migration(migrations.Migration):
    dependencies = [
        ("sharing", "0013_portfolios_wait"),
        ("tenants", "0004_fill_pack_summaries"),
    ]

    operations = [
        migrations.RunSQL(LIVE.format(more=PACK), LIVE.format(more="")),
    ]
