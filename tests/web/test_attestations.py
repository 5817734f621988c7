"""Does whoever stands behind an activity see the evidence, and may either side end it?"""

from uuid import uuid4

import pytest

from sharing.models import Attestation
from tenants.codes import Role
from tenants.context import in_organisation
from tests.accounts.making import make_person
from tests.sharing.people import TODAY, Parties
from tests.web.walking import page_of, signed_in


@pytest.fixture
def two(db, eastmere, brightfix) -> Parties:
    def somebody(organisation, role):
        with in_organisation(organisation):
            return make_person(role)

    return Parties(
        council=eastmere,
        partner=brightfix,
        officer=somebody(eastmere, Role.SHARING_OFFICER),
        signatory=somebody(brightfix, Role.PARTNER_SIGNATORY),
    )


def at(two, side):
    with two.here(side) as here:
        return signed_in(here, two.officer if side == "council" else two.signatory)


def test_evidence_is_read_before_somebody_stands_behind_it(two):
    agreement = two.sign_all()
    given = {
        "activity": "REPAIRS",
        "mode": "ENTERS_PREMISES",
        "evidence": "Job sheets of a week.",
        "people": "7",
        **{
            f"ends_on_{part}": str(getattr(TODAY, part))
            for part in ("day", "month", "year")
        },
        **{
            f"starts_on_{part}": str(getattr(TODAY, part))
            for part in ("day", "month", "year")
        },
    }
    signatory, sharer = at(two, "partner"), at(two, "council")
    sent = signatory.post(f"/agreements/{agreement}/attest/", given)
    with two.here("council"):
        attested = Attestation.objects.get()
    page = page_of(sharer.get(f"/agreements/{agreement}/approve/{attested.pk}/"))

    assert sent.status_code == 303
    assert "On this evidence: Job sheets of a week." in page
    assert "7 people" in page


@pytest.mark.parametrize("side", ["council", "partner"])
def test_either_side_says_that_work_is_no_longer_done_like_this(two, side):
    agreement = two.in_force()
    browser = at(two, side)
    with two.here("council"):
        attested = Attestation.objects.get()
    address = f"/agreements/{agreement}/no-longer/{attested.pk}/"
    bare = browser.post(address, {"reason": ""})
    done = browser.post(address, {"reason": "Another firm does it."})
    page = page_of(browser.get(f"/agreements/{agreement}/"))

    assert bare.status_code == 422
    assert done["Location"] == f"/agreements/{agreement}/"
    assert "No activity has been attested." in page
    with two.here("council"):
        attested.refresh_from_db()
        assert attested.withdrawn_at is not None


@pytest.mark.parametrize("page", ["approve", "no-longer"])
def test_what_is_not_attested_under_this_agreement_has_no_page(two, torley, page):
    agreement, another = two.in_force(), two.sign_all()
    with two.here("council"):
        attested = Attestation.objects.get()
    with in_organisation(torley):
        stranger = signed_in(torley, make_person(Role.SHARING_OFFICER))
    sharer, typed = at(two, "council"), {"reason": "Another firm does it."}
    ours = f"/agreements/{agreement}/{page}/{attested.pk}/"

    assert sharer.get(ours).status_code == 200
    for browser, address in (
        (stranger, ours),
        (sharer, f"/agreements/{another}/{page}/{attested.pk}/"),
        (sharer, f"/agreements/{uuid4()}/{page}/{attested.pk}/"),
        (sharer, f"/agreements/{agreement}/{page}/{uuid4()}/"),
    ):
        assert browser.get(address).status_code == 404, address
        assert browser.post(address, typed).status_code == 404, address
    with two.here("council"):
        attested.refresh_from_db()
        assert attested.withdrawn_at is None


def test_each_side_reads_who_approved_as_far_as_it_may(
    two, platform_organisation, settings
):
    """The discloser's own people the name; the partner and the platform the role."""
    settings.PASSKEY_FOR_ADMINISTRATORS = False
    agreement = two.in_force()
    name, day = two.officer.full_name, f"Approved {TODAY:%-d %B %Y} by "
    with in_organisation(platform_organisation):
        watching = make_person(Role.PLATFORM_ADMINISTRATOR)
        platform = signed_in(platform_organisation, watching)
    address = f"/agreements/{agreement}/"

    assert f"{day}{name}, sharing officer" in page_of(at(two, "council").get(address))
    for browser in (at(two, "partner"), platform):
        page = page_of(browser.get(address))
        assert f"{day}{two.council.name}'s sharing officer" in page
        assert f"by {name}" not in page
