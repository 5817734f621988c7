"""Something leaves by mail: sealed to a certificate both sides confirmed, or by a link
that opens once for somebody who proves anew who they are."""

import csv
import io

import pytest
from django.core import mail

from sharing.models import Extract
from tenants.codes import Precaution, Role
from tenants.context import in_organisation
from tests.journeys.making import work_off
from tests.journeys.sharing import (
    followed,
    grow_old,
    in_force,
    live_entry,
    prove_again,
)
from tests.sharing.actions.test_extracts import let_extracts_leave
from tests.sharing.extracts.keys import certificate, opened


pytestmark = [pytest.mark.journey, pytest.mark.throwaway]
DESK = "desk@brightfix.example"
WHY = "The vans have no signal on the moor."


@pytest.fixture
def shared(open_throwaway):
    """An agreement under which an entry is released and extracts may leave."""
    made = in_force(open_throwaway)
    with in_organisation(made.council.organisation):
        let_extracts_leave(made.council.organisation)
    made.release(live_entry(made.council))
    return made


def name_a_way(signatory, shared, kind: str, pem: bytes = b"") -> None:
    signatory.open(f"/agreements/{shared.agreement}/")
    signatory.click("Extracts")
    signatory.click("Name a way for extracts")
    signatory.choose("kind", kind)
    signatory.fill(address=DESK, reason=WHY)
    if pem:
        signatory.page.locator("input[name='certificate']").set_input_files(
            {"name": "desk.pem", "mimeType": "application/x-pem-file", "buffer": pem}
        )
    signatory.click("Name it")
    assert "The other side now confirms it" in signatory.text()


def confirm(sharer, shared, fingerprint: str = "") -> None:
    sharer.open(f"/extracts/agreements/{shared.agreement}/")
    sharer.click("Confirm this way")
    if fingerprint:
        sharer.fill(fingerprint="AA:BB", how="Rang their desk.")
        sharer.click("Confirm it")
        assert "This is not the fingerprint" in sharer.text()
        sharer.fill(fingerprint=fingerprint)
    sharer.fill(how="Rang their desk on the number in the contract.")
    sharer.click("Confirm it")
    assert "Extracts may be asked for" in sharer.text()


def make(sharer) -> None:
    sharer.click("Make an extract")
    sharer.select("activity", "REPAIRS")
    sharer.select("purpose", "repair")
    sharer.fill(reason="Three days on the moor.")
    sharer.click("Make and send it")
    assert "Asked for" in sharer.text()


def test_an_extract_goes_sealed_to_a_confirmed_certificate(walk, shared, tmp_path):
    signatory = walk(
        shared.partner.organisation, shared.partner[Role.PARTNER_SIGNATORY]
    )
    sharer = walk(shared.council.organisation, shared.council[Role.SHARING_OFFICER])
    own, key = certificate(address=DESK)

    name_a_way(signatory, shared, "SMIME", own)
    told = signatory.page.locator("dt:has-text('Fingerprint to read out') + dd")
    fingerprint = told.inner_text()
    confirm(sharer, shared, fingerprint)
    make(sharer)
    work_off(shared.council.organisation)
    [sent] = [one for one in mail.outbox if DESK in one.to]
    signatory.page.reload()
    signer = followed(signatory, "Download the signer's certificate").decode()
    sharer.page.reload()
    sharer.look()

    content = opened(
        sent.message().as_bytes(),
        certificate=own,
        key=key,
        signer=signer,
        folder=tmp_path,
    ).decode()
    assert Precaution.TWO.instruction in content
    assert "He raised a chair" not in content
    assert "Larch" not in sent.subject
    assert "Sent" in sharer.text()
    for walker in (signatory, sharer):
        walker.fine()


def test_a_link_opens_once_after_a_second_factor(walk, shared):
    signatory = walk(
        shared.partner.organisation, shared.partner[Role.PARTNER_SIGNATORY]
    )
    sharer = walk(shared.council.organisation, shared.council[Role.SHARING_OFFICER])
    officer = walk(shared.partner.organisation, shared.partner[Role.PARTNER_OFFICER])
    name_a_way(signatory, shared, "LINK")
    confirm(sharer, shared)
    make(sharer)
    work_off(shared.council.organisation)
    with in_organisation(shared.council.organisation):
        link = f"/extracts/{Extract.objects.get().pk}/"

    grow_old(shared.partner, officer)
    officer.open(link)
    officer.click("Open it once")
    prove_again(officer)
    with officer.page.expect_download() as taken:
        officer.page.get_by_role("button", name="Continue").click()
    rows = list(csv.DictReader(io.StringIO(taken.value.path().read_text())))
    officer.open(link)

    assert len(rows) >= 1
    assert "Open it once" not in officer.text()
    assert "opened" in officer.text().lower()
    for walker in (signatory, sharer, officer):
        walker.fine()
