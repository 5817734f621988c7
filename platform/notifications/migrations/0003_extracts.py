"""Which messages are there, now that extracts may go by mail?"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("notifications", "0002_reminders"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="message",
            name="notifications_message_codes_known",
        ),
        migrations.AlterField(
            model_name="message",
            name="kind",
            field=models.TextField(
                choices=[
                    ("LETTER", "Letter to the subject"),
                    ("NEW_ENTRY", "Notice to staff of a new entry"),
                    ("RECALL", "Notice that something was recalled"),
                    ("INVITATION", "Invitation to sign in"),
                    ("REMINDER", "Reminder"),
                    ("EXTRACT", "Extract for a partner"),
                ]
            ),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "LETTER",
                            "NEW_ENTRY",
                            "RECALL",
                            "INVITATION",
                            "REMINDER",
                            "EXTRACT",
                        ],
                    ),
                    (
                        "channel__in",
                        ["EMAIL", "NOTIFY_EMAIL", "NOTIFY_LETTER", "PRINT"],
                    ),
                    (
                        "state__in",
                        ["QUEUED", "SENDING", "SENT", "TO_PRINT", "FAILED", "GIVEN_UP"],
                    ),
                ),
                name="notifications_message_codes_known",
            ),
        ),
    ]
