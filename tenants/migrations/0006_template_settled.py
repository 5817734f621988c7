"""The newest template also keeps how the last whole migration left the database."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tenants", "0005_pack_columns_leave")]

    operations = [
        migrations.AddField(
            model_name="templatescript",
            name="settled",
            field=models.CharField(blank=True, db_default="", max_length=100),
        ),
    ]
