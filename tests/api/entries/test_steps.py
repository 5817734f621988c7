"""Does a step that a program takes happen once, on what it read, and with its reason?"""

from accounts.models import CallMade
from audit.kinds import Kind
from audit.models import Event
from register.models import Entry
from tenants.context import in_organisation
from tests.api.asking import problem


REASON = {"reason": "The tenancy ended and he has moved away."}


def path(entry, step):
    return f"/api/v1/entries/{entry.reference}/{step}"


def test_an_entry_is_withdrawn_and_answers_nothing(entry, people, program):
    asking = program(people.decider, "decide", "register:read")

    response = asking.post(REASON, path=path(entry, "withdraw"))

    assert response.status_code == 200
    assert response.json()["state"] == "WITHDRAWN"
    assert response.json()["answers_now"] is False
    assert response.json()["end_reason"] == REASON["reason"]


def test_an_attempt_is_on_record_though_its_key_is_forgotten(
    entry, people, program, eastmere
):
    """A refused call leaves nothing of its key, but the attempt stays."""
    asking = program(people.reporter, "decide")
    key = {"Idempotency-Key": "w-2"}

    refused = asking.post(REASON, path=path(entry, "withdraw"), **key)

    assert refused.status_code == 403
    with in_organisation(eastmere):
        event = Event.objects.get(kind=Kind.STEP_NOT_ALLOWED)
        assert (event.details["step"], event.subject) == ("withdraw", entry.reference)
        assert event.details["responsible"] == str(people.reporter.pk)
        assert not CallMade.objects.exists()


def test_a_replay_withdraws_once_and_reads_again(entry, people, program, eastmere):
    asking = program(people.decider, "decide")
    key = {"Idempotency-Key": "w-1"}
    first = asking.post(REASON, path=path(entry, "withdraw"), **key)

    again = asking.post(REASON, path=path(entry, "withdraw"), **key)
    other = asking.post({"reason": "Another."}, path=path(entry, "withdraw"), **key)

    assert again.status_code == 200
    assert again.json()["id"] == first.json()["id"]
    assert other.status_code == 422
    with in_organisation(eastmere):
        assert Entry.objects.get(pk=entry.pk).notices.count() == 2


def test_a_second_withdrawal_is_a_conflict(entry, people, program):
    asking = program(people.decider, "decide")
    asking.post(REASON, path=path(entry, "withdraw"))

    response = asking.post(REASON, path=path(entry, "withdraw"))

    assert response.status_code == 409
    assert "Withdrawn" in problem(response)["detail"]


def test_what_was_changed_meanwhile_is_left_as_it_is(entry, people, program, eastmere):
    asking = program(people.decider, "decide")

    stale = asking.post(REASON, path=path(entry, "withdraw"), **{"If-Match": '"99"'})
    bad = asking.post(REASON, path=path(entry, "withdraw"), **{"If-Match": "99"})

    assert stale.status_code == 412
    assert bad.status_code == 400
    with in_organisation(eastmere):
        assert Entry.objects.get(pk=entry.pk).state == "ACTIVE"


def test_a_step_needs_its_reason_and_its_role(entry, people, program):
    deciding = program(people.decider, "decide")
    heading = program(people.head, "decide")

    unsaid = deciding.post({"reason": " "}, path=path(entry, "withdraw"))
    unfit = heading.post(REASON, path=path(entry, "withdraw"))

    assert [e["field"] for e in problem(unsaid)["errors"]] == ["reason"]
    assert unfit.status_code == 403
