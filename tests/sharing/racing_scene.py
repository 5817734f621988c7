"""Who races whom? A council and a contractor with an agreement, and an entry to release."""

from contextlib import nullcontext
from dataclasses import dataclass
from uuid import UUID

from accounts.models import User
from markers.models import Marker
from sharing.actions import agreements, misuse, releases
from sharing.models import AgreementVersion, Release
from tenants.codes import OrganisationKind, Role
from tenants.context import in_organisation
from tests.accounts.making import make_person
from tests.figures import record_figure
from tests.register import making
from tests.sharing import people, worlds
from tests.sharing.racing import Race, Step, race, without_locks


@dataclass(frozen=True)
class Scene:
    """An entry that may be released, and those who act on it."""

    parties: people.Parties
    other: User
    staff: making.People
    reference: str
    marker: UUID
    agreement: UUID

    def step(self, act, **given) -> Step:
        return Step(self.parties.council, lambda: act(**given))

    def release(self, by: User) -> Step:
        return self.step(
            releases.release,
            entry_reference=self.reference,
            choices=[(self.agreement, "REPAIRS", "FLAG")],
            proportionality="They enter this home.",
            by=by,
            at=worlds.now(),
        )

    def put_in_force(self) -> Step:
        return self.step(
            agreements.put_in_force,
            agreement_id=self.agreement,
            reason="It renews ours.",
            by=self.parties.officer,
            at=people.NOW,
        )

    def report(self) -> Step:
        """The partner says that what it was shown was misused."""
        given = misuse.MisuseReport(
            kind="COPIED",
            what_happened="A list was put on a notice board.",
            people_affected=3,
            aware_at=people.NOW,
        )
        return Step(
            self.parties.partner,
            lambda: misuse.report(
                agreement_id=self.agreement,
                given=given,
                by=self.parties.signatory,
                at=people.NOW,
            ),
        )

    def follow(self, **changes) -> None:
        """A second version that only waits to be put in force."""
        with self.parties.here("council"):
            agreements.revise(
                agreement_id=self.agreement,
                terms=people.terms(**changes),
                by=self.parties.officer,
                at=people.NOW,
            )
        self.parties.offer(self.agreement)
        self.parties.accept(self.agreement)
        self.parties.indemnify(self.agreement)

    def versions(self) -> list[AgreementVersion]:
        with in_organisation(self.parties.council):
            return list(AgreementVersion.objects.order_by("number"))

    def standing(self) -> list[Release]:
        with in_organisation(self.parties.council):
            return list(Release.objects.filter(withdrawn_at__isnull=True))


def lay_out(open_throwaway) -> Scene:
    parties = people.parties(
        open_throwaway(),
        open_throwaway(kind=OrganisationKind.CONTRACTOR, pack="brightfix"),
    )
    with parties.here("council"):
        staff = making.make_people()
        report = making.make_report(staff, at=worlds.now())
        entry = making.decided(staff, report, at=worlds.now()).entry
        marker = Marker.objects.get(entry_id=entry.pk)
        other = make_person(Role.SHARING_OFFICER, password=None, totp_secret=None)
    agreement = parties.in_force(
        categories=("THREAT",), homes=(people.Property(uprn="999111000123"),)
    )
    return Scene(parties, other, staff, entry.reference, marker.pk, agreement)


def run(first: Step, second: Step, *, locked: bool, pause: str) -> Race:
    """As the program is, or with its locks taken out."""
    with nullcontext() if locked else without_locks():
        ran = race(first, second, pause=pause)
    record_figure("Races run, with and without the locks", 1)
    return ran
