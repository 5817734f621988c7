"""Who is the first to come in, where nobody is yet there to invite anybody?"""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.actions.invitations_by_people import invite_administrator
from accounts.actions.people import PersonError
from audit.actors import system
from tenants.context import in_organisation
from tenants.models import Organisation
from tenants.queries import organisation_called


class Command(BaseCommand):
    help = "Invite an administrator of an organisation by e-mail."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", help="the short name in the organisation's address")
        parser.add_argument("email")
        parser.add_argument("full_name")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            organisation = organisation_called(options["slug"])
        except Organisation.DoesNotExist as error:
            sentence = f"There is no organisation called {options['slug']}."
            raise CommandError(sentence) from error
        with in_organisation(organisation):
            try:
                user = invite_administrator(
                    email=options["email"],
                    full_name=options["full_name"],
                    by=system("invite_administrator"),
                    at=timezone.now(),
                )
            except PersonError as refusal:
                raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"An invitation is on its way to {user.email}.")
