"""What would change for an organisation's live entries if it adopted this pack?"""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from register.refusals import Refused
from register.rehearsal.actions.rehearsals import Rehearsal, rehearse_as_system
from register.rehearsal.judging import in_words
from tenants.context import in_organisation
from tenants.models import Organisation
from tenants.packs import names, shipped
from tenants.queries import organisation_called


class Command(BaseCommand):
    help = "Rehearse a pack on a live register: `rehearse_pack SLUG FILE`."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", help="the organisation's short name in its address")
        parser.add_argument("file", help="a TOML file, or a shipped pack's name")
        parser.add_argument("--from", dest="from_day", type=date.fromisoformat)

    def handle(self, *args: object, **options: object) -> None:
        """Print counts, then each entry by its reference. Nothing is changed."""
        try:
            organisation = organisation_called(str(options["slug"]))
        except Organisation.DoesNotExist as error:
            raise CommandError("There is no such organisation.") from error
        day = options["from_day"]
        try:
            with in_organisation(organisation):
                found = rehearse_as_system(
                    toml=_text(str(options["file"])),
                    counts_from=day if isinstance(day, date) else None,
                    at=timezone.now(),
                )
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        self._say(found)

    def _say(self, found: Rehearsal) -> None:
        for finding in found.findings:
            answered = " (explained)" if finding.answered else ""
            self.stdout.write(
                f"{finding.weight}{answered}: {finding.place}: {finding.sentence}"
            )
        for difference in found.differences:
            self.stdout.write(str(difference))
        for row in found.rows:
            roles = ", ".join(
                f"{role.label}: {now.label} → {then.label}"
                for role, (now, then) in row.seen_by.items()
            )
            self.stdout.write(" ".join([row.reference, *in_words(row), roles]).strip())
        self.stdout.write(
            f"{found.live} live: {found.terms} would end earlier, {found.reviews} be "
            f"reviewed earlier, {found.visibility} be seen differently."
        )


def _text(file: str) -> str:
    try:
        return shipped(file) if file in names() else Path(file).read_text("utf-8")
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
