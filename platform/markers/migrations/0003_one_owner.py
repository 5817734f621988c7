"""A key and its marker have one owner: nobody files a key under another's marker."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("markers", "0002_wall")]

    operations = [
        migrations.AddConstraint(
            model_name="marker",
            constraint=models.UniqueConstraint(
                fields=("id", "owner"), name="markers_marker_id_and_owner"
            ),
        ),
        migrations.RunSQL(
            """
            ALTER TABLE public.markers_key ADD CONSTRAINT markers_key_one_owner
                FOREIGN KEY (marker_id, owner)
                REFERENCES public.markers_marker (id, owner) ON DELETE CASCADE
            """,
            reverse_sql="""
            ALTER TABLE public.markers_key DROP CONSTRAINT markers_key_one_owner
            """,
        ),
    ]
