"""What stood on the organisation's row stands in the summary of its pack, by date."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("tenants", "0004_fill_pack_summaries")]

    operations = [
        migrations.RemoveField("organisation", "has_register"),
        migrations.RemoveField("organisation", "register_suspended"),
        migrations.RemoveField("organisation", "search_modes"),
        migrations.RemoveField("organisation", "sharing_ceiling"),
    ]
