"""Who may read and write papers, misuse cases and services, and whose words are fixed?

Both parties read all of it; a file, a task, a decision and an answer are each written by
the side whose they are. The platform sees that a case is open and never what happened.

The trigger stands behind the signatures: whoever is not the discloser may change of a
version only what signing, stopping and ending change, never a word that was agreed.
"""

import re

from django.db import migrations


ME = "(SELECT public.heed_identity())"
OF_AGREEMENTS = ("sharing_paper", "sharing_misusecase")
TABLES = (
    *OF_AGREEMENTS,
    "sharing_misusetask",
    "sharing_misusedecision",
    "sharing_service",
    "sharing_servicequestion",
)
KEYS = "".join(
    f"""
ALTER TABLE public.{table} ADD CONSTRAINT {table}_parties
    FOREIGN KEY (agreement_id, discloser, recipient)
    REFERENCES public.sharing_agreement (id, discloser, recipient);"""
    for table in OF_AGREEMENTS
)
NO_KEYS = "".join(
    f"ALTER TABLE public.{table} DROP CONSTRAINT {table}_parties;"
    for table in OF_AGREEMENTS
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
POLICIES = f"""
CREATE POLICY parties ON public.sharing_paper FOR SELECT TO heed_organisation
    USING (discloser = {ME} OR recipient = {ME});
CREATE POLICY parties_store ON public.sharing_paper FOR INSERT TO heed_organisation
    WITH CHECK ((discloser = {ME} OR recipient = {ME}) AND by_organisation = {ME});
CREATE POLICY parties ON public.sharing_misusecase FOR SELECT TO heed_organisation
    USING (discloser = {ME} OR recipient = {ME});
CREATE POLICY platform_watches ON public.sharing_misusecase FOR SELECT TO heed_platform
    USING (true);
CREATE POLICY platform_watches ON public.sharing_recall FOR SELECT TO heed_platform
    USING (true);
CREATE POLICY parties_report ON public.sharing_misusecase FOR INSERT TO heed_organisation
    WITH CHECK ((discloser = {ME} OR recipient = {ME})
        AND reported_by_organisation = {ME} AND closed_at IS NULL);
CREATE POLICY discloser_closes ON public.sharing_misusecase FOR UPDATE TO heed_organisation
    USING (discloser = {ME} AND closed_at IS NULL)
    WITH CHECK (discloser = {ME} AND closed_at IS NOT NULL);
CREATE POLICY parties ON public.sharing_misusetask FOR SELECT TO heed_organisation
    USING (discloser = {ME} OR recipient = {ME});
CREATE POLICY parties_set ON public.sharing_misusetask FOR INSERT TO heed_organisation
    WITH CHECK ((discloser = {ME} OR recipient = {ME}) AND done_at IS NULL);
CREATE POLICY own_side_does ON public.sharing_misusetask FOR UPDATE TO heed_organisation
    USING (organisation = {ME} AND done_at IS NULL)
    WITH CHECK (organisation = {ME});
CREATE POLICY parties ON public.sharing_misusedecision FOR SELECT TO heed_organisation
    USING (discloser = {ME} OR recipient = {ME});
CREATE POLICY own_side_decides ON public.sharing_misusedecision FOR INSERT TO heed_organisation
    WITH CHECK ((discloser = {ME} OR recipient = {ME}) AND organisation = {ME});
CREATE POLICY own ON public.sharing_service TO heed_organisation
    USING (organisation = {ME})
    WITH CHECK (organisation = {ME});
CREATE POLICY councils_read ON public.sharing_service FOR SELECT TO heed_organisation
    USING (organisation IN (SELECT a.recipient FROM public.sharing_agreement a
        WHERE a.discloser = {ME}));
CREATE POLICY either_side ON public.sharing_servicequestion FOR SELECT TO heed_organisation
    USING (organisation = {ME} OR asked_by_organisation = {ME});
CREATE POLICY council_asks ON public.sharing_servicequestion FOR INSERT TO heed_organisation
    WITH CHECK (asked_by_organisation = {ME} AND answered_at IS NULL
        AND organisation IN (SELECT a.recipient FROM public.sharing_agreement a
            WHERE a.discloser = {ME}));
CREATE POLICY partner_answers ON public.sharing_servicequestion FOR UPDATE TO heed_organisation
    USING (organisation = {ME} AND answered_at IS NULL)
    WITH CHECK (organisation = {ME});
"""
NO_POLICIES = "".join(
    f"DROP POLICY {name} ON {table};"
    for name, table in re.findall(r"CREATE POLICY (\w+) ON ([\w.]+)", POLICIES)[::-1]
)

# What a side that does not disclose may change of a version, and the clearing of a
# suspension is for whoever suspended.
WORDS = """
CREATE FUNCTION public.sharing_words_stand() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    me uuid := public.heed_identity();
    theirs text[] := ARRAY['state', 'recipient_signatory_name',
        'recipient_signatory_role', 'recipient_signatory_authority',
        'recipient_signed_at', 'suspended_by', 'suspended_at', 'suspension_reason',
        'suspension_cleared_at', 'ended_at', 'ended_reason'];
BEGIN
    IF me IS NULL THEN
        RETURN NEW;
    END IF;
    IF me <> OLD.discloser
        AND to_jsonb(NEW) - theirs IS DISTINCT FROM to_jsonb(OLD) - theirs THEN
        RAISE EXCEPTION 'Only the discloser changes what an agreement says.'
            USING ERRCODE = '42501';
    END IF;
    IF NEW.suspension_cleared_at IS NOT NULL
        AND NEW.suspension_cleared_at IS DISTINCT FROM OLD.suspension_cleared_at
        AND OLD.suspended_by IS DISTINCT FROM me THEN
        RAISE EXCEPTION 'Only whoever suspended an agreement clears it.'
            USING ERRCODE = '42501';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER sharing_words_stand BEFORE UPDATE ON public.sharing_agreementversion
    FOR EACH ROW EXECUTE FUNCTION public.sharing_words_stand();
"""
NO_WORDS = """
DROP TRIGGER sharing_words_stand ON public.sharing_agreementversion;
DROP FUNCTION public.sharing_words_stand();
"""


class Migration(migrations.Migration):
    dependencies = [("sharing", "0008_agreements_in_full")]

    operations = [
        migrations.RunSQL(KEYS, NO_KEYS),
        *(
            migrations.RunSQL(FENCE.format(table=table), NO_FENCE.format(table=table))
            for table in TABLES
        ),
        migrations.RunSQL(POLICIES, NO_POLICIES),
        migrations.RunSQL(WORDS, NO_WORDS),
    ]
