"""What stands between a council and its partner when a journey begins?"""

from dataclasses import dataclass
from datetime import timedelta
from importlib import import_module
from typing import Any
from uuid import UUID

from django.conf import settings

from register.facts import Audience, Criteria, ReportContent
from register.states import Outcome
from sharing.actions import approvals, releases
from sharing.actions.choices import Choice
from sharing.actions.portfolios import Property
from tenants.codes import Role
from tenants.context import in_organisation
from tests.accounts.making import code_of
from tests.journeys.making import Staff, council, now, partner
from tests.journeys.walker import Walker
from tests.register import making
from tests.sharing.people import TODAY, Parties


PLACE = {"postcode": "ZX1 2AB", "building": "14"}
HOME = Property(uprn="999111000123", postcode="ZX1 2AB", address="14 Larch Court")
BECAUSE = "Their people work indoors there next week."


@dataclass(frozen=True)
class Shared:
    """A council, a partner and an agreement in force between them."""

    council: Staff
    partner: Staff
    agreement: UUID

    @property
    def two(self) -> Parties:
        return Parties(
            council=self.council.organisation,
            partner=self.partner.organisation,
            officer=self.council[Role.SHARING_OFFICER],
            signatory=self.partner[Role.PARTNER_SIGNATORY],
        )

    def release(self, reference: str) -> UUID:
        """Release an entry by the officer's own action."""
        with in_organisation(self.council.organisation):
            [outcome] = releases.release(
                entry_reference=reference,
                choices=[Choice(self.agreement, "REPAIRS", "SUMMARY", BECAUSE)],
                by=self.council[Role.SHARING_OFFICER],
                at=now(),
            )
        assert outcome.release_id is not None, outcome.reasons
        return outcome.release_id


def live_entry(
    at_home: Staff,
    content: ReportContent = making.CONTENT,
    criteria: Criteria = making.CRITERIA,
) -> str:
    """An entry at 14 Larch Court, made by the real actions; its reference."""
    with in_organisation(at_home.organisation):
        people = making.People(
            reporter=at_home[Role.REPORTER],
            head=at_home[Role.HEAD_OF_SERVICE],
            decider=at_home[Role.DECISION_OFFICER],
            team=at_home.team,
        )
        report = making.make_report(
            people, content=content, at=now() - timedelta(days=5)
        )
        decision = approvals.decide(
            reference=report.reference,
            outcome=Outcome.APPROVE,
            criteria=criteria,
            proportionality="Staff visit him; nothing less would keep them safe.",
            audience=[Audience(team_id=people.team.pk, reason="They visit him.")],
            tell=making.TOLD_TRULY,
            by=people.decider,
            at=now(),
        )
        return str(decision.entry.reference)


def agree(at_home: Staff, away: Staff, **changes: Any) -> Shared:
    """An agreement in force for repairs at 14 Larch Court."""
    shared = Shared(council=at_home, partner=away, agreement=UUID(int=0))
    later = TODAY + timedelta(days=200)
    agreement = shared.two.sign_all(homes=(HOME,), categories=("THREAT",), **changes)
    shared.two.indemnify(agreement, cover_ends_on=later)
    shared.two.attest(agreement, ends_on=later)
    shared.two.put_in_force(agreement)
    return Shared(council=at_home, partner=away, agreement=agreement)


def in_force(open_throwaway, pack: str = "brightfix") -> Shared:
    return agree(council(open_throwaway), partner(open_throwaway, pack))


def check_repair(walker: Walker) -> str:
    """What the phone of somebody about to repair something says first."""
    walker.open("/checks/")
    walker.select("activity", "REPAIRS")
    walker.select("purpose", "repair")
    walker.fill(**PLACE)
    walker.click("Check", exact=True, role="button")
    return str(walker.page.locator("h1").inner_text())


def grow_old(shared: Staff, walker: Walker) -> None:
    """Let the proof of who sits at this browser be from hours ago."""
    engine = import_module(settings.SESSION_ENGINE)
    [cookie] = [c for c in walker.context.cookies() if c["name"] == "sessionid"]
    with in_organisation(shared.organisation):
        session = engine.SessionStore(cookie["value"])
        for proof in session["account_authentication_methods"]:
            proof["at"] -= 6 * 3600
        session.save()


def prove_again(walker: Walker) -> None:
    """Type what the authenticator app shows now, where it is asked for."""
    box = walker.page.locator("[name='code']")
    if not box.count():
        walker.click("code")
    box.first.fill(code_of(later=1))


def saved(walker: Walker, button: str) -> bytes:
    """The bytes of the file that a button downloads."""
    with walker.page.expect_download() as taken:
        walker.page.get_by_role("button", name=button).click()
    return taken.value.path().read_bytes()


def followed(walker: Walker, link: str) -> bytes:
    """The bytes of the file that a link downloads."""
    with walker.page.expect_download() as taken:
        walker.page.locator("main a", has_text=link).first.click()
    return taken.value.path().read_bytes()


def sign(walker: Walker) -> None:
    """What whoever signs says of their position."""
    walker.fill(
        signatory_role="Director",
        signatory_authority="Scheme of delegation",
    )
