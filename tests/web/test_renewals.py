"""Do both sides find versions, papers, misuse, works and texts, each only their own?"""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from sharing.actions import agreements, misuse, papers, works
from sharing.models import AgreementVersion, MisuseTask
from sharing.texts.facts import moment
from tenants.clocks import LONDON
from tenants.codes import Role
from tenants.context import in_organisation
from tests.accounts.making import make_person
from tests.sharing import people
from tests.sharing.people import NOW, TODAY, terms
from tests.web.walking import browser, page_of, signed_in


@pytest.fixture
def two(db, eastmere, brightfix):
    return people.parties(eastmere, brightfix)


@pytest.fixture
def agreed(two):
    """In force, and a second version drafted that says less."""
    agreement_id = two.in_force()
    with two.here("council"):
        agreements.revise(
            agreement_id=agreement_id, terms=terms(level="FLAG"), by=two.officer, at=NOW
        )
    return agreement_id


def test_every_text_of_an_agreement_is_a_page_and_a_pdf(two, agreed):
    with two.here("council") as here:
        sharer = browser(here, Role.SHARING_OFFICER)
        version = AgreementVersion.objects.get(agreement_id=agreed, number=1)
        papers.draw_up(version_id=version.pk, at=NOW)
        for which in ("agreement", "indemnity", "assessment", "record"):
            page = page_of(sharer.get(f"/versions/{agreed}/1/{which}/"))
            assert "a lawyer settles them" in page.lower()
            assert "Brightfix Repairs" in page
        pdf = sharer.get(f"/versions/{agreed}/1/indemnity/pdf/")
        one = page_of(sharer.get(f"/agreements/{agreed}/"))
        held = one.split('href="/versions/papers/')[1].split('"')[0]
        paper = sharer.get(f"/versions/papers/{held}")

        assert "Whether fines can be indemnified" in page_of(
            sharer.get(f"/versions/{agreed}/1/indemnity/")
        )
        assert pdf.content.startswith(b"%PDF-1.7")
        assert "attachment" in pdf["Content-Disposition"]
        assert paper.content.startswith(b"%PDF-1.7")
        version.refresh_from_db()
        assert version.signed_file_hash in one
        assert sharer.get(f"/versions/{agreed}/9/agreement/").status_code == 404


def test_what_differs_is_said_and_the_recipient_sees_no_draft(two, agreed):
    address = f"/versions/{agreed}/difference/"
    with two.here("council") as here:
        ours = page_of(browser(here, Role.SHARING_OFFICER).get(address))
    with two.here("partner") as here:
        signatory = browser(here, Role.PARTNER_SIGNATORY)
        theirs = page_of(signatory.get(address))
        hidden = signatory.get(f"{address}?before=1&after=2").status_code

    assert "They may see less than before: that there is a marker." in ours
    assert "The two say the same." in theirs
    assert hidden == 404


def test_misuse_is_reported_and_answered_on_the_page(two, agreed):
    now = timezone.localtime()
    with two.here("partner") as here:
        engineer = signed_in(here, make_person(Role.PARTNER_OFFICER))
        form = {
            "kind": "LOST",
            "what_happened": "A tablet was left on a bus.",
            "people_affected": "1",
            "aware_on_day": str(now.day),
            "aware_on_month": str(now.month),
            "aware_on_year": str(now.year),
            "aware_time": "00:00",
        }
        bad = engineer.post(f"/misuse/of/{agreed}/", form | {"aware_time": "noon"})
        sent = engineer.post(f"/misuse/of/{agreed}/", form)
        case = page_of(engineer.get(sent["Location"]))

    assert "The time must look like 14:30." in page_of(bad)
    assert "A tablet was left on a bus." in page_of(bad)
    assert "Open: sharing has stopped" in case
    assert two.version_of(agreed, 1).state == "SUSPENDED"
    with two.here("council") as here:
        sharer = browser(here, Role.SHARING_OFFICER)
        mine = MisuseTask.objects.filter(organisation=here.pk).first()
        done = sharer.post(
            f"{sent['Location']}tasks/{mine.pk}/", {"note": "Judged: low."}
        )
        assert done["Location"] == sent["Location"]
        assert "Judged: low." in page_of(sharer.get(sent["Location"]))
        for step in ("decide", "close"):
            assert sharer.get(f"{sent['Location']}{step}/").status_code == 200


def test_a_partners_works_are_read_asked_about_and_answered(two, agreed):
    with two.here("partner") as here:
        works.describe(
            activity="GROUNDS_MAINTENANCE",
            mode="CROSSES_BOUNDARY",
            description="We cut grass.",
            people=4,
            subcontracted=True,
            by=two.signatory,
            at=NOW,
        )
        own = page_of(browser(here, Role.PARTNER_SIGNATORY).get("/works/"))
    listed = f"/works/of/{two.partner.pk}/"
    with two.here("council") as here:
        sharer = browser(here, Role.SHARING_OFFICER)
        page = page_of(sharer.get(listed))
        asked = sharer.post(
            f"{listed}GROUNDS_MAINTENANCE/", {"question": "Who are the firms?"}
        )
        waiting = page_of(sharer.get(listed))
    with two.here("partner") as here:
        signatory = browser(here, Role.PARTNER_SIGNATORY)
        work = page_of(signatory.get("/"))
        address = "/works/questions/" + work.split("/works/questions/")[1].split('"')[0]
        answered = signatory.post(address, {"answer": "None but our own."})

    assert "We cut grass." in own
    assert "Excluded by the policy, however it is done." in page
    assert asked["Location"] == listed
    assert "Not answered yet" in waiting
    assert answered["Location"] == "/works/"
    with in_organisation(two.council):
        assert "None but our own." in page_of(sharer.get(listed))


def test_the_ready_made_texts_come_from_what_is_in_force(two, agreed):
    with two.here("council") as here:
        sharer = browser(here, Role.SHARING_OFFICER)
        listed = page_of(sharer.get("/texts/"))
        notice = page_of(sharer.get("/texts/privacy-notice/"))
        leaflet = page_of(sharer.get("/texts/appeal-leaflet/"))
        agreements.suspend(
            agreement_id=agreed, reason="A breach", by=two.officer, at=NOW
        )
        after = page_of(sharer.get("/texts/privacy-notice/"))

        assert "Privacy notice" in listed
        assert "Brightfix Repairs" in notice
        assert "Brightfix Repairs" not in after
        assert "How to appeal" in leaflet
        address = "Our address: Eastmere District Council, 1 Guildhall Square"
        assert 0 < leaflet.find(address) < leaflet.find("the address above")
        assert sharer.get("/texts/nothing/").status_code == 404


def test_who_keeps_no_register_is_offered_no_leaflet(two, agreed):
    with two.here("partner") as here:
        signatory = browser(here, Role.PARTNER_SIGNATORY)
        listed = page_of(signatory.get("/texts/"))

        assert "Privacy notice" in listed
        assert "appeal-leaflet" not in listed
        assert signatory.get("/texts/appeal-leaflet/").status_code == 404


def test_the_platform_sees_health_and_never_a_case(
    two, agreed, platform_organisation, settings
):
    settings.PASSKEY_FOR_ADMINISTRATORS = False
    with two.here("partner"):
        case = misuse.report(
            agreement_id=agreed,
            given=misuse.MisuseReport(
                kind="LOST",
                what_happened="A tablet was left on a bus.",
                people_affected=1,
                aware_at=NOW - timedelta(hours=1),
            ),
            by=two.signatory,
            at=NOW,
        )
    with in_organisation(platform_organisation) as here:
        administrator = browser(here, Role.PLATFORM_ADMINISTRATOR)
        health = page_of(administrator.get("/health/"))
        one = page_of(administrator.get(f"/agreements/{agreed}/"))
        templates = page_of(administrator.get("/agreements/new/?template=repairs"))

        assert "A misuse case is open." in health
        assert f"The agreement ends on {TODAY.day}" not in health
        assert case.reference in one
        assert "bus" not in health + one
        assert 'value="Warnings for a repairs contractor"' in templates
        assert administrator.get(f"/misuse/{case.pk}/").status_code == 404


def test_a_step_names_the_version_it_is_about_where_two_stand(two, agreed):
    """Nobody is to think that refusing the next version ends the one in force."""
    with two.here("council") as here:
        sharer = browser(here, Role.SHARING_OFFICER)
        page = page_of(sharer.get(f"/agreements/{agreed}/"))
        asked = page_of(sharer.get(f"/agreements/{agreed}/withdraw/"))

    assert "Sign and offer version 2" in page
    assert "Withdraw version 2" in page
    assert "Withdraw this agreement" not in page
    assert "<h1" in asked
    assert "Withdraw version 2" in asked.split("<h1")[1].split("</h1>")[0]
    assert "A version that is in force stays in force." in asked


def test_a_signature_is_told_by_londons_clock(two):
    """In summer London is an hour ahead of what the database keeps."""
    summer = datetime(2026, 8, 3, 23, 30, tzinfo=UTC)

    assert moment(summer) == "4 August 2026, 00:30"
    assert moment(summer.astimezone(LONDON)) == "4 August 2026, 00:30"


@pytest.mark.parametrize(
    ("days", "told"), [(1, "1 working day"), (2, "2 working days")]
)
def test_a_recalls_days_are_told_in_the_right_number(two, days, told):
    agreement_id = two.in_force(recall_days=days)
    with two.here("council") as here:
        sharer = browser(here, Role.SHARING_OFFICER)
        page = page_of(sharer.get(f"/agreements/{agreement_id}/"))
        words = page_of(sharer.get(f"/versions/{agreement_id}/1/agreement/"))

    assert f"{told}<" in page or f"{told}\n" in page
    assert f"A recall is acknowledged within {told}." in words
    assert "(UK GDPR article 6(1)(" in words
    assert "uk-gdpr:" not in words + page
