"""Copy each decision's audience to its entry, where the audience in force is kept."""

from django.db import migrations


COPY = """
UPDATE register_entry SET audience = decision.audience
  FROM register_decision decision WHERE decision.id = register_entry.decision_id
"""


class Migration(migrations.Migration):
    dependencies = [("register", "0009_lives")]

    operations = [migrations.RunSQL(COPY, migrations.RunSQL.noop)]
