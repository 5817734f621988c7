"""Do both sides see whether anything may leave, and does a link open once?"""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from sharing.actions import extracts
from sharing.models import Extract, ExtractRoute
from tenants.codes import Role
from tenants.context import in_organisation
from tests.accounts.making import make_person
from tests.sharing import worlds
from tests.sharing.actions.test_extracts import let_extracts_leave
from tests.sharing.extracts.keys import ADDRESS, certificate
from tests.web.walking import page_of, signed_in


WAY = {"address": ADDRESS, "reason": "Vans have no signal."}
ASKED = {"activity": "REPAIRS", "purpose": "repair", "reason": "No signal there."}


@pytest.fixture
def address(db, eastmere, brightfix) -> str:
    standing = worlds.agree(eastmere, brightfix)
    worlds.release_to(standing, worlds.publish_marker(eastmere), eastmere)
    with in_organisation(eastmere):
        let_extracts_leave(eastmere)
    return f"/extracts/agreements/{standing.agreement.pk}/"


def at(organisation, *roles):
    with in_organisation(organisation):
        return signed_in(organisation, make_person(*roles))


def test_a_certificate_is_named_confirmed_and_used(address, eastmere, brightfix):
    signatory = at(brightfix, Role.PARTNER_SIGNATORY)
    sharer = at(eastmere, Role.SHARING_OFFICER)
    pem, _ = certificate()

    bare = signatory.post(f"{address}way/", WAY | {"kind": "SMIME"})
    file = SimpleUploadedFile("desk.pem", pem)
    named = signatory.post(
        f"{address}way/", WAY | {"kind": "SMIME", "certificate": file}
    )
    own = page_of(signatory.get(address))
    with in_organisation(eastmere):
        route = ExtractRoute.objects.get()
    confirm = f"{address}way/{route.pk}/confirm/"
    wrong = sharer.post(confirm, {"fingerprint": "AA", "how": "By telephone."})
    sharer.post(confirm, {"fingerprint": route.fingerprint, "how": "By telephone."})
    page = page_of(sharer.get(address))
    asked = sharer.post(f"{address}ask/", ASKED)

    assert "Choose the certificate of the mailbox." in page_of(bare)
    assert named["Location"] == address
    assert "Fingerprint to read out" in own
    assert "This is not the fingerprint" in page_of(wrong)
    assert "Fingerprint to read out" not in page
    assert "Make an extract" in page
    assert asked["Location"] == address
    assert b"BEGIN CERTIFICATE" in signatory.get(f"{address}signer/").content
    assert "Being made" in page_of(sharer.get(address))


def test_a_link_opens_once(address, eastmere, brightfix):
    signatory = at(brightfix, Role.PARTNER_SIGNATORY)
    sharer = at(eastmere, Role.SHARING_OFFICER)
    officer = at(brightfix, Role.PARTNER_OFFICER)
    signatory.post(f"{address}way/", WAY | {"kind": "LINK"})
    with in_organisation(eastmere):
        route = ExtractRoute.objects.get()
    sharer.post(f"{address}way/{route.pk}/confirm/", {"how": "By telephone."})
    sharer.post(f"{address}ask/", ASKED)
    with in_organisation(eastmere):
        made = Extract.objects.get()
        extracts.make(extract_id=made.pk, at=timezone.now())
    link = f"/extracts/{made.pk}/"

    before = page_of(officer.get(link))
    first = officer.post(link)
    again = officer.post(link)

    assert "Open it once" in before
    assert first["Content-Type"].startswith("text/csv")
    assert first["Cache-Control"] == "no-store"
    assert b"Thistlewood" in first.content
    assert again.status_code == 422
    assert "used already" in page_of(again)
    assert "Thistlewood" not in page_of(again)
    assert "Open it once" not in page_of(sharer.get(link))


def test_a_way_is_closed_by_either_side(address, eastmere, brightfix):
    signatory = at(brightfix, Role.PARTNER_SIGNATORY)
    sharer = at(eastmere, Role.SHARING_OFFICER)
    signatory.post(f"{address}way/", WAY | {"kind": "LINK"})
    with in_organisation(eastmere):
        route = ExtractRoute.objects.get()

    closed = sharer.post(f"{address}way/{route.pk}/close/")
    refused = sharer.post(f"{address}ask/", ASKED)

    assert closed["Location"] == address
    assert "No way is named, so nothing leaves." in page_of(sharer.get(address))
    assert "No extract leaves until a way is named" in page_of(refused)
