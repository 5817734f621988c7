"""Is the API described as it really is?"""

import json

import pytest
from django.core.management import call_command
from drf_spectacular.drainage import GENERATOR_STATS

from api.problems import Kinds
from api.routes import ACCESS
from api.urls import urlpatterns
from api.v1 import check_body
from tenants.codes import Activity, Purpose
from tests.api.asking import REPAIR


@pytest.fixture(scope="module")
def description(tmp_path_factory):
    """The description, made as CI makes it: any warning is a failure."""
    GENERATOR_STATS.reset()
    path = tmp_path_factory.mktemp("openapi") / "openapi.json"
    call_command(
        "spectacular",
        format="openapi-json",
        file=str(path),
        fail_on_warn=True,
        validate=True,
    )
    return json.loads(path.read_text())


def properties(description, name):
    return set(description["components"]["schemas"][name]["properties"])


def test_the_description_is_openapi_3_1(description):
    assert description["openapi"] == "3.1.0"
    assert set(description["paths"]) == {"/api/v1/checks", "/api/v1/checks/{check_id}"}


def test_bodies_take_the_fields_described_and_no_others(description):
    schemas = description["components"]["schemas"]

    assert properties(description, "CheckRequest") == check_body.TOP
    assert properties(description, "PremisesRequest") == check_body.PREMISES
    assert properties(description, "PersonRequest") == check_body.PERSON
    for name in ("CheckRequest", "PremisesRequest", "PersonRequest"):
        assert schemas[name]["additionalProperties"] is False


def test_codes_described_are_the_codes_taken(description):
    schemas = description["components"]["schemas"]

    assert schemas["PurposeEnum"]["enum"] == [purpose.value for purpose in Purpose]
    assert schemas["ActivityEnum"]["enum"] == [activity.value for activity in Activity]


def test_answers_hold_what_is_described(description, program, marker):
    body = program.post(REPAIR).json()
    shown = body["markers"][0]

    assert properties(description, "CheckAnswer") == set(body) | {"why"}
    assert properties(description, "Marker") == set(shown)
    assert properties(description, "Subject") == set(shown["subject"])
    assert properties(description, "Source") == set(body["scope"][0]) | {"why_not"}


def test_every_kind_of_problem_is_described(description):
    described = description["paths"]["/api/v1/checks"]["post"]["responses"]

    for kind in Kinds:
        assert kind.value.type in described[str(kind.value.status)]["description"]


def test_kinds_of_problem_keep_their_names():
    assert {
        kind.value.type.rpartition(":")[2]: kind.value.status for kind in Kinds
    } == {
        "not-understood": 400,
        "invalid": 400,
        "no-credential": 401,
        "not-allowed": 403,
        "not-found": 404,
        "method": 405,
        "not-acceptable": 406,
        "stale": 410,
        "too-long": 413,
        "media-type": 415,
        "key-reused": 422,
        "too-many": 429,
        "fault": 500,
        "not-now": 503,
    }


def test_every_route_declares_who_may_open_it():
    names = {
        f"api:{route.name}"
        for pattern in urlpatterns
        for route in getattr(pattern, "url_patterns", [pattern])
    }

    assert names == set(ACCESS)


def test_credentials_are_described(description):
    call = description["paths"]["/api/v1/checks"]["post"]

    assert call["security"] == [{"client": ["check"]}, {"session": []}]
