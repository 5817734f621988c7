"""In whose name does a call act, and does a call sent twice act once?"""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.utils import timezone

from accounts.actions import replays
from accounts.actions.askers import digest_of
from accounts.models import CallMade
from accounts.queries.callers import Caller, NoCredential, NotScoped, caller_for
from register.refusals import Refused
from tenants.codes import Role
from tenants.context import in_organisation
from tests.accounts.making import make_person
from tests.api.asking import token_for


NOW = timezone.now()


def caller(name="PERSON:1") -> Caller:
    return Caller(user=make_person(), name=name, is_program=False)


def once(who: Caller, act, *, key="k", address="/a", body=b"{}", at=NOW) -> str:
    return replays.once(caller=who, key=key, address=address, body=body, act=act, at=at)


def test_one_key_acts_once_and_gives_the_same_reference(in_eastmere):
    who, made = caller(), []

    def act():
        made.append(1)
        return f"R-{len(made)}"

    assert [once(who, act), once(who, act)] == ["R-1", "R-1"]
    assert len(made) == 1


def test_a_key_is_its_callers_own(in_eastmere):
    one, other = caller("PERSON:1"), caller("CLIENT:1")

    assert once(one, lambda: "R-1") == "R-1"
    assert once(other, lambda: "R-2") == "R-2"


@pytest.mark.parametrize("changed", [{"body": b"[]"}, {"address": "/b"}])
def test_a_key_with_another_call_is_refused(in_eastmere, changed):
    who = caller()
    once(who, lambda: "R-1")

    with pytest.raises(replays.KeyReused):
        once(who, lambda: "R-2", **changed)


def test_without_a_key_every_call_acts(in_eastmere):
    who = caller()

    assert once(who, lambda: "R-1", key="") == "R-1"
    assert once(who, lambda: "R-2", key="") == "R-2"
    assert CallMade.objects.count() == 0


def test_a_call_that_was_refused_may_be_sent_again(in_eastmere):
    who = caller()

    def refused():
        raise Refused("No.")

    with pytest.raises(Refused):
        once(who, refused)

    assert once(who, lambda: "R-1") == "R-1"


def test_keys_are_forgotten_after_a_week(in_eastmere):
    who = caller()
    once(who, lambda: "R-1")

    assert replays.forget_old(at=NOW + timedelta(days=6)) == 0
    assert replays.forget_old(at=NOW + timedelta(days=8)) == 1


@pytest.mark.throwaway
def test_two_calls_at_once_with_one_key_act_once(open_throwaway):
    organisation = open_throwaway()
    with in_organisation(organisation):
        who = caller()
    meet, made, answers = Barrier(2), [], []

    def call():
        def act():
            made.append(1)
            return "R-1"

        try:
            with in_organisation(organisation):
                meet.wait(timeout=10)
                answers.append(once(who, act))
        finally:
            connection.close()

    threads = [Thread(target=call) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)

    assert answers == ["R-1", "R-1"]
    assert len(made) == 1


def test_a_program_acts_in_its_responsible_persons_name(in_eastmere):
    user = make_person(Role.DECISION_OFFICER)
    token = token_for(
        in_eastmere, scopes=["decide"], responsible_id=str(user.pk), actor_id="c-1"
    )

    found = caller_for(digest=digest_of(token), scope="decide", at=timezone.now())

    assert found.user == user
    assert found.user.acting_client == "c-1"
    with pytest.raises(NotScoped):
        caller_for(digest=digest_of(token), scope="rights", at=timezone.now())


def test_a_disabled_persons_program_acts_no_more(in_eastmere):
    user = make_person(Role.DECISION_OFFICER)
    token = token_for(in_eastmere, scopes=["decide"], responsible_id=str(user.pk))
    user.is_active, user.disabled_at = False, timezone.now()
    user.save()

    with pytest.raises(NoCredential):
        caller_for(digest=digest_of(token), scope="decide", at=timezone.now())


def test_another_organisations_token_is_no_credential(in_eastmere, torley):
    with pytest.raises(NoCredential):
        caller_for(digest=digest_of("nobody's"), scope="decide", at=timezone.now())
