"""From two organisations that have agreed nothing to a shared warning, and back."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from tenants.codes import OrganisationKind, Role
from tests.journeys.making import council, partner, staff
from tests.journeys.sharing import PLACE, agree, check_repair, live_entry, sign
from tests.journeys.test_report_and_decide import check


pytestmark = [pytest.mark.journey, pytest.mark.throwaway]


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
    [agreement] = set(re.findall(r"AG-[0-9A-F]{8}", sharer.text()))
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
    # The platform watches over everybody's: the one to stop is named.
    with administrator.within(clicks=2):
        administrator.click(f"Suspend now {agreement}")
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


def test_an_entry_goes_to_three_partners_in_four_clicks(walk, open_throwaway):
    eastmere = council(open_throwaway)
    others = [partner(open_throwaway) for _ in range(3)]
    for other in others:
        agree(eastmere, other)
    reference = live_entry(eastmere)
    sharer = walk(eastmere.organisation, eastmere[Role.SHARING_OFFICER])

    sharer.open(f"/register/entries/{reference}/")
    with sharer.within(clicks=4):
        sharer.click("Who would see it")
        before = sharer.text()
        boxes = sharer.page.locator("input[type='checkbox']")
        assert boxes.count() == len(others)
        for number in range(boxes.count()):
            assert not boxes.nth(number).is_checked()
            boxes.nth(number).check()
            sharer.page.locator("textarea:visible").nth(number).fill(
                "Their people work indoors there next week."
            )
        sharer.click("Continue")
        assert "21 more people" in sharer.text()
        sharer.click("Share it")

    for other in others:
        assert other.organisation.name in before
        engineer = walk(other.organisation, other[Role.PARTNER_OFFICER])
        assert check_repair(engineer) == "Warning: do this first"
        engineer.fine()
    sharer.fine()


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
