"""Does the demonstration's front page open in a demonstration, and nowhere else?"""

import json

import pytest

from infra.demo import invented
from tests.web.walking import client_of, page_of
from web.demo.trying import THINGS


WRITTEN = {
    "organisations": [
        {
            "slug": "eastmere",
            "name": "Eastmere Council",
            "kind": "COUNCIL",
            "url": "http://eastmere.localhost:8000/",
            "host": "eastmere.localhost:8000",
            "personas": [
                {
                    "role": "DECISION_OFFICER",
                    "name": "Daniel Whitlock",
                    "email": "daniel@eastmere.example",
                    "password": "not-for-the-page",
                },
                {
                    "role": "VISITING_OFFICER",
                    "name": "Tom Ashdown",
                    "teams": ["Housing visits"],
                    "email": "tom@eastmere.example",
                },
                {
                    "role": "VISITING_OFFICER",
                    "name": "Leah Fosse",
                    "teams": ["Licensing"],
                    "email": "leah@eastmere.example",
                },
            ],
        }
    ]
}


@pytest.fixture
def demonstration(settings, tmp_path):
    settings.DEMO = True
    settings.BASE_DIR = tmp_path
    (tmp_path / "var").mkdir()
    (tmp_path / "var" / "demo.json").write_text(json.dumps(WRITTEN))


def test_one_click_signs_in_on_the_organisations_own_host(
    db, platform_organisation, demonstration
):
    got = client_of(platform_organisation).get("/")
    page = page_of(got)

    assert 'action="http://eastmere.localhost:8000/people/become/"' in page
    assert "Decision officer" in page
    assert "Leah Fosse (Licensing)" in page  # two of one role are told apart
    assert "Daniel Whitlock<" in page
    assert "not-for-the-page" not in page
    policy = got["Content-Security-Policy"]
    assert "form-action 'self' http://eastmere.localhost:8000;" in policy


def test_what_is_worth_trying_is_one_click_away(
    db, platform_organisation, demonstration
):
    page = page_of(client_of(platform_organisation).get("/"))

    assert page.count("Sign in as Tom Ashdown") == 1
    offered = page.split("Sign in as Tom Ashdown")[0].rsplit("<form", 1)[1]
    assert 'action="http://eastmere.localhost:8000/people/become/"' in offered
    assert 'value="tom@eastmere.example"' in offered


def test_everybody_named_is_an_invented_person():
    invented_people = {p.name for o in invented.organisations() for p in o.people}

    assert {name for thing in THINGS for name in thing.people} <= invented_people
    assert all(thing.people for thing in THINGS)


def test_before_anything_is_written_the_page_is_empty(
    db, platform_organisation, settings, tmp_path
):
    settings.DEMO = True
    settings.BASE_DIR = tmp_path

    assert "Try Heed" in page_of(client_of(platform_organisation).get("/"))


def test_elsewhere_there_is_no_such_page(db, platform_organisation):
    assert client_of(platform_organisation).get("/").status_code == 303


def test_the_case_is_told_by_the_gate(db, platform_organisation, demonstration):
    page = page_of(client_of(platform_organisation).get("/clift/"))

    assert "3 of 8 departments would be told" in page
    assert page.count("does not meet the public where it could be at risk") == 5


def test_the_case_is_told_in_a_demonstration_only(db, platform_organisation, settings):
    settings.DEMO = False

    assert client_of(platform_organisation).get("/clift/").status_code == 303
