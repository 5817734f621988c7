"""Are the steps of an entry's life taken from its pages, within the clicks they may
cost, and is nothing lost that somebody typed?"""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from audit.kinds import Kind
from audit.models import Event
from register.models import Change, Entry, Review
from tenants.codes import Role
from tests.accounts.making import make_person
from tests.register.making import CONTENT, decided, make_people, make_report
from tests.web.walking import page_of, signed_in


FACTORS = {
    "severity": "A chair was thrown.",
    "time_since": "Eight months.",
    "previous_conduct": "None known.",
    "current_conduct": "Two letters since.",
    "one_off_or_circumstances": "Nothing suggests an illness.",
    "animal_still_there": "not applicable",
    "under_18": "NO",
    "proportionality": "Staff still visit him.",
    "reason": "They still visit.",
}


@pytest.fixture
def people(in_eastmere):
    return make_people()


@pytest.fixture
def entry(people):
    happened = timezone.localdate() - timedelta(days=7)
    incident = replace(CONTENT.incidents[0], happened_on=happened)
    content = replace(CONTENT, incidents=(incident,))
    report = make_report(people, content=content, at=timezone.now())
    return decided(people, report, at=timezone.now()).entry


@pytest.fixture
def decider(people, in_eastmere):
    return signed_in(in_eastmere, people.decider)


def keeping(entry, people, **changes):
    chosen = {f"team-{people.team.pk}": "on"}
    return {**FACTORS, **chosen, "version": str(entry.version), **changes}


def test_an_entry_is_kept_after_its_answers_were_said_back(entry, people, decider):
    address = f"/reviews/{entry.reference}/"
    assert page_of(decider.get(address)).count("you weigh") == 0

    checked = decider.post(address, keeping(entry, people))
    assert Review.objects.count() == 0
    assert "Two letters since." in page_of(checked)
    kept = decider.post(address, keeping(entry, people, confirmed="yes"))

    assert kept["Location"] == f"/register/entries/{entry.reference}/"
    assert Review.objects.get().entry_id == entry.pk
    assert "Kept after review" in page_of(decider.get(kept["Location"]))


def test_answers_that_are_changed_are_still_there(entry, people, decider):
    page = decider.post(
        f"/reviews/{entry.reference}/", keeping(entry, people, change="yes")
    )

    assert "Two letters since." in page_of(page)
    assert Review.objects.count() == 0


def test_what_somebody_changed_meanwhile_loses_nothing_typed(entry, people, decider):
    old = keeping(entry, people, confirmed="yes", version="99")
    refused = decider.post(f"/reviews/{entry.reference}/", old)

    page = page_of(refused)
    assert refused.status_code == 422
    assert "Somebody changed this while you were reading it" in page
    assert "Two letters since." in page
    assert Review.objects.count() == 0
    again = decider.post(
        f"/reviews/{entry.reference}/", keeping(entry, people, confirmed="yes")
    )
    assert again.status_code == 303


def test_an_entry_is_corrected_from_its_own_words(entry, decider):
    address = f"/reviews/{entry.reference}/correct/"
    assert "Threw a chair" in page_of(decider.get(address))

    posted = decider.post(
        address,
        {
            "category": "THREAT",
            "precautions": ["TWO", "PHONE"],
            "summary": "Pushed a chair over.",
            "reason": "The note said pushed.",
            "version": str(entry.version),
        },
    )

    assert posted.status_code == 303
    assert Entry.objects.get(pk=entry.pk).summary == "Pushed a chair over."
    assert Change.objects.get().reason == "The note said pushed."


@pytest.mark.parametrize(
    ("step", "changed"),
    [
        ("restrict", {"processing_restricted": True}),
        ("hold", {"legal_hold": True}),
        ("error", {"state": "ENTERED_IN_ERROR"}),
    ],
)
def test_a_step_is_taken_with_its_reason(entry, decider, step, changed):
    address = f"/reviews/{entry.reference}/{step}/"
    assert decider.post(address, {"reason": ""}).status_code == 422

    posted = decider.post(address, {"reason": "Asked for.", "version": entry.version})

    assert posted.status_code == 303
    entry.refresh_from_db()
    assert {name: getattr(entry, name) for name in changed} == changed


def test_the_data_protection_officer_holds_and_never_says_in_error(entry, in_eastmere):
    browser = signed_in(in_eastmere, make_person(Role.DATA_PROTECTION_OFFICER))

    assert browser.get(f"/reviews/{entry.reference}/hold/").status_code == 200
    assert browser.get(f"/reviews/{entry.reference}/error/").status_code == 403
    assert browser.get(f"/reviews/{entry.reference}/nothing/").status_code == 404
    assert browser.get(f"/reviews/{entry.reference}/").status_code == 403


def test_the_quarterly_review_lists_what_falls_due_by_owner(entry, people, in_eastmere):
    today = timezone.localdate()
    Entry.objects.filter(pk=entry.pk).update(review_on=today - timedelta(days=1))
    browser = signed_in(in_eastmere, make_person(Role.HEALTH_AND_SAFETY))

    page = page_of(browser.get("/reviews/"))

    assert entry.reference in page
    assert people.decider.full_name in page
    assert "Late: review was due" in page
    assert "The term runs from" in page
    assert "Rowan" not in page
    assert Event.objects.filter(kind=Kind.REVIEWS_LISTED).count() == 1
