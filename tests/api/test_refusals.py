"""Does every refusal name what is wrong and what to do, and tell nothing else?"""

import json
import logging

import pytest

from sharing import check as checking
from tests.api.asking import REPAIR, UPRN, Program, problem, token_for
from tests.sharing.worlds import DAY, now


def errors_of(response) -> dict[str, str]:
    return {error["field"]: error["detail"] for error in problem(response)["errors"]}


PLACE = {"uprn": "999111000001"}
INVALID = [
    ({}, "purpose", "Say what the check is for"),
    ({"purpose": "gossip", **UPRN}, "purpose", "Send one of: home-visit"),
    ({"purpose": 7, **UPRN}, "purpose", "Send text in quotation marks."),
    ({"purpose": "", **UPRN}, "purpose", "Send one of: home-visit"),
    ({**REPAIR, "activity": "KNITTING"}, "activity", "Send one of: REPAIRS"),
    ({**REPAIR, "officer": "Jo"}, "officer", "Send the officer's id"),
    ({**REPAIR, "visit_on": "21/11/2026"}, "visit_on", "Send a date as YYYY-MM-DD."),
    ({**REPAIR, "visit_on": "2026-02-30"}, "visit_on", "Send a date as YYYY-MM-DD."),
    ({**REPAIR, "visit_on": 20261121}, "visit_on", "Send a date as YYYY-MM-DD."),
    ({**REPAIR, "urgent": True}, "urgent", "There is no such field."),
    ({**REPAIR, "premises": "12 Mill"}, "premises", "Send a JSON object"),
    ({**REPAIR, "premises": {"uprn": "12a"}}, "premises.uprn", "Send a UPRN as text"),
    ({**REPAIR, "premises": {"uprn": 12}}, "premises.uprn", "Send a UPRN as text"),
    (
        {**REPAIR, "premises": {"uprn": "1234567890123"}},
        "premises.uprn",
        "Send a UPRN as text",
    ),
    (
        {**REPAIR, "premises": {"postcode": "ZX"}},
        "premises.postcode",
        "Send a full postcode",
    ),
    (
        {**REPAIR, "premises": {"postcode": "ZX1 1AA"}},
        "premises.building",
        "Send the building's number",
    ),
    (
        {**REPAIR, "premises": {"building": "12"}},
        "premises.postcode",
        "Send the postcode",
    ),
    (
        {**REPAIR, "premises": {"building": "x" * 61}},
        "premises.building",
        "Send no more than 60 characters.",
    ),
    (
        {**REPAIR, "premises": {"house": "12"}},
        "premises.house",
        "There is no such field.",
    ),
    ({**REPAIR, "premises": {}}, "premises", "there is nothing to check"),
    ({**REPAIR, "premises": None}, "premises", "there is nothing to check"),
    (
        {**REPAIR, "person": {"name": "A\u0000B"}},
        "person.name",
        "Remove control characters",
    ),
    (
        {**REPAIR, "person": {"name": "\ud800"}},
        "person.name",
        "Remove control characters",
    ),
    ({**REPAIR, "person": {"name": ["A"]}}, "person.name", "Send text"),
    (
        {"purpose": "repair", "person": {"date_of_birth": "1980-02-03"}},
        "person.name",
        "Send a name together",
    ),
    (
        {**REPAIR, "person": {"name": "A", "date_of_birth": "2999-01-01"}},
        "person.date_of_birth",
        "not in the future",
    ),
]


@pytest.mark.parametrize(("body", "field", "sentence"), INVALID)
def test_a_wrong_field_is_named_with_what_to_do(program, body, field, sentence):
    response = program.post(body)

    assert response.status_code == 400
    assert problem(response)["type"] == "urn:heed:problem:invalid"
    assert sentence in errors_of(response)[field]


def test_all_that_is_wrong_is_said_at_once(program):
    body = {"purpose": "gossip", "premises": {"uprn": "x"}, "extra": 1}

    assert set(errors_of(program.post(body))) == {"purpose", "premises.uprn", "extra"}


def test_what_was_typed_is_not_repeated(program):
    body = {**REPAIR, "person": {"name": "Thistlewood\u0007", "Thistle\nwood": 1}}

    response = program.post(body)

    assert response.status_code == 400
    assert b"Thistlewood\\u0007" not in response.content
    assert "\n" not in response.content.decode()


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"[]",
        b'"text"',
        b"null",
        b'{"purpose": "repair", "purpose": "repair"}',
        b'{"purpose": NaN}',
        b"\xff\xfe{}",
        b"[" * 50_000,
        b'{"a":' * 5_000,
    ],
)
def test_a_body_that_is_no_object_is_not_understood(program, body):
    response = program.post(body)

    assert response.status_code == 400
    assert problem(response)["type"] == "urn:heed:problem:not-understood"


def test_a_body_too_long_is_refused(program):
    response = program.post({**REPAIR, "person": {"name": "x" * 70_000}})

    assert response.status_code == 413
    assert problem(response)["type"] == "urn:heed:problem:too-long"


@pytest.mark.parametrize("kind", ["text/plain", "application/xml", ""])
def test_another_media_type_is_refused(program, kind):
    response = program.post("<check/>", content_type=kind)

    assert response.status_code == 415
    assert problem(response)["type"] == "urn:heed:problem:media-type"


def test_only_json_is_answered(program):
    response = program.post(REPAIR, Accept="application/xml")

    assert response.status_code == 406
    assert problem(response)["type"] == "urn:heed:problem:not-acceptable"


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer  ", "Basic eDp5", "x" * 900])
def test_no_credential_is_asked_for_one(program, header):
    program.token = ""

    response = program.post(REPAIR, **({"Authorization": header} if header else {}))

    assert response.status_code == 401
    assert response["WWW-Authenticate"] == 'Bearer realm="heed"'
    assert problem(response)["type"] == "urn:heed:problem:no-credential"


def test_an_unknown_token_is_no_credential(program, marker):
    program.token = "never-issued"

    response = program.post(REPAIR)

    assert response.status_code == 401
    assert b"Thistlewood" not in response.content


def test_another_organisations_token_does_not_exist(
    eastmere, torley, client_at, marker
):
    foreign = Program(client_at(eastmere), token_for(torley)).post(REPAIR)
    unknown = Program(client_at(eastmere), "never-issued").post(REPAIR)

    assert foreign.status_code == 401
    assert foreign.content == unknown.content


def test_an_ended_token_is_no_credential(eastmere, client_at):
    token = token_for(eastmere, expires_at=now() - DAY)

    assert Program(client_at(eastmere), token).post(REPAIR).status_code == 401


def test_a_token_without_the_scope_is_refused(eastmere, client_at, marker):
    token = token_for(eastmere, scopes=["audit:read"])

    response = Program(client_at(eastmere), token).post(REPAIR)

    assert response.status_code == 403
    assert "`check`" in problem(response)["detail"]


@pytest.mark.parametrize("method", ["get", "put", "patch", "delete"])
def test_another_method_names_those_allowed(program, method):
    response = getattr(program.client, method)(
        "/api/v1/checks", headers=program.headers
    )

    assert response.status_code == 405
    assert "POST" in response["Allow"]
    assert problem(response)["type"] == "urn:heed:problem:method"


@pytest.mark.parametrize(
    "path", ["/api/", "/api/v2/checks", "/api/v1/nothing", "/api/v1/checks/12"]
)
def test_an_unknown_address_is_a_problem_document(program, path):
    response = program.get(path)

    assert response.status_code == 404
    assert problem(response)["type"] == "urn:heed:problem:not-found"


def test_what_cannot_be_recorded_is_not_told(program, marker, monkeypatch):
    def fail(*_, **__):
        raise checking.NotRecorded

    monkeypatch.setattr(checking, "check", fail)

    response = program.post(REPAIR)

    body = problem(response)
    assert response.status_code == 503
    assert response["Retry-After"] == "5"
    assert body["type"] == "urn:heed:problem:not-now"
    assert "01632 960000" in body["detail"]
    for personal in ("Thistlewood", "Mill Street", "Struck", "999111000001", "TWO"):
        assert personal.encode() not in response.content


def test_a_fault_of_ours_says_nothing_of_what_was_asked(
    program, marker, monkeypatch, caplog
):
    def fail(*_, **__):
        sentence = "DETAIL: Key (name)=(Garfield Thistlewood)"
        raise RuntimeError(sentence)

    monkeypatch.setattr(checking, "check", fail)
    program.client.raise_request_exception = False

    with caplog.at_level(logging.DEBUG):
        response = program.post({**REPAIR, "person": {"name": "Garfield Thistlewood"}})

    assert response.status_code == 500
    assert problem(response)["type"] == "urn:heed:problem:fault"
    assert b"Thistlewood" not in response.content
    assert "RuntimeError" in str([record.__dict__ for record in caplog.records])
    assert "Thistlewood" not in json.dumps(
        [record.getMessage() + str(record.exc_info) for record in caplog.records]
    )


def test_too_many_calls_are_told_to_wait(program, settings):
    settings.API_CLIENT_CALLS_A_MINUTE = 2

    answers = [program.post(REPAIR) for _ in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert 1 <= int(answers[2]["Retry-After"]) <= 61
    assert problem(answers[2])["type"] == "urn:heed:problem:too-many"


def test_an_organisation_has_a_limit_over_all_its_tokens(
    eastmere, torley, client_at, settings
):
    settings.API_ORGANISATION_CALLS_A_MINUTE = 2
    programs = [Program(client_at(eastmere), f"guess-{n}") for n in range(3)]

    answers = [program.post(REPAIR).status_code for program in programs]
    elsewhere = Program(client_at(torley), token_for(torley)).post(REPAIR)

    assert answers == [401, 401, 429]
    assert elsewhere.status_code == 200
