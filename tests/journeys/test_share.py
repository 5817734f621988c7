"""From two organisations that have agreed nothing to a shared warning, and back."""

from datetime import timedelta

import pytest
from django.utils import timezone

from register.facts import Audience
from register.states import Outcome
from sharing.actions import approvals
from tenants.codes import OrganisationKind, Role
from tenants.context import in_organisation
from tests.journeys.making import council, now, partner, staff
from tests.journeys.test_report_and_decide import check
from tests.register import making


pytestmark = [pytest.mark.journey, pytest.mark.throwaway]

PLACE = {"postcode": "ZX1 2AB", "building": "14"}


def live_entry(at_home, content=making.CONTENT, criteria=making.CRITERIA) -> str:
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


def draft(walker, partner_name: str) -> None:
    today = timezone.localdate()
    walker.open("/agreements/")
    walker.click("Draft an agreement")
    walker.page.locator("select[name='recipient']").select_option(label=partner_name)
    walker.fill(title="Repairs in council homes")
    for name, value in (
        ("activities", "REPAIRS"),
        ("purposes", "repair"),
        ("categories", "THREAT"),
        ("portfolio_kind", "UPRNS"),
        ("level", "SUMMARY"),
        ("lawful_basis_discloser", "uk-gdpr:6(1)(e)"),
        ("lawful_basis_recipient", "uk-gdpr:6(1)(f)"),
    ):
        walker.choose(name, value)
    walker.date("starts_on", today)
    walker.date("review_on", today + timedelta(days=180))
    walker.date("ends_on", today + timedelta(days=365))
    walker.click("Save the draft")
    assert "The draft is saved" in walker.text()


def sign(walker) -> None:
    walker.fill(
        signatory_role="Director",
        signatory_authority="Scheme of delegation",
    )


def offer(walker) -> None:
    walker.click("Sign and offer")
    sign(walker)
    walker.click("Sign and offer")
    assert "The agreement was offered" in walker.text()


def accept(walker) -> None:
    walker.open("/")
    with walker.within(clicks=3):
        walker.click("shares with")
        walker.click("Sign", exact=True)
        sign(walker)
        walker.click("Sign", exact=True)
    assert "You signed the agreement" in walker.text()


def indemnify(walker) -> None:
    walker.click("Give the indemnity")
    for head in ("CLAIMS", "PROCEEDINGS", "FINES", "DAMAGES", "LEGAL_FEES"):
        walker.choose("heads", head)
    walker.page.locator("input[name='policy_undertaking']").check()
    walker.fill(insurer="Invented Mutual", policy_number="IM-1")
    walker.date("cover_ends_on", timezone.localdate() + timedelta(days=200))
    sign(walker)
    walker.click("Give the indemnity")
    assert "The indemnity is given" in walker.text()


def attest(walker) -> None:
    walker.click("Attest")
    walker.choose("activity", "REPAIRS")
    walker.choose("mode", "ENTERS_PREMISES")
    walker.fill(evidence="Job sheets show that our people work indoors.", people="7")
    walker.date("starts_on", timezone.localdate())
    walker.date("ends_on", timezone.localdate() + timedelta(days=200))
    walker.click("Attest")
    assert "The activity is attested" in walker.text()


def put_in_force(walker) -> None:
    walker.page.reload()
    walker.click("Approve")
    walker.click("Approve")
    walker.click("Replace the list")
    walker.click("Upload a list of homes")
    walker.page.locator("input[name='homes']").set_input_files(
        {
            "name": "homes.csv",
            "mimeType": "text/csv",
            "buffer": b"uprn,address,postcode\n999111000123,14 Larch Court,ZX1 2AB\n",
        }
    )
    walker.click("Read it")
    assert "1 would be covered" in walker.text()
    walker.click("Replace it")
    walker.click("Put in force")
    walker.fill(reason="They repair our homes every day.")
    walker.click("Put in force")
    assert "The agreement is in force" in walker.text()


def release(walker, reference: str) -> None:
    walker.open(f"/register/entries/{reference}/")
    with walker.within(clicks=4):
        walker.click("Who would see it")
        box = walker.page.locator("input[type='checkbox']")
        assert not box.first.is_checked()
        box.first.check()
        reason = walker.page.locator("textarea").first
        reason.fill("Their people work indoors there next week.")
        walker.click("Continue")
        assert "7 more people" in walker.text()
        walker.click("Share it")
    assert "Released to" in walker.text()


def check_repair(walker) -> str:
    walker.open("/checks/")
    walker.select("activity", "REPAIRS")
    walker.select("purpose", "repair")
    walker.fill(**PLACE)
    walker.click("Check", exact=True, role="button")
    return str(walker.page.locator("h1").inner_text())


def test_a_warning_is_shared_and_stopped(walk, open_throwaway):
    eastmere, brightfix = council(open_throwaway), partner(open_throwaway)
    platform = staff(
        open_throwaway(OrganisationKind.PLATFORM, "platform"),
        Role.PLATFORM_ADMINISTRATOR,
    )
    sharer = walk(eastmere.organisation, eastmere[Role.SHARING_OFFICER])
    signatory = walk(brightfix.organisation, brightfix[Role.PARTNER_SIGNATORY])
    engineer = walk(brightfix.organisation, brightfix[Role.PARTNER_OFFICER])
    reference = live_entry(eastmere)

    before = check_repair(engineer)
    draft(sharer, brightfix.organisation.name)
    offer(sharer)
    accept(signatory)
    indemnify(signatory)
    attest(signatory)
    put_in_force(sharer)
    agreed = check_repair(engineer)
    release(sharer, reference)
    released = check_repair(engineer)
    shown = engineer.text()

    assert before == "We cannot tell"
    assert agreed == "No warning found"
    assert released == "Warning: do this first"
    assert "Go in twos" in shown
    assert "He raised a chair" not in shown

    administrator = walk(platform.organisation, platform[Role.PLATFORM_ADMINISTRATOR])
    administrator.open("/agreements/")
    with administrator.within(clicks=2):
        administrator.click("Suspend now")
        administrator.fill(reason="A report of misuse.")
        administrator.click("Suspend now")
    assert check_repair(engineer) == "We cannot tell"
    assert "Threw a chair" not in engineer.text()
    sharer.click("see it?")
    assert "does not see it" in sharer.text()
    safety = walk(eastmere.organisation, eastmere[Role.HEALTH_AND_SAFETY])
    safety.open("/register/")
    with safety.within(clicks=2):
        safety.click("Rowan Ashby")
        safety.click("Who looked")
    for walker in (sharer, signatory, engineer, administrator, safety):
        walker.fine()


def tab_to(walker, *, name: str = "", button: str = "") -> None:
    """Press Tab until the box of that name, or the button, has the focus."""
    focused = walker.page.locator(":focus")
    for _ in range(60):
        walker.page.keyboard.press("Tab")
        if name and focused.get_attribute("name") == name:
            return
        if button and focused.inner_text().strip() == button:
            return
    raise AssertionError(f"Tab never reaches {name or button}.")


def check_by_keyboard(walker) -> str:
    walker.open("/checks/")
    keys = walker.page.keyboard
    tab_to(walker, name="purpose")
    keys.press("ArrowDown")
    for name, text in PLACE.items():
        tab_to(walker, name=name)
        keys.type(text)
    tab_to(walker, button="Check")
    keys.press("Enter")
    walker.page.wait_for_url("**/checks/*-*/")
    return str(walker.page.locator("h1").inner_text())


def test_checking_works_without_scripts_and_without_a_mouse(walk, open_throwaway):
    eastmere = council(open_throwaway)
    live_entry(eastmere)
    officer = walk(eastmere.organisation, eastmere[Role.VISITING_OFFICER], script=False)

    assert check(officer, **PLACE) == "Warning: do this first"
    assert check_by_keyboard(officer) == "Warning: do this first"
    officer.fine()
