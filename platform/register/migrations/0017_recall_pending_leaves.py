"""Whether a recall is pending is asked where recipients answer it, and kept nowhere."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("register", "0016_parts_are_kept")]

    operations = [migrations.RemoveField("entry", "recall_pending")]
