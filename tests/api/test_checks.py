"""What does a program get when it checks?"""

from uuid import uuid4

import pytest
import time_machine

from markers.actions import end
from tenants.context import in_organisation
from tests.api.asking import REPAIR, Program, problem, token_for
from tests.sharing.worlds import (
    DAY,
    OFFICER,
    agree,
    now,
    publish_marker,
    release_to,
    today,
)


def test_hit_tells_all_that_the_level_allows(program, marker):
    response = program.post(REPAIR)

    body = response.json()
    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store"
    assert body["answer"] == "HIT"
    assert body["scope"] == [{"organisation": "Eastmere Council", "searched": True}]
    assert body["ring"] == {"name": "Duty desk", "phone": "01632 960100"}
    shown = body["markers"][0]
    assert shown.pop("id") not in {str(marker.id), str(marker.entry_id)}
    assert shown == {
        "organisation": "Eastmere Council",
        "level": "SUMMARY",
        "precautions": [
            {
                "code": "TWO",
                "instruction": "Do not go alone. Go with a colleague and stay together.",
            }
        ],
        "subject": {
            "matched_on": ["uprn"],
            "display": "Garfield Thistlewood, 12 Mill Street, Eastmere",
        },
        "review_on": marker.review_on.isoformat(),
        "expires_on": marker.ends_on.isoformat(),
        "ring": {"name": "Duty desk", "phone": "01632 960100"},
        "category": "PHYS",
        "category_label": "Physical assault or attempt",
        "summary": "Struck an officer at the door.",
    }


def test_flag_level_leaves_out_what_it_may_not_tell(eastmere, client_at, marker):
    token = token_for(eastmere, ceiling="FLAG", responsible_ceiling="FLAG")

    body = Program(client_at(eastmere), token).post(REPAIR).json()

    shown = body["markers"][0]
    assert shown["level"] == "FLAG"
    assert shown["precautions"] == []
    assert "category" not in shown
    assert "summary" not in shown
    assert b"Thistlewood" not in str(body).encode()


def test_clear_says_what_was_searched(program):
    body = program.post(REPAIR).json()

    assert body["answer"] == "CLEAR"
    assert body["markers"] == []
    assert body["scope"] == [{"organisation": "Eastmere Council", "searched": True}]
    assert "safe" not in str(body).lower()


@pytest.mark.parametrize(
    "asked",
    [
        {"premises": {"postcode": "zx1 1aa", "building": "12"}},
        {"premises": {"address": "12 Mil St, Eastmere ZX1 1AA"}},
        {"person": {"name": "Garfeild Thistlewood", "date_of_birth": "1980-02-03"}},
        {"person": {"name": "Thistlewood, Garfield"}},
        {"premises": {"postcode": "ZX1 1AA"}, "person": {"name": "G Thistlewood"}},
    ],
)
def test_every_way_of_asking_finds_it(program, marker, asked):
    assert program.post({"purpose": "home-visit", **asked}).json()["answer"] == "HIT"


def test_ambiguous_name_cannot_be_told(program, eastmere, marker):
    publish_marker(
        eastmere, date_of_birth=None, uprn="", postcode="ZX5 5EE", building="9"
    )

    body = program.post(
        {"purpose": "repair", "person": {"name": "Garfield Thistlewoode"}}
    ).json()

    assert body["answer"] == "CANNOT_TELL"
    assert body["markers"] == []
    assert body["why"]


def test_partner_sees_what_was_released_and_no_more(eastmere, harbour, client_at):
    marker = publish_marker(eastmere)
    publish_marker(eastmere, summary="A second warning.")
    release_to(agree(eastmere, harbour), marker, eastmere)
    program = Program(client_at(harbour), token_for(harbour))

    body = program.post(REPAIR).json()

    assert body["answer"] == "HIT"
    assert [m["summary"] for m in body["markers"]] == ["Struck an officer at the door."]
    assert str(marker.id) not in str(body)


def test_a_partner_with_lapsed_cover_is_told_nothing(eastmere, brightfix, client_at):
    yesterday = today() - DAY
    marker = publish_marker(eastmere)
    release_to(agree(eastmere, brightfix, cover_ends_on=yesterday), marker, eastmere)

    response = Program(client_at(brightfix), token_for(brightfix)).post(REPAIR)

    assert response.json()["answer"] == "CANNOT_TELL"
    assert response.json()["markers"] == []
    assert b"Thistlewood" not in response.content


def test_an_answer_is_opened_again_by_its_asker(program, marker):
    first = program.post(REPAIR).json()

    again = program.get(f"/api/v1/checks/{first['id']}")

    assert again.status_code == 200
    assert again["Cache-Control"] == "no-store"
    assert again.json()["id"] == first["id"]
    assert again.json()["markers"] == first["markers"]


def test_an_answer_is_nobody_elses(program, eastmere, torley, client_at, marker):
    check = program.post(REPAIR).json()["id"]
    path = f"/api/v1/checks/{check}"

    colleague = Program(client_at(eastmere), token_for(eastmere)).get(path)
    stranger = Program(client_at(torley), token_for(torley)).get(path)
    unknown = program.get(f"/api/v1/checks/{uuid4()}")

    assert problem(colleague) == problem(stranger) == problem(unknown)
    assert problem(unknown)["type"] == "urn:heed:problem:not-found"
    assert unknown.status_code == 404


def test_a_stale_answer_is_gone(program, marker):
    check = program.post(REPAIR).json()["id"]

    with time_machine.travel(now() + 1.1 * DAY, tick=False):
        response = program.get(f"/api/v1/checks/{check}")

    assert response.status_code == 410
    assert problem(response)["type"] == "urn:heed:problem:stale"


def test_what_ended_meanwhile_is_shown_no_more(program, eastmere, marker):
    check = program.post(REPAIR).json()["id"]
    with in_organisation(eastmere):
        end(
            entry_id=marker.entry_id,
            owner=eastmere.id,
            reason="withdrawn",
            by=OFFICER,
            at=now(),
        )

    body = program.get(f"/api/v1/checks/{check}").json()

    assert body["markers"] == []
    assert body["answer"] != "HIT"
