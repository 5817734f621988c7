"""Write anew the keys by which checks find entries, after the code of keys changed.

    manage.py rekey --beside          before the new code serves: adds its keys
    manage.py rekey [SLUG] [--after ENTRY]   when no older code serves any more

Organisation by organisation, in parts that each stand by themselves. Says how many rows
were compared and how many markers changed; fails where nothing was compared, and where
a marker is missing or says something else than its entry, which `reconcile` tells more of.
"""

from argparse import ArgumentParser
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from register.actions.rekeying import rekey_part
from tenants.context import in_organisation
from tenants.models import Organisation
from tenants.queries import looked_after


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", nargs="?", help="one organisation alone")
        parser.add_argument(
            "--after", type=UUID, help="go on after this entry, as a stopped run said"
        )
        parser.add_argument(
            "--beside",
            action="store_true",
            help="only add keys, while older code still serves",
        )

    def handle(self, *_: Any, **options: Any) -> None:
        slug, after = options["slug"], options["after"]
        if after and not slug:
            raise CommandError("Say whose entry it is: rekey SLUG --after ENTRY.")
        found = looked_after()
        if slug:
            found = found.filter(slug=slug)
        rows = left = 0
        for organisation in list(found):
            more, remaining = self._rekey(organisation, after, beside=options["beside"])
            rows, left = rows + more, left + remaining
        if left:
            raise CommandError(
                f"{left} entries have no marker, or one that says something else of"
                " them. Run reconcile, and mend those first."
            )
        if not rows:
            raise CommandError("Nothing was compared.")

    def _rekey(
        self, organisation: Organisation, after: UUID | None, *, beside: bool
    ) -> tuple[int, int]:
        """Part after part; the rows compared and the entries left as they are."""
        rows = changed = left = 0
        while True:
            with in_organisation(organisation):
                part = rekey_part(after=after, at=timezone.now(), beside=beside)
            rows += part.done.rows
            changed += part.done.changed
            left += len(part.done.left)
            if part.last is None:
                break
            after = part.last
            self.stdout.write(f"{organisation.slug}: up to {after}")
        self.stdout.write(
            f"{organisation.slug}: {rows} rows compared, {changed} markers changed"
        )
        return rows, left
