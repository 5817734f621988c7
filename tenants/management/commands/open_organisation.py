"""Open an organisation: its host, role, schema and first policy pack."""

from pathlib import Path
from time import monotonic
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from audit.actors import system
from tenants.codes import OrganisationKind
from tenants.packs import NoSuchPack, PackError, shipped
from tenants.provision import NotOpened, open_organisation


class Command(BaseCommand):
    help = __doc__
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", help="the short name, such as eastmere")
        parser.add_argument("--name", required=True)
        parser.add_argument(
            "--kind", required=True, choices=OrganisationKind.codes(), type=str.upper
        )
        parser.add_argument("--host", required=True, help="lower case, without a port")
        parser.add_argument(
            "--pack", required=True, help="a shipped pack's name, or a TOML file"
        )
        parser.add_argument("--duty-name", default="")
        parser.add_argument("--duty-phone", default="")

    def handle(self, *_: Any, **options: Any) -> None:
        started = monotonic()
        try:
            organisation = open_organisation(
                slug=options["slug"],
                name=options["name"],
                kind=OrganisationKind(options["kind"]),
                pack_toml=self._pack(options["pack"]),
                domain=options["host"],
                duty_name=options["duty_name"],
                duty_phone=options["duty_phone"],
                by=system("manage.py open_organisation"),
                at=timezone.now(),
                progress=lambda step: self.stdout.write(f"  {step}"),
            )
        except (NotOpened, PackError) as error:
            raise CommandError(str(error)) from error
        took = monotonic() - started
        self.stdout.write(
            f"{organisation.name} is open at {options['host']} ({took:.2f} s)."
        )

    def _pack(self, given: str) -> str:
        path = Path(given)
        if path.suffix == ".toml" and path.exists():
            return path.read_text(encoding="utf-8")
        try:
            return shipped(given)
        except NoSuchPack as error:
            raise CommandError(str(error)) from error
