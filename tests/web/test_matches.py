"""May somebody make two records one on a page, and put it right again?"""

from dataclasses import replace

import pytest
from django.urls import reverse

from audit.actors import system
from register.actions import pairs
from register.models import Association, Entry, Move, Subject, SubjectMerge, SubjectPair
from register.states import MatchState
from tenants.codes import Role
from tests.accounts.making import make_person
from tests.register import making
from tests.register.making import AT, CONTENT
from tests.web.walking import browser, page_of, signed_in


@pytest.fixture
def people(in_eastmere):
    return making.make_people()


@pytest.fixture
def pair(people):
    making.make_entry(people)
    subject = replace(
        CONTENT.subject, name="Rowen Ashby", uprn="", address_lines=("9 Quay Walk",)
    )
    making.make_entry(people, content=replace(CONTENT, subject=subject))
    pairs.propose(by=system("matches"), at=AT)
    return SubjectPair.objects.get()


@pytest.fixture
def adviser(in_eastmere):
    return signed_in(in_eastmere, make_person(Role.HEALTH_AND_SAFETY))


def test_two_records_are_shown_side_by_side_and_merged(pair, adviser):
    assert f"/matches/{pair.pk}/" in page_of(adviser.get("/matches/"))
    page = page_of(adviser.get(f"/matches/{pair.pk}/"))
    assert "A: Rowan Ashby" in page
    assert "B: Rowen Ashby" in page
    assert "9 Quay Walk" in page

    done = adviser.post(
        f"/matches/{pair.pk}/",
        {"keep": "other", "take_name": "one", "take_place": "other",
         "reason": "Same birth.", "do": "merge"},
    )  # fmt: skip

    assert done.status_code == 303
    made = SubjectMerge.objects.get()
    assert made.kept.name == "Rowan Ashby"
    assert made.kept.address == "9 Quay Walk"
    assert Entry.objects.filter(subject=made.kept).count() == 2
    assert f"/matches/merges/{made.pk}/undo/" in page_of(adviser.get("/matches/"))
    undone = adviser.post(f"/matches/merges/{made.pk}/undo/", {"reason": "Brothers."})
    assert undone.status_code == 303
    assert sorted(Subject.objects.values_list("name", flat=True)) == [
        "Rowan Ashby",
        "Rowen Ashby",
    ]


def test_two_records_are_kept_apart(pair, adviser):
    adviser.post(
        f"/matches/{pair.pk}/",
        {"keep": "one", "take_name": "one", "take_place": "one",
         "reason": "Father and son.", "do": "apart"},
    )  # fmt: skip

    pair.refresh_from_db()
    assert pair.state == MatchState.APART
    assert not SubjectMerge.objects.exists()


def test_without_a_reason_nothing_is_merged_and_the_page_says_so(pair, adviser):
    answer = adviser.post(f"/matches/{pair.pk}/", {"keep": "one", "do": "merge"})

    assert answer.status_code == 422
    assert "Say why, in a sentence." in page_of(answer)
    assert not SubjectMerge.objects.exists()


@pytest.mark.parametrize("more", [0, 2])
def test_the_list_asks_the_same_of_the_database(
    pair, people, adviser, more, django_assert_max_num_queries
):
    for number in range(more):
        subject = replace(CONTENT.subject, name=f"Rowan Ashb{'ey'[number]}")
        making.make_entry(people, content=replace(CONTENT, subject=subject))
    pairs.propose(by=system("matches"), at=AT)

    with django_assert_max_num_queries(12):
        adviser.get("/matches/")


def test_the_subject_of_an_entry_is_shown_and_changed(people, in_eastmere, adviser):
    entry, other = making.make_entry(people), making.make_entry(people)
    decider = signed_in(in_eastmere, people.decider)
    link = f"/subjects/{entry.reference}/"
    assert link in page_of(
        decider.get(reverse("register:entry", args=[entry.reference]))
    )

    adviser.post(
        f"{link}change/",
        {"aliases": "Billy Redcap\n", "vehicles": "ZZ99ZZZ white van",
         "animals": "Dog large", "reason": "Seen."},
    )  # fmt: skip
    adviser.post(
        f"{link}together/",
        {"other_reference": other.reference, "kind": "HOUSEHOLD", "reason": "Seen."},
    )
    page = page_of(decider.get(link))

    for words in ("Billy Redcap", "ZZ99ZZZ white van", "Dog large", "Same household"):
        assert words in page
    made = Association.objects.get()
    adviser.post(f"{link}together/{made.pk}/end/", {"reason": "A mistake."})
    assert "Same household" not in page_of(decider.get(link))


def test_a_move_is_recorded_on_a_page(people, in_eastmere):
    entry = making.make_entry(people)
    decider = signed_in(in_eastmere, people.decider)
    asked = {"moved_on_day": "1", "moved_on_month": "11", "moved_on_year": "2026",
             "address": "3 Harbour Row", "building": "3", "postcode": "zx5 5ef",
             "uprn": "", "reason": "The landlord told us."}  # fmt: skip

    unsaid = decider.post(f"/subjects/{entry.reference}/moved/", asked)
    done = decider.post(
        f"/subjects/{entry.reference}/moved/",
        asked | {f"follows_{entry.reference}": "BOTH"},
    )

    assert unsaid.status_code == 422
    assert "Choose what this entry follows." in page_of(unsaid)
    assert "3 Harbour Row" in page_of(unsaid)
    assert done.status_code == 303
    assert Move.objects.get().choices == {entry.reference: "BOTH"}
    assert "Also stands at" in page_of(decider.get(done["Location"]))


def test_who_does_not_see_it_in_full_finds_no_subject(people, in_eastmere):
    entry = making.make_entry(people)
    cover = browser(in_eastmere, Role.COVER_OFFICER)

    assert cover.get(f"/subjects/{entry.reference}/").status_code == 404
