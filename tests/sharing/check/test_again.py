"""What of an answer may be told when it is opened again?"""

from datetime import timedelta
from uuid import uuid4

import pytest

from audit.kinds import Kind
from audit.queries import events_for
from sharing.check import Answer, NotYours, Stale, again, mine
from sharing.models import Release
from tenants.context import in_organisation
from tests.sharing import worlds


pytestmark = pytest.mark.django_db(databases=["default"])


def open_again(shared, check_id, *, asker=None, at=None):
    return again(
        organisation=shared.recipient,
        asker_digest=asker or shared.asker,
        check_id=check_id,
        at=at or worlds.now(),
    )


def withdraw(shared):
    with in_organisation(shared.discloser):
        Release.objects.update(
            withdrawn_at=worlds.now(), withdrawn_by="x", withdrawn_reason="y"
        )


def test_the_same_answer_is_told_while_it_stands(shared):
    told = shared.ask()

    assert open_again(shared, told.id) == told


def test_what_was_withdrawn_meanwhile_is_no_longer_told(shared):
    told = shared.ask()
    withdraw(shared)

    now = open_again(shared, told.id)

    assert (now.answer, now.markers) == (Answer.CANNOT_TELL, ())
    assert now.why == (
        "What was answered before can no longer be relied on. Check again."
    )


def test_a_level_never_rises(shared):
    withdraw(shared)
    low = worlds.release_to(
        shared.standing, shared.marker, shared.discloser, level="FLAG"
    )
    told = shared.ask()
    withdraw(shared)
    worlds.release_to(shared.standing, shared.marker, shared.discloser)
    assert low.level == "FLAG"

    assert open_again(shared, told.id).markers[0].level == "FLAG"
    assert shared.ask().markers[0].level == "SUMMARY"


def test_what_is_new_is_not_added(shared):
    told = shared.ask()
    later = worlds.publish_marker(shared.discloser, name="Somebody Else")
    worlds.release_to(shared.standing, later, shared.discloser)

    assert len(shared.ask().markers) == 2
    assert len(open_again(shared, told.id).markers) == 1


def test_clear_is_no_longer_relied_on_once_a_warning_is_there(shared):
    withdraw(shared)
    told = shared.ask()
    assert told.answer == Answer.CLEAR
    assert open_again(shared, told.id).answer == Answer.CLEAR

    worlds.release_to(shared.standing, shared.marker, shared.discloser)

    now = open_again(shared, told.id)
    assert (now.answer, now.markers) == (Answer.CANNOT_TELL, ())


def test_only_the_same_asker_opens_it_until_a_day_has_passed(shared):
    told = shared.ask()
    colleague = worlds.sign_in(shared.recipient, actor_id="asker-2")
    other_session = worlds.sign_in(shared.recipient)

    assert open_again(shared, told.id, asker=other_session) == told
    with pytest.raises(NotYours):
        open_again(shared, told.id, asker=colleague)
    with pytest.raises(NotYours):
        open_again(shared, uuid4())
    with pytest.raises(Stale):
        open_again(shared, told.id, at=told.stale_after + timedelta(seconds=1))


def test_opening_again_is_an_event_of_its_own(shared):
    told = shared.ask()
    open_again(shared, told.id)

    with in_organisation(shared.recipient):
        kinds = [
            event.kind
            for event in events_for(
                organisation=shared.recipient.pk, subject=str(told.id)
            )
        ]
    assert sorted(kinds) == [Kind.CHECK_REOPENED, Kind.CHECKED]


def test_my_checks_are_mine_and_name_nobody(shared):
    told = shared.ask()
    colleague = worlds.sign_in(shared.recipient, actor_id="asker-2")

    [listed] = mine(
        organisation=shared.recipient, asker_digest=shared.asker, at=worlds.now()
    )

    assert (listed.id, listed.purpose, listed.answer) == (told.id, "repair", Answer.HIT)
    assert not mine(
        organisation=shared.recipient, asker_digest=colleague, at=worlds.now()
    )
