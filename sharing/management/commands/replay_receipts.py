"""Decide again, from what each receipt stored, and say whether the answer is the same.

Receipts of other editions of the rules are counted apart: they may differ. One of
today's that differs, or no receipt at all, is a failure.
"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from sharing.queries.replays import replay_all
from tenants.context import in_organisation
from tenants.models import Organisation


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", help="whose entries were judged")

    def handle(self, *_: Any, **options: Any) -> None:
        found = Organisation.objects.filter(slug=options["slug"]).first()
        if found is None:
            raise CommandError(f"There is no organisation called {options['slug']}.")
        with in_organisation(found):
            told = replay_all()
        self.stdout.write(
            f"{told.read} receipts: {told.same} the same, {len(told.differ)} otherwise"
            f" by the same rules, {told.older} by rules since replaced of which"
            f" {told.older_differ} would be otherwise today."
        )
        if told.differ:
            raise CommandError(f"Look at: {', '.join(map(str, told.differ))}.")
        if not told.read:
            raise CommandError("There is no receipt, so nothing was shown.")
