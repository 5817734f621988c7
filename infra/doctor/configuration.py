"""Are the settings fit for what this installation is?"""

from collections.abc import Iterator

from django.conf import settings
from django.core import checks

from infra.doctor.findings import Finding


def examine() -> Iterator[Finding]:
    """Run Django's own checks, those for deployment too unless this is the demo."""
    messages = checks.run_checks(include_deployment_checks=not settings.DEMO)
    grave = [message for message in messages if message.level >= checks.WARNING]
    for message in grave:
        yield Finding(
            f"setting {message.id}",
            message.msg,
            message.hint or "Change the setting, or the variable that it is read from.",
        )
    if not grave:
        kind = "a demonstration" if settings.DEMO else "production"
        yield Finding("settings", f"Sound, for {kind}.")
