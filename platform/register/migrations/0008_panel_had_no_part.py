"""Nobody hears an appeal against what they reported, countersigned or decided.

A panel member's row repeats the three people of the appealed decision, and these keys
hold it to the report's own row, so that the row's check speaks of the real three. The
appeal's report is one that belongs to its entry. Composite foreign keys, since triggers
in a tenant's schema are not used.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("register", "0007_appeals")]

    operations = [
        migrations.RunSQL(
            sql="""
            ALTER TABLE register_appeal
                ADD CONSTRAINT register_appeal_report_is_the_entrys
                FOREIGN KEY (report_id, entry_id)
                REFERENCES register_report (id, entry_id);
            ALTER TABLE register_appealmember
                ADD CONSTRAINT register_appealmember_report_is_the_appeals
                FOREIGN KEY (appeal_id, report_id)
                REFERENCES register_appeal (id, report_id);
            ALTER TABLE register_appealmember
                ADD CONSTRAINT register_appealmember_people_are_the_reports
                FOREIGN KEY (report_id, reporter_id, countersigner_id, decider_id)
                REFERENCES register_report
                    (id, reporter_id, countersigner_or_reporter, decided_by_id);
            """,
            reverse_sql="""
            ALTER TABLE register_appealmember
                DROP CONSTRAINT register_appealmember_people_are_the_reports;
            ALTER TABLE register_appealmember
                DROP CONSTRAINT register_appealmember_report_is_the_appeals;
            ALTER TABLE register_appeal
                DROP CONSTRAINT register_appeal_report_is_the_entrys;
            """,
        )
    ]
