"""How many named people may a guest organisation have?"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("tenants", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="organisation",
            name="most_people",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
    ]
