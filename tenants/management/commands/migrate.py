"""Bring every schema up to date: shared, template, then each organisation's.

Where nothing is to be done, one question says so.
"""

import argparse
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connections
from django.db.migrations.autodetector import MigrationAutodetector

from tenants.context import as_owner
from tenants.schemas.replay import migrate_organisations
from tenants.schemas.settled import is_settled, keep_settled
from tenants.schemas.template import LOCK, bring_up_to_date, migrate_shared


class Command(BaseCommand):
    help = __doc__
    # Django's own check compares this with makemigrations'.
    autodetector = MigrationAutodetector
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument(
            "--again",
            action="store_true",
            help="take every step, even where nothing seems to be missing",
        )

    def handle(self, *_: Any, **options: Any) -> None:
        if "owner" not in connections:
            sentence = "Set OWNER_DATABASE_URL: migrations run as heed_provisioner."
            raise CommandError(sentence)
        if not options["again"] and is_settled():
            connections["owner"].close()
            self.stdout.write("Everything is up to date: there was nothing to do.")
            return
        with connections["owner"].cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        migrate_shared(self.stdout.write)
        target = bring_up_to_date(self.stdout.write)
        report = migrate_organisations(target, self.stdout.write)
        if not report.failed:
            with as_owner() as cursor:
                keep_settled(cursor, target)
        connections["owner"].close()
        self.stdout.write(
            f"Organisations brought up to date: {len(report.moved)}, failed: {len(report.failed)}."
        )
        if report.failed:
            lines = [f"  {slug}: {why}" for slug, why in report.failed.items()]
            raise CommandError("\n".join(["These stayed behind:", *lines]))
