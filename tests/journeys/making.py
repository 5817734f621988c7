"""Who works where, in a journey, and who does the work that pages leave behind?"""

from dataclasses import dataclass
from datetime import UTC, datetime

from accounts.models import Team, User
from config.celery import app
from tenants import outbox
from tenants.codes import ContactMode, OrganisationKind, Role
from tenants.context import in_organisation
from tenants.models import Organisation
from tests.accounts.making import make_person


@dataclass(frozen=True)
class Staff:
    """An organisation and one person for each of the roles asked for."""

    organisation: Organisation
    people: dict[Role, User]
    team: Team

    def __getitem__(self, role: Role) -> User:
        return self.people[role]


def staff(organisation: Organisation, *roles: Role) -> Staff:
    """People with these roles; all are in one team that visits homes."""
    with in_organisation(organisation):
        team = Team.objects.create(
            name="Housing visits", contact_mode=ContactMode.ENTERS_PREMISES.value
        )
        people = {
            role: make_person(
                role,
                teams=[team],
                email=f"{role.lower()}@{organisation.slug}.example",
            )
            for role in roles
        }
    return Staff(organisation=organisation, people=people, team=team)


COUNCIL = (
    Role.REPORTER,
    Role.HEAD_OF_SERVICE,
    Role.DECISION_OFFICER,
    Role.SHARING_OFFICER,
    Role.VISITING_OFFICER,
    Role.HEALTH_AND_SAFETY,
)
PARTNER = (Role.PARTNER_OFFICER, Role.PARTNER_SIGNATORY)


def council(open_throwaway) -> Staff:
    return staff(open_throwaway(OrganisationKind.COUNCIL, "eastmere"), *COUNCIL)


def partner(open_throwaway, pack: str = "brightfix") -> Staff:
    return staff(open_throwaway(OrganisationKind.CONTRACTOR, pack), *PARTNER)


def work_off(organisation: Organisation) -> None:
    """Do what the pages left to a worker, here and now."""
    app.loader.import_default_modules()
    items: list[outbox.Item] = []
    while outbox.relay(send=items.append):
        pass  # It takes some at once, and other tests' rows may come first.
    for item in items:
        if item.organisation == organisation.pk:
            task = app.tasks[item.task]
            task(
                organisation_id=str(item.organisation),
                outbox_id=str(item.id),
                **item.arguments,
            )


def now() -> datetime:
    return datetime.now(UTC)
