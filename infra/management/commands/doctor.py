"""Is this installation sound, and if not, what is to be done?"""

import sys
from collections.abc import Iterator
from typing import Any, cast

from django.conf import settings
from django.core.management.base import BaseCommand
from psycopg.conninfo import make_conninfo
from rich.console import Console
from rich.table import Table

from infra.doctor import configuration, database, keys, neighbours
from infra.doctor.findings import Finding


def address_of(alias: str) -> str:
    """Write how a login reaches the database, past Django; empty when it is not held."""
    known = settings.DATABASES.get(alias)
    if known is None:
        return ""
    return make_conninfo(
        host=known["HOST"],
        port=known["PORT"],
        dbname=known["NAME"],
        user=known["USER"],
        password=known["PASSWORD"],
    )


def findings() -> Iterator[Finding]:
    """Ask everything once."""
    answers = list(database.examine(address_of("default"), address_of("owner")))
    yield from answers
    if all(one.is_well for one in answers):
        yield keys.examine()
    yield neighbours.broker(settings.CELERY_BROKER_URL)
    yield from neighbours.storage(
        url=settings.S3_ENDPOINT_URL,
        region=settings.S3_REGION,
        access_key=settings.S3_ACCESS_KEY_ID,
        secret_key=settings.S3_SECRET_ACCESS_KEY,
        bucket=settings.S3_BUCKET,
        audit_bucket=settings.S3_AUDIT_BUCKET,
    )
    options = settings.MAILERS["default"].get("OPTIONS", {})
    mailer = cast("dict[str, Any]", options)
    yield neighbours.mail(
        host=mailer.get("host", "127.0.0.1"),
        port=mailer.get("port", 25),
        user=mailer.get("username", ""),
        password=mailer.get("password", ""),
        tls=mailer.get("use_tls", False),
    )
    yield from configuration.examine()


class Command(BaseCommand):
    """Ask database, broker, storage, mail and settings; fail when one has a fault."""

    help = "Says what is wrong with this installation, and what to do about it."
    requires_system_checks: list[str] = []

    def handle(self, *_: Any, **__: Any) -> None:
        """Print one row a finding."""
        table = Table(title="Heed's doctor", show_lines=True)
        for heading in ("About", "Found", "What to do"):
            table.add_column(heading, overflow="fold")
        found = list(findings())
        for one in found:
            mark = "✓ " if one.is_well else "✗ "
            table.add_row(mark + one.about, one.found, one.remedy)
        Console(file=sys.stdout, width=110).print(table)
        faults = sum(not one.is_well for one in found)
        if faults:
            sys.exit(f"{faults} faults. Each row says what to do.")
        self.stdout.write("No fault found.")
