"""Once a revocation is committed, does the very next check anywhere show nothing?

Another process of the product has checked and been shown the marker; its connection
is open and its statement prepared. One thing is taken away here and committed, and
the other process checks once more.
"""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from uuid import UUID

import pytest
from django.db import connections

from markers.models import Marker
from register.actions import entries
from sharing.actions import agreements, portfolios, releases
from sharing.models import Attestation, Indemnity
from tenants import offboard
from tenants.codes import OrganisationKind, Role
from tenants.context import in_organisation
from tests.accounts.making import make_person
from tests.database import ROOT, environment
from tests.figures import How, record_figure
from tests.register import making
from tests.sharing import people, worlds


pytestmark = pytest.mark.throwaway


@dataclass(frozen=True)
class Case:
    """One entry at one home, released under an agreement of its own."""

    parties: people.Parties
    uprn: str
    reference: str
    marker: UUID
    standing: worlds.Standing
    release: UUID

    @property
    def agreement(self) -> UUID:
        return self.standing.agreement.pk

    @property
    def by_officer(self) -> dict:
        return {"by": self.parties.officer, "at": worlds.now()}


class Beside:
    """The other process, which checks as the partner."""

    def __init__(self, partner, digest: bytes) -> None:
        self.process = subprocess.Popen(
            [
                *(sys.executable, "-m", "tests.sharing.proof.beside"),
                *(str(partner.pk), digest.hex()),
            ],
            cwd=ROOT,
            env=environment(connections["owner"].settings_dict["NAME"]),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def check(self, uprn: str) -> tuple[str, int, float]:
        self.process.stdin.write(f"{uprn}\n")
        self.process.stdin.flush()
        answer, shown, took = self.process.stdout.readline().split()
        return answer, int(shown), float(took)

    def close(self) -> None:
        self.process.stdin.close()
        assert self.process.wait(30) == 0
        self.process.stdout.close()


def suspend(case: Case) -> None:
    agreements.suspend(agreement_id=case.agreement, reason="Misuse.", **case.by_officer)


def terminate(case: Case) -> None:
    agreements.terminate(agreement_id=case.agreement, reason="Over.", **case.by_officer)


def withdraw_release(case: Case) -> None:
    releases.withdraw(release_id=case.release, reason="Not needed.", **case.by_officer)


def withdraw_entry(case: Case) -> None:
    decider = make_person(Role.DECISION_OFFICER, password=None, totp_secret=None)
    entries.withdraw(
        reference=case.reference, reason="Gone.", by=decider, at=worlds.now()
    )


def lapse(case: Case) -> None:
    Marker.objects.filter(pk=case.marker).update(ends_on=worlds.today())


def leave_the_portfolio(case: Case) -> None:
    portfolios.replace(
        agreement_id=case.agreement,
        properties=[people.Property(uprn="999111999999")],
        **case.by_officer,
    )


def withdraw_attestation(case: Case) -> None:
    Attestation.objects.filter(agreement=case.agreement).update(
        withdrawn_at=worlds.now(), withdrawn_by="x"
    )


def exclude(case: Case) -> None:
    """The work turns out to be done from the pavement: no close contact any more."""
    [held] = Attestation.objects.filter(agreement=case.agreement)
    withdraw_attestation(case)
    held.pk, held.mode, held._state.adding = None, "NONE", True
    held.save(force_insert=True)


def end_cover(case: Case) -> None:
    """As the partner: what it has now is cover that ended yesterday."""
    with in_organisation(case.parties.partner):
        held = case.standing.indemnity
        Indemnity.objects.filter(pk=held.pk).update(replaced_at=worlds.now())
        held.pk, held._state.adding = None, True
        held.cover_ends_on = people.yesterday()
        held.save(force_insert=True)


def suspend_the_council(case: Case) -> None:
    offboard.suspend(
        organisation=case.parties.council, by=worlds.OFFICER, at=worlds.now()
    )


AS_COUNCIL: list[Callable[[Case], None]] = [
    suspend,
    terminate,
    withdraw_release,
    withdraw_entry,
    lapse,
    leave_the_portfolio,
    withdraw_attestation,
    exclude,
]
# The last stops every case that is left.
AS_OTHERS: list[Callable[[Case], None]] = [end_cover, suspend_the_council]


def lay_out(parties: people.Parties, number: int, staff) -> Case:
    uprn = f"9991110002{number:02}"
    with parties.here("council"):
        subject = replace(making.CONTENT.subject, uprn=uprn)
        report = making.make_report(
            staff, content=replace(making.CONTENT, subject=subject), at=worlds.now()
        )
        entry = making.decided(staff, report, at=worlds.now()).entry
        marker = Marker.objects.get(entry_id=entry.pk)
    standing = worlds.agree(
        parties.council,
        parties.partner,
        places=(("UPRN", uprn),),
        categories=["THREAT"],
    )
    release = worlds.release_to(standing, marker, parties.council)
    return Case(parties, uprn, entry.reference, marker.pk, standing, release.pk)


@pytest.fixture
def cases(open_throwaway):
    council = open_throwaway()
    partner = open_throwaway(kind=OrganisationKind.CONTRACTOR, pack="brightfix")
    parties = people.parties(council, partner)
    with parties.here("council"):
        staff = making.make_people()
    wanted = [*AS_COUNCIL, *AS_OTHERS]
    return {
        revoke: lay_out(parties, number, staff) for number, revoke in enumerate(wanted)
    }


@pytest.fixture
def beside(cases):
    partner = cases[suspend].parties.partner
    other = Beside(partner, worlds.sign_in(partner))
    yield other
    other.close()


def test_the_next_check_of_another_process_shows_nothing(cases, beside):
    took = []
    for revoke, case in cases.items():
        assert beside.check(case.uprn)[:2] == ("HIT", 1), revoke.__name__

        if revoke in AS_COUNCIL:
            with case.parties.here("council"):
                revoke(case)
        else:
            revoke(case)

        answer, shown, milliseconds = beside.check(case.uprn)
        assert (answer, shown) != ("HIT", 1), revoke.__name__
        assert shown == 0, revoke.__name__
        took.append(milliseconds)

    record_figure("Revocations seen by the next check elsewhere", len(took))
    record_figure("Longest such check, milliseconds", max(took), How.LARGEST)
    assert len(took) == len(AS_COUNCIL) + len(AS_OTHERS)
