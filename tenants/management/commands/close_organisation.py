"""Off-board an organisation: suspend, export, disable keys, drop, certificate."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.module_loading import import_string

from audit.actors import system
from tenants import leaving, offboard
from tenants.models import Organisation, Status


BY = system("manage.py close_organisation")


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug")
        parser.add_argument("--export", required=True, help="the zip file to write")
        parser.add_argument("--confirm", default="", help="the slug again")

    def handle(self, *_: Any, **options: Any) -> None:
        slug, path = options["slug"], Path(options["export"])
        if options["confirm"] != slug:
            sentence = f"This removes {slug} for good. Say --confirm {slug} to go on."
            raise CommandError(sentence)
        found = Organisation.objects.using("owner").filter(slug=slug).first()
        if found is None or found.status == Status.CLOSED:
            sentence = f"There is no open organisation called {slug}."
            raise CommandError(sentence)
        now = timezone.now()
        if found.status == Status.ACTIVE:
            offboard.suspend(organisation=found, by=BY, at=now)
            self.stdout.write("Suspended.")
        exported = leaving.export(organisation=found, to=path, by=BY, at=now)
        self.stdout.write(f"Exported {sum(exported.rows.values())} rows to {path}.")
        certificate = leaving.close(
            organisation=found,
            exported=exported,
            erase_files=import_string(settings.ERASE_ORGANISATION_FILES),
            by=BY,
            at=timezone.now(),
        )
        text = json.dumps(asdict(certificate), indent=1)
        path.with_suffix(".certificate.json").write_text(text, encoding="utf-8")
        self.stdout.write(text)
