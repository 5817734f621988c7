"""Can whoever did not suspend an agreement make the suspension their own, and clear it?

`sharing_words_stand` let only whoever suspended clear, but let the other side write its
own name over theirs first. A suspension now keeps its name until the discloser lifts
it, and whoever is not the discloser brings nothing back from where it has ended.
"""

from django.db import migrations


FUNCTION = """
CREATE OR REPLACE FUNCTION public.sharing_words_stand() RETURNS trigger
LANGUAGE plpgsql AS $$
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
    END IF;{more}
    RETURN NEW;
END $$;
"""
MORE = """
    IF OLD.state = 'SUSPENDED' AND NEW.state = 'SUSPENDED'
        AND NEW.suspended_by IS DISTINCT FROM OLD.suspended_by THEN
        RAISE EXCEPTION 'A suspension stays with whoever suspended.'
            USING ERRCODE = '42501';
    END IF;
    IF me <> OLD.discloser AND NEW.state <> OLD.state
        AND (OLD.state IN ('SUPERSEDED', 'EXPIRED', 'TERMINATED', 'REFUSED', 'WITHDRAWN')
            OR OLD.state = 'SUSPENDED' AND NEW.state IN ('ACCEPTED', 'INDEMNIFIED', 'REFUSED'))
    THEN
        RAISE EXCEPTION 'Only the discloser takes an agreement up again.'
            USING ERRCODE = '42501';
    END IF;"""


class Migration(migrations.Migration):
    dependencies = [("sharing", "0011_extracts")]

    operations = [
        migrations.RunSQL(FUNCTION.format(more=MORE), FUNCTION.format(more="")),
    ]
