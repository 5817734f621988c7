"""The next version: what changes is read in words, signed, and takes over on its day."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tenants.codes import Role
from tests.journeys.sharing import in_force, sign


pytestmark = [pytest.mark.journey, pytest.mark.throwaway]


def revise(sharer, shared) -> None:
    today = timezone.localdate()
    sharer.open(f"/agreements/{shared.agreement}/")
    sharer.click("Draft the next version")
    sharer.choose("level", "CATEGORY")
    sharer.date("starts_on", today + timedelta(days=30))
    sharer.date("review_on", today + timedelta(days=200))
    sharer.date("ends_on", today + timedelta(days=395))
    sharer.fill(recall_days="1")
    sharer.click("Save the draft")
    assert "The next version is drafted" in sharer.text()


def offer(sharer, shared) -> None:
    sharer.open(f"/agreements/{shared.agreement}/")
    sharer.click("Sign and offer")
    sign(sharer)
    sharer.click("Sign and offer")
    assert "The agreement was offered" in sharer.text()


def indemnify(signatory) -> None:
    signatory.click("Give the indemnity")
    for head in ("CLAIMS", "PROCEEDINGS", "FINES", "DAMAGES", "LEGAL_FEES"):
        signatory.choose("heads", head)
    signatory.page.locator("input[name='policy_undertaking']").check()
    signatory.fill(insurer="Invented Mutual", policy_number="IM-2")
    signatory.date("cover_ends_on", timezone.localdate() + timedelta(days=300))
    sign(signatory)
    signatory.click("Give the indemnity")
    assert "The indemnity is given" in signatory.text()


def test_the_next_version_is_read_signed_and_arranged(walk, open_throwaway):
    shared = in_force(open_throwaway)
    sharer = walk(shared.council.organisation, shared.council[Role.SHARING_OFFICER])
    signatory = walk(
        shared.partner.organisation, shared.partner[Role.PARTNER_SIGNATORY]
    )

    revise(sharer, shared)
    short = sharer.text()
    offer(sharer, shared)
    signatory.open("/")
    signatory.click("shares with")
    signatory.click("What the versions say that differs")
    read = signatory.text()
    signatory.open("/")
    with signatory.within(clicks=3):
        signatory.click("shares with")
        signatory.click("Sign version 2")
        sign(signatory)
        signatory.click("Sign", exact=True)
    indemnify(signatory)
    sharer.open(f"/agreements/{shared.agreement}/")
    sharer.click("Arrange")
    sharer.fill(reason="Narrower, as both agreed.")
    sharer.click("Arrange")
    first = timezone.localdate() + timedelta(days=30)

    for told in (short, read):
        assert "Version 2 beside version 1" in told
        assert "In short" in told
        assert "Side by side" in told
    assert f"{first:%-d %B %Y}" in sharer.text()
    assert "In force" in sharer.text()
    for walker in (sharer, signatory):
        walker.fine()


def test_nobody_signs_other_words_than_they_read(walk, open_throwaway):
    shared = in_force(open_throwaway)
    sharer = walk(shared.council.organisation, shared.council[Role.SHARING_OFFICER])
    signatory = walk(
        shared.partner.organisation, shared.partner[Role.PARTNER_SIGNATORY]
    )
    revise(sharer, shared)
    offer(sharer, shared)
    signatory.open(f"/agreements/{shared.agreement}/accept/")
    sharer.open(f"/agreements/{shared.agreement}/withdraw/")
    sharer.fill(reason="A wrong date.")
    sharer.page.locator("main form button[type='submit']").click()
    revise(sharer, shared)
    offer(sharer, shared)

    sign(signatory)
    signatory.click("Sign", exact=True)

    assert "This agreement changed since you read it" in signatory.text()
    for walker in (sharer, signatory):
        walker.fine()
