"""Fill an empty installation with the demonstration's invented data."""

from argparse import ArgumentParser
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from infra.demo import (
    appeals,
    entries,
    examples,
    invented,
    lives,
    matches,
    partners,
    people,
    registers,
    renewals,
    rights,
    sharing_story,
    works,
    written,
)
from infra.demo.people import Peopled
from tenants.queries import organisations


STARTED_DAYS_AGO = 700


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = []  # the pages are not needed to fill the data

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--to",
            type=Path,
            default=written.WRITTEN_TO,
            help="The file that says how a program drives the demonstration.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Fill it once; later runs keep the data and only say the new addresses."""
        if not settings.DEMO:
            sentence = "Set HEED_DEMO=true: invented data belong in a demonstration."
            raise CommandError(sentence)
        to: Path = options["to"]
        if organisations(active_only=False):
            self._keep(to)
            return
        peopled = self._fill(timezone.now())
        written.write(peopled, to=to)

    def _keep(self, to: Path) -> None:
        if not to.exists():
            sentence = (
                "An earlier run was stopped while it filled the data. Start over:"
                " make demo RESET=1"
            )
            raise CommandError(sentence)
        written.move_to_this_port(to)
        self.stdout.write("The data of the last run are kept.")

    def _fill(self, now: datetime) -> list[Peopled]:
        started = now - timedelta(days=STARTED_DAYS_AGO)
        peopled = {
            one.slug: people.open_and_people(one, at=started, say=self.stdout.write)
            for one in invented.organisations()
        }
        for one in peopled.values():
            people.brief_everybody(one, at=now)
        walked = self._walk(peopled, now)
        self._agree(peopled, walked, now)
        self._import(peopled, now)
        self.stdout.write("Recording what people ask about their data")
        rights.ask(peopled["eastmere"], walked["eastmere"], now=now)
        self.stdout.write("Proposing matches, and merging one")
        matches.propose_and_merge(peopled["eastmere"], now=now)
        lives.tell(peopled["eastmere"], invented.entries(), now=now)
        self.stdout.write("Hearing two appeals, and leaving one person untold")
        appeals.tell(peopled["eastmere"], invented.entries(), now=now)
        self.stdout.write("Asking every example")
        # Its tokens live minutes, and filling may take longer on a busy machine.
        examples.prove(peopled, at=timezone.now())
        return list(peopled.values())

    def _walk(
        self, peopled: dict[str, Peopled], now: datetime
    ) -> dict[str, list[entries.Walked]]:
        every = invented.entries()
        self.stdout.write(f"Walking {len(every)} invented entries to their states")
        return {
            slug: entries.walk_all(
                one, [e for e in every if e.organisation == slug], now=now
            )
            for slug, one in peopled.items()
        }

    def _agree(
        self,
        peopled: dict[str, Peopled],
        walked: dict[str, list[entries.Walked]],
        now: datetime,
    ) -> None:
        say: Callable[[str], object] = self.stdout.write
        say("Signing agreements with Harbour Homes, Brightfix and Greenways")
        council = peopled["eastmere"]
        harbour = peopled["harbour-homes"]
        agreement = partners.sign(council, harbour, partners.LANDLORD, now=now)
        partners.put_in_force(council, agreement, partners.LANDLORD, now=now)
        partners.release(
            council, agreement, walked["eastmere"], recipient="harbour", now=now
        )
        renewals.tell(council, harbour, agreement, now=now)
        repairs = partners.sign(
            council, peopled["brightfix"], partners.REPAIRS, now=now
        )
        partners.put_in_force(council, repairs, partners.REPAIRS, now=now)
        grounds = partners.sign(
            council, peopled["greenways"], partners.GROUNDS, now=now
        )
        partners.see_it_refused(council, grounds, partners.GROUNDS, now=now)
        say("Sharing from Harbour Homes' own register, and recalling from a guest")
        sharing_story.tell(peopled, walked, now=now)
        works.tell(council, harbour, peopled["brightfix"], now=now)

    def _import(self, peopled: dict[str, Peopled], now: datetime) -> None:
        self.stdout.write("Importing two old registers")
        for old in (registers.PEOPLE, registers.PREMISES):
            council = peopled[old.organisation]
            batch = registers.bring_in(council, old, at=now)
            if old is registers.PEOPLE:
                registers.decide_some(council, batch, at=now)
