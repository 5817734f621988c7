"""An organisation erases its own releases, and only those that were taken back."""

from django.db import migrations


FENCE = """
CREATE POLICY erased_when_taken_back ON public.sharing_release
    AS RESTRICTIVE FOR DELETE TO heed_organisation USING (withdrawn_at IS NOT NULL);
CREATE POLICY erased_when_taken_back ON public.sharing_teamrelease
    AS RESTRICTIVE FOR DELETE TO heed_organisation USING (withdrawn_at IS NOT NULL);
"""
NO_FENCE = """
DROP POLICY erased_when_taken_back ON public.sharing_teamrelease;
DROP POLICY erased_when_taken_back ON public.sharing_release;
"""


class Migration(migrations.Migration):
    dependencies = [("sharing", "0006_check_batches_wall")]

    operations = [migrations.RunSQL(FENCE, NO_FENCE)]
