"""A decision's decider is the decider on the report's own row.

There a check keeps reporter, countersigner and decider three people, so neither
an INSERT here nor an UPDATE there can make one person hold two of the roles.
A composite foreign key, since triggers in a tenant's schema are not used.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("register", "0001_initial")]

    operations = [
        migrations.RunSQL(
            sql="""
            ALTER TABLE register_decision
                ADD CONSTRAINT register_decision_decider_is_the_reports
                FOREIGN KEY (report_id, decider_id)
                REFERENCES register_report (id, decided_by_id);
            """,
            reverse_sql="""
            ALTER TABLE register_decision
                DROP CONSTRAINT register_decision_decider_is_the_reports;
            """,
        )
    ]
