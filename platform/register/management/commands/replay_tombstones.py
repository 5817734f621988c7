"""Is this restored backup cleansed of what was erased after it was made?

    manage.py replay_tombstones

Reads every tombstone that stands outside the database and erases again what the
database does not know to be erased. Until that is done, nothing is served.
"""

from collections import defaultdict
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand
from django.utils import timezone

from audit.actors import system
from documents.outside import Erased, tombstones
from register.actions.erasure.replay import record_cleansed, replay
from tenants import cleansing
from tenants.context import in_organisation
from tenants.models import Organisation, Status


class Command(BaseCommand):
    help = "Erase again, after a restore, whatever was erased after the backup."

    def handle(self, *args: Any, **options: Any) -> None:
        outside: dict[UUID, list[Erased]] = defaultdict(list)
        for erased in tombstones(since=None):
            outside[erased.organisation].append(erased)
        total = 0
        here = Organisation.objects.exclude(status=Status.CLOSED)
        for organisation in list(here.filter(pk__in=list(outside))):
            count = self._cleanse(organisation, outside[organisation.pk])
            total += count
            self.stdout.write(f"{organisation.name}: {count} erased again.")
        cleansing.forget()
        read = sum(len(found) for found in outside.values())
        self.stdout.write(f"{read} tombstones read, {total} replayed.")

    def _cleanse(self, organisation: Organisation, found: list[Erased]) -> int:
        now = timezone.now()
        with in_organisation(organisation):
            by = system("replay_tombstones", organisation=organisation.pk)
            count = sum(replay(erased=one, by=by, at=now) for one in found)
            if count:
                record_cleansed(count=count, by=by, at=now)
        return count
