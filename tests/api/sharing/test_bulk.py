"""Do many entries go to one partner with the care that one does?"""

import pytest

from audit.kinds import Kind
from audit.queries import events_for
from sharing.models import Release
from tenants.codes import Role
from tenants.context import in_organisation
from tests.accounts.making import make_person
from tests.api.asking import grow_old, problem, program_of, session_of
from tests.sharing import worlds


MANAGE = "sharing:manage"
ADDRESS = "/api/v1/bulk-releases"
PREVIEW = f"{ADDRESS}/preview"


@pytest.fixture
def standing(db, eastmere, brightfix):
    return worlds.agree(eastmere, brightfix)


@pytest.fixture
def officer(standing, eastmere):
    with in_organisation(eastmere):
        return make_person(Role.SHARING_OFFICER)


@pytest.fixture
def program(officer, eastmere, client_at):
    return program_of(eastmere, officer, MANAGE, client=client_at(eastmere))


@pytest.fixture
def entries(standing, eastmere):
    """Two that may go there, one of a kind not agreed, one of another home."""
    return [
        worlds.publish_marker(eastmere, reference="E-1"),
        worlds.publish_marker(eastmere, reference="E-2"),
        worlds.publish_marker(eastmere, reference="E-3", category="ANIMAL"),
        worlds.publish_marker(
            eastmere, reference="E-4", uprn="999111000009", postcode="", address=""
        ),
    ]


def chosen(standing, *references, **changes):
    return {
        "agreement": str(standing.agreement.pk),
        "activity": "REPAIRS",
        "entries": [
            {"entry": one, "level": "CATEGORY", "reason": f"They go there: {one}."}
            for one in references
        ],
    } | changes


def released(organisation) -> set[str]:
    with in_organisation(organisation):
        return set(Release.objects.values_list("reason", flat=True))


def test_whom_it_would_reach_and_what_could_go_there_is_told_first(
    program, standing, entries, eastmere
):
    [where] = program.get("/api/v1/release-destinations").json()["results"]
    path = f"/api/v1/release-destinations/{where['agreement_id']}/{where['activity']}"
    first = program.get(f"{path}?limit=2").json()
    last = program.get(first["next"]).json()

    assert (where["organisation"], where["head_count"]) == ("Brightfix Repairs", 7)
    assert [row["reference"] for row in first["results"]] == ["E-1", "E-2"]
    assert (first["waiting"], first["outside"], first["released"]) == (3, 1, 0)
    assert last["next"] is None
    [row] = last["results"]
    assert row["permitted"] is False
    assert "The agreement does not name this category." in row["reasons"]
    with in_organisation(eastmere):
        looks = events_for(organisation=eastmere.pk, kinds=[Kind.RELEASES_CONSIDERED])
    assert [look.details["shown"] for look in looks] == [["E-3"], ["E-1", "E-2"]]


def test_a_preview_says_of_each_what_the_gate_says_and_releases_nothing(
    program, standing, entries, eastmere
):
    body = chosen(standing, "E-1", "E-3", "E-4", "GONE")
    told = program.post(body, path=PREVIEW).json()

    lines = {line["entry"]: line for line in told["results"]}
    assert told["people"] == 7
    assert (lines["E-1"]["permitted"], lines["E-1"]["level"]) == (True, "CATEGORY")
    assert "The agreement does not name this category." in lines["E-3"]["reasons"]
    assert any("portfolio" in why for why in lines["E-4"]["reasons"])
    assert lines["GONE"]["reasons"] == ["No live entry has this reference."]
    assert released(eastmere) == set()


def test_each_is_released_with_its_own_reason_and_the_others_refused_with_theirs(
    program, standing, entries, eastmere
):
    body = chosen(standing, "E-1", "E-2", "E-3", "GONE")
    key = {"Idempotency_Key": "bulk-1"}
    made = program.post(body, path=ADDRESS, **key)
    again = program.post(body, path=ADDRESS, **key)
    other = program.post(chosen(standing, "E-1"), path=ADDRESS, **key)
    anew = program.post(chosen(standing, "E-1"), path=ADDRESS).json()["results"]

    first, second, third, gone = made.json()["results"]
    assert made.status_code == 200
    assert first["release"]
    assert second["reasons"] == []
    assert third["release"] is None
    assert "The agreement does not name this category." in third["reasons"]
    assert gone["reasons"] == ["No live entry has this reference."]
    assert again.json() == made.json()
    assert problem(other)["type"] == "urn:heed:problem:key-reused"
    assert anew[0]["reasons"] == ["It is released there already."]
    assert released(eastmere) == {"They go there: E-1.", "They go there: E-2."}


def test_sent_again_it_does_not_release_what_was_withdrawn(
    program, standing, entries, eastmere
):
    key = {"Idempotency_Key": "bulk-2"}
    [line] = program.post(chosen(standing, "E-1"), path=ADDRESS, **key).json()[
        "results"
    ]
    taken_back = f"/api/v1/releases/{line['release']}/withdraw"
    program.post({"reason": "A mistake."}, path=taken_back)

    [again] = program.post(chosen(standing, "E-1"), path=ADDRESS, **key).json()[
        "results"
    ]

    assert again["release"] is None
    assert "new Idempotency-Key" in again["reasons"][0]
    with in_organisation(eastmere):
        assert not Release.objects.filter(withdrawn_at__isnull=True).exists()


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"entries": []}, ["entries"]),
        ({"entries": [{"entry": "E-1", "level": "CATEGORY"}]}, ["entries.0.reason"]),
        ({"activity": "GARDENING"}, ["activity"]),
        ({"partner": "x"}, ["partner"]),
    ],
)
@pytest.mark.parametrize("path", [ADDRESS, PREVIEW])
def test_what_is_wrong_is_named(program, standing, entries, changes, fields, path):
    told = problem(program.post(chosen(standing, "E-1", **changes), path=path))

    assert told["status"] == 400
    assert [error["field"] for error in told["errors"]] == fields


@pytest.mark.parametrize("path", [ADDRESS, PREVIEW])
def test_nothing_is_released_in_full_twice_or_in_heaps(
    program, standing, entries, path, eastmere
):
    full = chosen(standing, "E-1")
    full["entries"][0]["level"] = "FULL"
    bodies = (
        full,
        chosen(standing, "E-1", "E-1"),
        chosen(standing, *(f"E-{number}" for number in range(101))),
    )

    for body in bodies:
        assert problem(program.post(body, path=path))["status"] == 400
    assert released(eastmere) == set()


def test_only_a_sharing_officer_lately_proved_and_of_that_council(
    standing, entries, officer, eastmere, torley, client_at
):
    body = chosen(standing, "E-1")
    with in_organisation(eastmere):
        decider = make_person(Role.DECISION_OFFICER)
    with in_organisation(torley):
        stranger = make_person(Role.SHARING_OFFICER)
    wrong = program_of(eastmere, decider, MANAGE, client=client_at(eastmere))
    outside = program_of(torley, stranger, MANAGE, client=client_at(torley))
    person = session_of(eastmere, officer, client=client_at(eastmere))
    candidates = f"/api/v1/release-destinations/{standing.agreement.pk}/REPAIRS"
    previewed = person.post(body, path=PREVIEW)
    grow_old(eastmere, person)
    unproved = person.post(body, path=ADDRESS)

    assert previewed.status_code == 200
    assert problem(unproved)["type"] == "urn:heed:problem:needs-proof"
    for path in (ADDRESS, PREVIEW):
        assert problem(wrong.post(body, path=path))["status"] == 403
    assert problem(wrong.get(candidates))["status"] == 403
    assert problem(outside.get(candidates))["status"] == 404
    assert problem(outside.post(body, path=PREVIEW))["status"] == 404
    assert outside.get("/api/v1/release-destinations").json()["results"] == []
    assert outside.post(body, path=ADDRESS).json()["results"][0]["release"] is None
    assert released(eastmere) == set()
