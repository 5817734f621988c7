"""What does a partner's check answer, and what stops it from that moment on?"""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from sharing.check import Answer, NotScoped, NotSignedIn, Ring
from sharing.models import AgreementVersion, Attestation, Check, Receipt, Release
from tenants.codes import Level, Precaution, Role
from tenants.context import in_organisation
from tenants.models import Asker
from tests.sharing import worlds


pytestmark = pytest.mark.django_db(databases=["default"])
STOPPED = "This register cannot answer this check today."


def test_a_released_entry_is_shown_at_its_level(shared):
    answer = shared.ask()

    assert answer.answer == Answer.HIT
    [marker] = answer.markers
    assert marker.organisation == "Eastmere Council"
    assert marker.level == Level.SUMMARY
    assert marker.precautions == (Precaution.TWO,)
    assert marker.summary == "Struck an officer at the door."
    assert marker.matched_on == ("uprn",)
    assert answer.ring == Ring(name="Duty desk", phone="01632 960100")
    assert answer.stale_after - answer.as_of == timedelta(hours=24)
    assert marker.id != shared.marker.pk


@pytest.mark.parametrize(
    ("level", "precautions", "category", "summary", "display"),
    [
        ("CATEGORY", True, "PHYS", "", True),
        ("PRECAUTIONS", True, "", "", True),
        ("FLAG", False, "", "", False),
        ("SEEK_ADVICE", False, "", "", False),
    ],
)
def test_what_lies_above_the_level_is_left_out(
    shared, level, precautions, category, summary, display
):
    with in_organisation(shared.recipient):
        Asker.objects.update(ceiling=level)

    [marker] = shared.ask().markers

    assert marker.level == level
    assert bool(marker.precautions) is precautions
    assert marker.category == category
    assert marker.summary == summary
    assert bool(marker.display) is display


def change_version(shared, **changes):
    with in_organisation(shared.discloser):
        AgreementVersion.objects.filter(pk=shared.standing.version.pk).update(**changes)


def change_asker(shared, **changes):
    with in_organisation(shared.recipient):
        Asker.objects.filter(organisation=shared.recipient.pk).update(**changes)


def yesterday() -> date:
    return worlds.today() - timedelta(days=1)


STOPS = {
    "suspended": lambda s: change_version(
        s,
        state="SUSPENDED",
        suspended_by=s.discloser.pk,
        suspended_at=worlds.now(),
        suspension_reason="Misuse",
    ),
    "ended by its date": lambda s: change_version(
        s, starts_on=yesterday(), ends_on=yesterday()
    ),
    "not begun": lambda s: change_version(
        s,
        starts_on=worlds.today() + timedelta(days=1),
        ends_on=worlds.today() + timedelta(days=1),
    ),
    "terminated": lambda s: change_version(s, state="TERMINATED"),
    "another document": lambda s: change_version(s, document_hash="b" * 64),
    "purpose not agreed": lambda s: change_version(s, purposes=["interview"]),
    "activity not agreed": lambda s: change_version(s, activities=["SURVEYS"]),
    "attestation withdrawn": lambda s: change_attestation(
        s, withdrawn_at=worlds.now(), withdrawn_by="officer-1"
    ),
    "not approved": lambda s: change_attestation(s, approved_at=None, approved_by=None),
}


def change_attestation(shared, **changes):
    with in_organisation(shared.discloser):
        Attestation.objects.update(**changes)


@pytest.mark.parametrize("stop", list(STOPS))
def test_whatever_stops_a_source_makes_the_answer_cannot_tell(shared, stop):
    assert shared.ask().answer == Answer.HIT

    STOPS[stop](shared)
    answer = shared.ask()

    assert answer.answer == Answer.CANNOT_TELL
    assert answer.markers == ()
    [source] = answer.scope
    assert (source.organisation, source.searched) == ("Eastmere Council", False)
    assert source.why_not == STOPPED


def test_cover_that_lapsed_yesterday_stops_every_answer(db, eastmere, brightfix):
    marker = worlds.publish_marker(eastmere)
    standing = worlds.agree(eastmere, brightfix, cover_ends_on=yesterday())
    worlds.release_to(standing, marker, eastmere)

    answer = worlds.ask(brightfix, worlds.sign_in(brightfix))

    assert answer.answer == Answer.CANNOT_TELL
    assert answer.markers == ()
    assert answer.why == "No register that covers this could be searched for you."
    assert answer.ring.phone == "01632 960000"


ASKERS = {
    "not briefed": ({"briefing_ends": None}, "The person asking has not been briefed."),
    "briefing lapsed": ({"briefing_ends": yesterday()}, "The briefing ran out on "),
    "no factor": (
        {"second_factor": False},
        "The person asking has not used a second factor.",
    ),
    "no role": (
        {"role": Role.PARTNER_SIGNATORY},
        "The role of the person asking does not include checks.",
    ),
}


@pytest.mark.parametrize("which", list(ASKERS))
def test_a_refused_asker_is_told_why_and_never_clear(shared, which):
    changes, sentence = ASKERS[which]
    change_asker(shared, **changes)

    for uprn in ("999111000001", "999111000777"):
        answer = shared.ask(uprn=uprn)
        assert answer.answer == Answer.CANNOT_TELL
        assert answer.markers == ()
    assert shared.ask().why.startswith(sentence)


def test_a_check_without_an_activity_cannot_tell(shared):
    answer = shared.ask(activity=None)

    assert answer.answer == Answer.CANNOT_TELL


def test_a_place_outside_every_portfolio_has_no_source(shared):
    answer = shared.ask(uprn="999111000777")

    assert answer.answer == Answer.CANNOT_TELL
    assert answer.scope == ()
    assert answer.why == "You have no register to search for this."


def test_an_entry_not_released_is_clear(shared):
    with in_organisation(shared.discloser):
        Release.objects.update(
            withdrawn_at=worlds.now(), withdrawn_by="x", withdrawn_reason="y"
        )

    answer = shared.ask()

    assert answer.answer == Answer.CLEAR
    assert answer.scope[0].searched


def test_a_category_that_is_not_agreed_is_clear(shared):
    change_version(shared, categories=["ANIMAL"])

    assert shared.ask().answer == Answer.CLEAR


def test_an_area_agreement_is_asked_wherever_the_place_is(db, eastmere, brightfix):
    marker = worlds.publish_marker(eastmere, area_code="E09000099")
    standing = worlds.agree(
        eastmere, brightfix, wide=True, places=(("AREA", "E09000099"),)
    )
    worlds.release_to(standing, marker, eastmere)
    asker = worlds.sign_in(brightfix)

    assert worlds.ask(brightfix, asker).answer == Answer.HIT
    assert worlds.ask(brightfix, asker, uprn="999111000777").answer == Answer.CLEAR


def test_a_person_alone_is_looked_up_through_every_portfolio(shared):
    hit = shared.ask(
        uprn="", name="Garfield Thistlewood", date_of_birth=date(1980, 2, 3)
    )
    nobody = shared.ask(uprn="", name="Wendolyn Ashcombe-Pryce")

    assert hit.answer == Answer.HIT
    assert nobody.answer == Answer.CLEAR


def test_a_postcode_and_building_find_the_same_home(shared):
    answer = shared.ask(uprn="", postcode="zx11aa", building="12")

    assert answer.answer == Answer.HIT
    assert answer.markers[0].matched_on == ("postcode_and_building",)


def test_a_hit_outranks_a_source_that_could_not_answer(shared, torley):
    stopped = worlds.agree(torley, shared.recipient, cover_ends_on=yesterday())
    assert stopped.version.state == "IN_FORCE"

    answer = shared.ask()

    assert answer.answer == Answer.HIT
    assert [(s.organisation, s.searched) for s in answer.scope] == [
        ("Eastmere Council", True),
        ("Torley Council", False),
    ]


def test_restricted_processing_says_only_to_seek_advice(db, eastmere, brightfix):
    marker = worlds.publish_marker(eastmere, processing_restricted=True)
    worlds.release_to(worlds.agree(eastmere, brightfix), marker, eastmere)

    [shown] = worlds.ask(brightfix, worlds.sign_in(brightfix)).markers

    assert shown.level == Level.SEEK_ADVICE
    assert (shown.display, shown.category, shown.precautions) == ("", "", ())


def test_ids_shown_are_different_for_each_partner(shared, harbour):
    standing = worlds.agree(shared.discloser, harbour)
    worlds.release_to(standing, shared.marker, shared.discloser)
    theirs = worlds.ask(harbour, worlds.sign_in(harbour, reads_register=True))

    ours = shared.ask()

    assert ours.markers[0].id != theirs.markers[0].id
    assert shared.ask().markers[0].id == ours.markers[0].id


def test_what_was_shown_leaves_a_check_and_a_receipt_at_both_ends(shared):
    answer = shared.ask()

    with in_organisation(shared.recipient):
        kept = Check.objects.get(pk=answer.id)
        received = Receipt.objects.get(check_id=answer.id)
    with in_organisation(shared.discloser):
        given = Receipt.objects.get(check_id=answer.id)
        assert not Check.objects.filter(pk=answer.id).exists()
    assert kept.shown == [{"marker": str(shared.marker.pk), "level": "SUMMARY"}]
    assert b"999111000001" not in bytes(kept.request)
    assert received.pk == given.pk
    assert given.actor_id == "asker-1"
    assert given.version_id == shared.standing.version.pk
    assert given.indemnity_id == shared.standing.indemnity.pk
    assert given.facts["purpose"] == "repair"
    assert given.permitted
    assert given.reasons == {}


def test_an_officer_a_client_names_is_judged_too(shared):
    client = worlds.sign_in(
        shared.recipient,
        kind="CLIENT",
        actor_id="client-1",
        scopes=["check"],
        responsible_role=Role.PARTNER_OFFICER,
        responsible_ceiling="SUMMARY",
        responsible_briefing_ends=worlds.today(),
    )
    worlds.sign_in(shared.recipient, actor_id="lapsed", briefing_ends=yesterday())
    worlds.sign_in(shared.recipient, actor_id="fit", ceiling="PRECAUTIONS")

    answers = {
        officer: worlds.ask(shared.recipient, client, officer=officer)
        for officer in (None, "fit", "lapsed", str(uuid4()))
    }

    assert answers[None].markers[0].level == Level.SUMMARY
    assert answers["fit"].markers[0].level == Level.PRECAUTIONS
    assert answers["lapsed"].answer == Answer.CANNOT_TELL
    assert [a.answer for o, a in answers.items() if o and len(o) > 10] == [
        Answer.CANNOT_TELL
    ]


def test_a_client_without_the_scope_is_refused(shared):
    client = worlds.sign_in(shared.recipient, kind="CLIENT", scopes=["register:read"])

    with pytest.raises(NotScoped):
        worlds.ask(shared.recipient, client)


@pytest.mark.parametrize("clock", ["expires_at", "idle_expires_at"])
def test_a_session_that_is_over_asks_nothing(shared, clock):
    change_asker(shared, **{clock: worlds.now() - worlds.DAY})

    with pytest.raises(NotSignedIn):
        shared.ask()


def test_another_organisations_session_is_nobody_here(shared, harbour):
    stranger = worlds.sign_in(harbour)

    with pytest.raises(NotSignedIn):
        worlds.ask(shared.recipient, stranger)
