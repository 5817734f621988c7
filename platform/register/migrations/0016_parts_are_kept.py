"""Everybody who acted on an entry, or hears an appeal about it, has their side there.

Composite foreign keys, since triggers in a tenant's schema are not used. They may be
checked at the end of an erasure, when every row is gone.
"""

from django.db import migrations


# Whoever acted comes first: a panel that somebody of them sits on already stays as it
# was, and where there is one the last key is asked of new rows alone.
FILL = """
INSERT INTO register_part (entry_id, acted_by_id)
SELECT entry_id, reporter_id FROM register_report WHERE entry_id IS NOT NULL
UNION SELECT entry_id, countersigned_by_id FROM register_report
 WHERE entry_id IS NOT NULL AND countersigned_by_id IS NOT NULL
UNION SELECT entry_id, decided_by_id FROM register_report
 WHERE entry_id IS NOT NULL AND decided_by_id IS NOT NULL
UNION SELECT entry_id, decider_id FROM register_review
UNION SELECT entry_id, decider_id FROM register_change WHERE decider_id IS NOT NULL
UNION SELECT entry_id, by_id FROM register_retest
UNION SELECT e.id, u.id FROM register_entry e
  JOIN accounts_user u ON u.id::text = e.ended_by
 WHERE NOT EXISTS (SELECT FROM register_appealmember m
                    WHERE m.entry_id = e.id AND m.member_id = u.id);
INSERT INTO register_part (entry_id, heard_by_id)
SELECT DISTINCT entry_id, member_id FROM register_appealmember
    ON CONFLICT (entry_id, person_id) DO NOTHING;
SET CONSTRAINTS ALL IMMEDIATE;
"""
VALIDATE = """
DO $$ BEGIN
    ALTER TABLE register_appealmember VALIDATE CONSTRAINT register_appealmember_hears_it;
EXCEPTION WHEN foreign_key_violation THEN
    RAISE NOTICE 'a panel from before keeps a member who had a part in the entry';
END $$;
"""
KEYS = (
    ("report", "reporter_has_a_part", "entry_id, reporter_id", "acted_by_id"),
    (
        "report",
        "countersigner_has_a_part",
        "entry_id, countersigned_by_id",
        "acted_by_id",
    ),
    ("report", "decider_has_a_part", "entry_id, decided_by_id", "acted_by_id"),
    ("review", "decider_has_a_part", "entry_id, decider_id", "acted_by_id"),
    ("change", "decider_has_a_part", "entry_id, decider_id", "acted_by_id"),
    ("retest", "decider_has_a_part", "entry_id, by_id", "acted_by_id"),
    ("appealmember", "hears_it", "entry_id, member_id", "heard_by_id"),
)


def _add(table: str, name: str, columns: str, side: str) -> str:
    late = " NOT VALID" if table == "appealmember" else ""
    return (
        f"ALTER TABLE register_{table} ADD CONSTRAINT register_{table}_{name}"
        f" FOREIGN KEY ({columns}) REFERENCES register_part (entry_id, {side})"
        f" DEFERRABLE{late};"
    )


def _drop(table: str, name: str) -> str:
    return f"ALTER TABLE register_{table} DROP CONSTRAINT register_{table}_{name};"


class Migration(migrations.Migration):
    dependencies = [("register", "0015_parts")]

    operations = [
        migrations.RunSQL(
            FILL, "DELETE FROM register_part; SET CONSTRAINTS ALL IMMEDIATE"
        ),
        *(migrations.RunSQL(_add(*key), _drop(key[0], key[1])) for key in KEYS),
        migrations.RunSQL(VALIDATE, migrations.RunSQL.noop),
        migrations.RunSQL(
            "ALTER TABLE register_appealmember"
            " ADD CONSTRAINT register_appealmember_entry_is_the_appeals"
            " FOREIGN KEY (appeal_id, entry_id)"
            " REFERENCES register_appeal (id, entry_id) DEFERRABLE;",
            _drop("appealmember", "entry_is_the_appeals"),
        ),
    ]
