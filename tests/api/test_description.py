"""Is the API described as it really is?"""

from accounts.policy import SCOPES
from api.problems import Kinds
from api.urls import urlpatterns
from api.urls_platform import urlpatterns as platform
from api.v1 import check_body
from tenants.codes import Activity, Purpose
from tests.api.asking import REPAIR
from tests.api.operations import DECLARED


def properties(description, name):
    return set(description["components"]["schemas"][name]["properties"])


def test_the_description_is_openapi_3_1(description):
    assert description["openapi"] == "3.1.0"
    assert {"/api/v1/checks", "/api/v1/checks/{check_id}"} <= set(description["paths"])


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


def operations(description):
    return {
        call["operationId"]: call
        for calls in description["paths"].values()
        for call in calls.values()
    }


def test_what_opens_or_invites_once_says_what_a_second_call_gets(descriptions):
    calls = {one["operationId"]: one for one in every_operation(descriptions)}
    opened, invited = calls["openExtract"], calls["inviteFirstAdministrator"]

    assert "is a 409 and never a replay" in opened["description"]
    assert "with another key, or none, it is a 409" in invited["description"]
    told = {one["name"]: one for one in opened["parameters"]}
    assert "kept nowhere" in told["Idempotency-Key"]["description"]


def every_operation(descriptions):
    return [call for one in descriptions.values() for call in operations(one).values()]


def test_every_kind_of_problem_is_described(description):
    told = " ".join(
        answer["description"]
        for call in operations(description).values()
        for answer in call["responses"].values()
    )

    for kind in Kinds:
        assert kind.value.type in told


def test_every_call_says_what_any_call_may_be_refused_for(descriptions):
    for call in every_operation(descriptions):
        assert {"401", "403", "404", "429", "500", "503"} <= set(call["responses"])


def test_every_call_names_a_scope_that_clients_can_be_given(descriptions):
    for call in every_operation(descriptions):
        (scope,) = call["security"][0]["client"]
        assert scope in SCOPES


def test_kinds_of_problem_keep_their_names():
    assert {
        kind.value.type.rpartition(":")[2]: kind.value.status for kind in Kinds
    } == {
        "not-understood": 400,
        "invalid": 400,
        "no-credential": 401,
        "not-allowed": 403,
        "needs-a-person": 403,
        "needs-proof": 403,
        "not-found": 404,
        "method": 405,
        "not-acceptable": 406,
        "conflict": 409,
        "stale": 410,
        "changed": 412,
        "too-long": 413,
        "media-type": 415,
        "refused": 422,
        "key-reused": 422,
        "needs-if-match": 428,
        "too-many": 429,
        "fault": 500,
        "not-now": 503,
    }


def leaves(pattern):
    inner = getattr(pattern, "url_patterns", None)
    return [pattern] if inner is None else [leaf for p in inner for leaf in leaves(p)]


def test_every_route_declares_who_may_open_it():
    every = [*urlpatterns, *platform]
    names = {f"api:{route.name}" for pattern in every for route in leaves(pattern)}

    assert names == set(DECLARED)


def test_credentials_are_described(description):
    call = description["paths"]["/api/v1/checks"]["post"]

    assert call["security"] == [{"client": ["check"]}, {"session": []}]
