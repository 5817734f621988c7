"""Compare the shared floor with every organisation's own tables.

Says how many rows were compared; fails where one differs, and where there was nothing
to compare: then the comparison itself is broken.
"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from sharing.actions.comparing import compare, compare_floor
from tenants.compared import NOTHING
from tenants.context import in_organisation
from tenants.queries import looked_after


class Command(BaseCommand):
    help = __doc__

    def handle(self, *_: Any, **__: Any) -> None:
        total = NOTHING
        for organisation in list(looked_after()):
            with in_organisation(organisation):
                found = compare(at=timezone.now())
            total += found
            self._say(organisation.slug, found.rows, found.kinds)
        floor = compare_floor()
        self._say("the whole floor", floor.rows, floor.kinds)
        if total.differences or floor.differences:
            raise CommandError("The floor differs from what it should say.")
        if not floor.rows or not total.rows:
            raise CommandError("Nothing was compared.")

    def _say(self, where: str, rows: int, kinds: dict[str, int]) -> None:
        told = ", ".join(f"{number} × {what}" for what, number in kinds.items())
        self.stdout.write(f"{where}: {rows} rows compared, {told or '0 differences'}")
