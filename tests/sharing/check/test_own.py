"""What does an organisation's own register answer to its own people?"""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from markers.states import MarkerState
from sharing.check import Answer, BadRequest, CheckRequest, check
from sharing.models import Receipt
from tenants.codes import Level, Role
from tenants.context import in_organisation
from tests.sharing import worlds


pytestmark = pytest.mark.django_db(databases=["default"])
TEAM = uuid4()


@pytest.fixture
def marker(db, eastmere):
    return worlds.publish_marker(eastmere)


def test_a_role_that_reads_the_register_sees_every_entry(marker, eastmere):
    asker = worlds.sign_in(eastmere, reads_register=True)

    [shown] = worlds.ask(eastmere, asker, activity=None).markers

    assert shown.level == Level.SUMMARY
    with in_organisation(eastmere):
        assert not Receipt.objects.exists()


def test_an_officer_sees_what_their_team_was_given(marker, eastmere):
    worlds.give_to_team(marker, eastmere, TEAM, level="PRECAUTIONS")

    mine = worlds.ask(eastmere, worlds.sign_in(eastmere, teams=[TEAM]))
    others = worlds.ask(eastmere, worlds.sign_in(eastmere, teams=[uuid4()]))

    assert mine.answer == Answer.HIT
    assert mine.markers[0].level == Level.PRECAUTIONS
    assert others.answer == Answer.CLEAR


def test_an_officer_in_no_team_that_meets_people_is_never_told_clear(marker, eastmere):
    answer = worlds.ask(eastmere, worlds.sign_in(eastmere, teams=[]))

    assert answer.answer == Answer.CANNOT_TELL
    assert answer.why == "The person asking is in no team that meets the public."


def test_what_was_taken_back_from_a_team_is_clear(marker, eastmere):
    worlds.give_to_team(
        marker,
        eastmere,
        TEAM,
        withdrawn_at=worlds.now(),
        withdrawn_by="officer-1",
        withdrawn_reason="Moved away.",
    )

    assert (
        worlds.ask(eastmere, worlds.sign_in(eastmere, teams=[TEAM])).answer
        == Answer.CLEAR
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"starts_on": worlds.today() - worlds.DAY, "ends_on": worlds.today()},
        {"starts_on": worlds.today() + worlds.DAY,
         "ends_on": worlds.today() + 2 * worlds.DAY},
        {"state": MarkerState.PROVISIONAL, "provisional_until": worlds.now() - worlds.DAY},
    ],
)  # fmt: skip
def test_an_entry_outside_its_term_answers_nothing(db, eastmere, changes):
    worlds.publish_marker(eastmere, **changes)
    asker = worlds.sign_in(eastmere, reads_register=True)

    assert worlds.ask(eastmere, asker).answer == Answer.CLEAR


def test_a_provisional_entry_answers_in_its_hours(db, eastmere):
    worlds.publish_marker(
        eastmere,
        state=MarkerState.PROVISIONAL,
        provisional_until=worlds.now() + timedelta(hours=1),
    )
    asker = worlds.sign_in(eastmere, reads_register=True)

    assert worlds.ask(eastmere, asker).answer == Answer.HIT


def test_another_councils_register_is_out_of_reach(marker, torley):
    asker = worlds.sign_in(torley, reads_register=True)

    answer = worlds.ask(torley, asker)

    assert answer.answer == Answer.CLEAR
    assert [source.organisation for source in answer.scope] == ["Torley Council"]


def test_a_register_of_premises_is_not_searched_by_person(db, torley):
    asker = worlds.sign_in(torley, reads_register=True)

    answer = worlds.ask(torley, asker, uprn="", name="Garfield Thistlewood")

    assert answer.answer == Answer.CANNOT_TELL
    assert answer.why == "This register is searched by place only."
    assert answer.scope[0].why_not == "This register is searched by place only."


def test_an_ambiguous_person_cannot_be_told_apart(db, eastmere):
    for born in (date(1980, 2, 3), date(1991, 7, 8)):
        worlds.publish_marker(
            eastmere,
            date_of_birth=born,
            uprn="",
            address="",
            postcode="",
            follows="PERSON",
        )
    asker = worlds.sign_in(eastmere, reads_register=True)

    answer = worlds.ask(eastmere, asker, uprn="", name="Garfield Thistlewood")

    assert answer.answer == Answer.CANNOT_TELL
    assert answer.markers == ()


def test_a_place_that_cannot_be_looked_up_is_never_clear(db, eastmere):
    asker = worlds.sign_in(eastmere, reads_register=True)

    for terms in ({"postcode": "ZX1 1AA"}, {"address": "somewhere near the river"}):
        answer = worlds.ask(eastmere, asker, uprn="", **terms)
        assert answer.answer == Answer.CANNOT_TELL, terms
        assert answer.why.startswith("This place or person could not be looked up")


def test_what_is_not_known_of_the_role_shows_least(marker, eastmere):
    asker = worlds.sign_in(eastmere, reads_register=True, ceiling="SEEK_ADVICE")

    [shown] = worlds.ask(eastmere, asker).markers

    assert (shown.level, shown.display, shown.matched_on) == (Level.SEEK_ADVICE, "", ())


def test_an_officer_named_by_a_client_sees_no_more_than_they_may(marker, eastmere):
    worlds.give_to_team(marker, eastmere, TEAM)
    client = worlds.sign_in(
        eastmere,
        kind="CLIENT",
        actor_id="client-1",
        scopes=["check"],
        reads_register=True,
        responsible_role=Role.DECISION_OFFICER,
        responsible_ceiling="SUMMARY",
        responsible_briefing_ends=worlds.today(),
    )
    worlds.sign_in(eastmere, actor_id="in-the-team", teams=[TEAM])
    worlds.sign_in(eastmere, actor_id="elsewhere", teams=[uuid4()])

    assert worlds.ask(eastmere, client).answer == Answer.HIT
    assert worlds.ask(eastmere, client, officer="in-the-team").answer == Answer.HIT
    assert worlds.ask(eastmere, client, officer="elsewhere").answer == Answer.CLEAR


BAD = [
    ({"purpose": "curiosity"}, {"purpose": "Choose what the check is for."}),
    ({"activity": "PLUMBING"}, {"activity": "Choose the kind of work from the list."}),
    ({"uprn": "12345678901234"}, {"uprn": "Enter a UPRN of up to 12 digits."}),
    ({"uprn": ""}, {"place": "Enter a place or a person to check."}),
    ({"name": "x" * 301}, {"name": "Enter no more than 300 characters."}),
    ({"date_of_birth": date(2200, 1, 1)},
     {"date_of_birth": "Enter a date of birth in the past."}),
]  # fmt: skip


@pytest.mark.parametrize(("change", "errors"), BAD)
def test_a_request_that_makes_no_sense_names_its_field(change, errors):
    request = {"purpose": "repair", "activity": "REPAIRS", "uprn": "999111000001"}

    with pytest.raises(BadRequest) as refused:
        check(
            organisation=None,
            asker_digest=b"",
            request=CheckRequest(**(request | change)),
            at=worlds.now(),
        )

    assert refused.value.errors == errors
