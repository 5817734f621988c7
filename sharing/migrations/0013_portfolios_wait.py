"""May a portfolio wait for the version that was signed for its kind?"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("sharing", "0012_suspensions_are_not_taken_over")]

    operations = [
        migrations.RemoveConstraint(
            model_name="portfoliochange", name="sharing_portfoliochange_codes"
        ),
        migrations.AddConstraint(
            model_name="portfoliochange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "READING",
                            "REFUSED",
                            "READY",
                            "APPLYING",
                            "ARRANGED",
                            "APPLIED",
                            "ABANDONED",
                        ],
                    ),
                    ("kind__in", ["UPRNS", "AREA", "CASES"]),
                ),
                name="sharing_portfoliochange_codes",
            ),
        ),
    ]
