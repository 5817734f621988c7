"""Write POLICY.md and STATES.md anew from the rules and the state machine."""

from typing import Any

from django.core.management.base import BaseCommand

from sharing.documents import DOCUMENTS, HERE


class Command(BaseCommand):
    help = __doc__
    requires_system_checks: list[str] = []

    def handle(self, *_: Any, **__: Any) -> None:
        for name, made in DOCUMENTS.items():
            (HERE / name).write_text(made(), encoding="utf-8")
            self.stdout.write(f"sharing/{name}")
