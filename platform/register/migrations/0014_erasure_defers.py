"""Keys that an erasure may have checked at its end, when every row is gone.

They are checked at once as before, unless a transaction asks otherwise.
"""

from django.db import migrations


KEYS = (
    ("register_decision", "register_decision_decider_is_the_reports"),
    ("register_appeal", "register_appeal_report_is_the_entrys"),
    ("register_appealmember", "register_appealmember_report_is_the_appeals"),
    ("register_appealmember", "register_appealmember_people_are_the_reports"),
)


class Migration(migrations.Migration):
    dependencies = [("register", "0013_matches_moves")]

    operations = [
        migrations.RunSQL(
            sql=f"ALTER TABLE {table} ALTER CONSTRAINT {key} DEFERRABLE",
            reverse_sql=f"ALTER TABLE {table} ALTER CONSTRAINT {key} NOT DEFERRABLE",
        )
        for table, key in KEYS
    ]
