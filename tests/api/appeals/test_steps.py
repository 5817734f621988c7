"""Does a program take an appeal and a letter where a person could, and nowhere else?"""

from datetime import timedelta

import pytest
from django.utils import timezone

from register.facts import Tell
from register.models import Appeal, Notice
from tenants.context import in_organisation
from tests.api.asking import problem
from tests.api.entries.conftest import entry, people, program, recently
from tests.register.appeals.hearing import make_panel
from tests.register.making import make_entry


__all__ = ["entry", "people", "program"]
APPEALS = "/api/v1/appeals"


@pytest.fixture
def panel(people, eastmere):
    with in_organisation(eastmere):
        return make_panel()


def words(of, **changes):
    return {
        "entry": of.reference,
        "route": "EMAIL",
        "received_on": timezone.localdate().isoformat(),
        "grounds": "I never threw it.",
    } | changes


def test_an_appeal_goes_from_words_to_outcome_by_programs(
    entry, panel, program, eastmere
):
    safety = program(panel.arranger, "decide")
    member = program(panel.members[0], "decide")
    begun = safety.post(words(entry), path=APPEALS, Idempotency_Key="one")
    again = safety.post(words(entry), path=APPEALS, Idempotency_Key="one")
    here = begun["Location"]
    safety.post({}, path=f"{here}/acknowledge")
    safety.post({"member": str(panel.members[0].pk)}, path=f"{here}/members")
    soon = timezone.now() + timedelta(hours=2)
    set_ = safety.post(
        {"hearing_at": soon.isoformat(), "place": "Room 2"}, path=f"{here}/hearing"
    )

    assert (begun.status_code, again.status_code) == (201, 201)
    assert begun.json()["reference"] == again.json()["reference"]
    assert set_.json()["state"] == "Hearing date set"
    early = member.post({"view": "DISMISSED", "reasons": "No."}, path=f"{here}/view")
    assert "after the hearing" in problem(early)["detail"]
    with in_organisation(eastmere):
        # The hearing was an hour ago.
        Appeal.objects.update(hearing_at=timezone.now() - timedelta(hours=1))
    member.post({"view": "DISMISSED", "reasons": "No."}, path=f"{here}/view")
    ruled = member.post(
        {"outcome": "DISMISSED", "effect": "NONE", "reasons": "It stands."},
        path=f"{here}/decide",
    )
    assert ruled.json()["outcome"] == "Dismissed"
    assert ruled.json()["changes"] == ["The entry stays as it is."]
    listed = member.get(APPEALS).json()
    assert [one["open"] for one in listed["results"]] == [False]


def test_a_step_on_an_appeal_that_changed_since_is_refused(
    entry, panel, program, eastmere
):
    safety = program(panel.arranger, "decide")
    begun = safety.post(words(entry), path=APPEALS)
    here, read = begun["Location"], {"If-Match": begun["ETag"]}
    done = safety.post({}, path=f"{here}/acknowledge", **read)

    late = safety.post({"words": "Rang."}, path=f"{here}/withdraw", **read)

    assert late.status_code == 412
    with in_organisation(eastmere):
        assert Appeal.objects.get().is_open
    now = {"If-Match": done["ETag"]}
    assert (
        safety.post({"words": "Rang."}, path=f"{here}/withdraw", **now).status_code
        == 200
    )


def test_a_program_does_no_more_than_whoever_answers_for_it(
    entry, people, panel, program
):
    decider = program(people.decider, "decide")
    here = decider.post(words(entry), path=APPEALS)["Location"]

    own = decider.post({}, path=f"{here}/acknowledge")
    other = program(panel.members[0], "decide").get(here)
    unscoped = program(panel.arranger, "register:read").get(here)

    assert "You had a part in this entry" in problem(own)["detail"]
    assert problem(other)["status"] == 404
    assert problem(unscoped)["status"] == 403


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"grounds": ""}, "grounds"),
        ({"route": "PIGEON"}, "route"),
        ({"received_on": "yesterday"}, "received_on"),
        ({"name": "Rowan"}, "name"),
        ({"entry": 7}, "entry"),
    ],
)
def test_a_body_that_is_wrong_names_its_field(entry, panel, program, changes, field):
    got = program(panel.arranger, "decide").post(words(entry, **changes), path=APPEALS)

    assert [error["field"] for error in problem(got)["errors"]] == [field]


def test_letters_are_listed_and_say_how_their_date_came_about(
    entry, people, program, eastmere
):
    decider = program(people.decider, "decide")

    listed = decider.get("/api/v1/notices?state=DUE").json()["results"]
    one = decider.get(f"/api/v1/notices/{listed[0]['id']}").json()
    posted = decider.post({}, path=f"/api/v1/notices/{one['id']}/posted")
    wrong = decider.get("/api/v1/notices?state=LOST")

    assert [letter["kind"] for letter in listed] == ["ADDED"]
    assert one["working"][-1].endswith("is working day 2 of 2.")
    assert "“To be sent”" in problem(posted)["detail"]
    assert problem(wrong)["errors"][0]["field"] == "state"


def test_not_telling_is_tested_again_by_a_program(people, program, eastmere):
    with in_organisation(eastmere):
        untold = make_entry(
            people,
            content=recently(),
            tell=Tell(told=False, reason="He threatened her."),
            at=timezone.now(),
        )
    decider = program(people.decider, "decide")
    asked = {"entry": untold.reference, "tell": True, "reason": "He has moved away."}

    done = decider.post(asked, path="/api/v1/notices/retests")
    again = decider.post(asked, path="/api/v1/notices/retests")

    assert done.json() == {"entry": untold.reference}
    assert "has been told" in problem(again)["detail"]
    with in_organisation(eastmere):
        assert Notice.objects.filter(entry=untold, kind="ADDED").count() == 1
