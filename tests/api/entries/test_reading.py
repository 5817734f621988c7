"""What does a program read of the register, and how is the reading recorded?"""

from django.utils import timezone

from audit.kinds import Kind
from audit.models import Event
from register.actions import overlays
from tenants.codes import Role
from tenants.context import in_organisation
from tests.accounts.making import make_person
from tests.api.asking import problem
from tests.api.entries.conftest import recently
from tests.register.making import make_entry


def events(organisation, kind):
    with in_organisation(organisation):
        return list(Event.objects.filter(organisation=organisation.id, kind=kind))


def test_an_entry_is_read_at_its_readers_level(entry, people, program):
    response = program(people.decider, "register:read").get(
        f"/api/v1/entries/{entry.reference}"
    )

    body = response.json()
    assert response.status_code == 200
    assert response["ETag"] == f'"{body["version"]}"'
    assert response["Cache-Control"] == "no-store"
    assert body["level"] == "FULL"
    assert body["display"] == "Rowan Ashby"
    assert body["precautions"][0]["code"] == "TWO"
    assert body["answers_now"] is True


def test_a_restricted_entry_says_seek_advice_and_no_more(
    entry, people, program, eastmere
):
    with in_organisation(eastmere):
        overlays.restrict_processing(
            reference=entry.reference,
            reason="Accuracy is contested.",
            by=people.decider,
            at=timezone.now(),
        )

    response = program(people.decider, "register:read").get(
        f"/api/v1/entries/{entry.reference}"
    )

    assert response.json()["level"] == "SEEK_ADVICE"
    assert response.json()["precautions"] == []
    assert b"Rowan" not in response.content
    assert b"chair" not in response.content


def test_reading_is_one_event_of_the_program_and_who_answers_for_it(
    entry, people, program, eastmere
):
    program(people.decider, "register:read").get(f"/api/v1/entries/{entry.reference}")

    (event,) = events(eastmere, Kind.ENTRY_READ)
    assert event.actor_kind == "CLIENT"
    assert event.details["responsible"] == str(people.decider.pk)
    assert event.details["level"] == "FULL"
    assert event.actor_role == Role.DECISION_OFFICER


def test_a_program_without_the_scope_reads_nothing(entry, people, program):
    response = program(people.decider, "check").get(
        f"/api/v1/entries/{entry.reference}"
    )

    assert response.status_code == 403
    assert "register:read" in problem(response)["detail"]
    assert b"Rowan" not in response.content


def test_what_somebody_may_not_see_looks_like_nothing(entry, people, program):
    reporter = program(people.head, "register:read")

    hidden = reporter.get(f"/api/v1/entries/{entry.reference}")
    absent = reporter.get("/api/v1/entries/E-00000000")

    assert hidden.status_code == 404
    assert hidden.content == absent.content


def test_another_organisations_token_finds_nothing(
    entry, people, program, client_at, torley
):
    asking = program(people.decider, "register:read")
    asking.client = client_at(torley)

    assert asking.get(f"/api/v1/entries/{entry.reference}").status_code == 401


def test_the_list_is_walked_by_its_cursor(entry, people, program, eastmere):
    with in_organisation(eastmere):
        more = [
            make_entry(people, content=recently(), at=timezone.now()) for _ in range(2)
        ]
    asking = program(people.decider, "register:read")

    seen, following = [], "/api/v1/entries?limit=2"
    while following:
        body = asking.get(following).json()
        seen += [row["reference"] for row in body["results"]]
        following = body["next"]

    assert sorted(seen) == sorted([entry.reference, *(e.reference for e in more)])
    assert len(events(eastmere, Kind.ENTRIES_LISTED)) == 2


def test_the_list_costs_the_same_for_more_rows(
    entry, people, program, eastmere, django_assert_num_queries
):
    asking = program(people.decider, "register:read")
    asking.get("/api/v1/entries")
    with django_assert_num_queries(8) as few:
        asking.get("/api/v1/entries")
    with in_organisation(eastmere):
        for _ in range(3):
            make_entry(people, content=recently(), at=timezone.now())
    with django_assert_num_queries(len(few)):
        asking.get("/api/v1/entries")


def test_a_parameter_that_is_none_of_ours_is_refused(entry, people, program):
    asking = program(people.decider, "register:read")

    for query, name in (
        ("limit=0", "limit"),
        ("limit=201", "limit"),
        ("cursor=nonsense", "cursor"),
        ("cursor=WyJub3QiLCJhIl0", "cursor"),
        ("state=GONE", "state"),
    ):
        response = asking.get(f"/api/v1/entries?{query}")
        assert response.status_code == 400
        assert [one["field"] for one in problem(response)["errors"]] == [name]


def test_the_list_is_for_those_who_run_the_register(entry, eastmere, program):
    with in_organisation(eastmere):
        cover = make_person(Role.VISITING_OFFICER)

    response = program(cover, "register:read").get("/api/v1/entries")

    assert response.status_code == 403
    assert b"Rowan" not in response.content
