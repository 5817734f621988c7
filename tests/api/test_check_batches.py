"""May a program check many visits in one call, and read every answer in order?"""

import csv
import io
import json

import pytest

from sharing.check.batches.working import work
from sharing.models import Check
from tenants.context import in_organisation
from tests.api.asking import UPRN, Program, problem, token_for
from tests.figures import record_figure
from tests.sharing import worlds


PATH = "/api/v1/check-batches"
VISITS = [
    {"reference": "J1", **UPRN},
    {"premises": {"uprn": "999111000002"}},
    {"premises": {"uprn": "not digits"}},
    {"person": {"name": "=cmd|' /C calc'!A0"}, "reference": "=1+1"},
]
SHEET = """job,Visit date,UPRN,Address,Postcode,Tenant name,work,notes
J1100,23/11/2026,999111000001,"12 Mill Street, Eastmere",ZX1 1AA,,gas safety,ring twice
J1101,2026-11-23,,"27 Granary Avenue, Eastmere",ZX9 1DE,Claire Horton-Roberts,boiler service,

J1102,soon,,,,Mary Nobody,,
J1103,,,"3 Quay Walk",NOWHERE,,,
"""


def worked_off(organisation, response) -> str:
    assert response.status_code == 202, response.content
    batch = response.json()
    with in_organisation(organisation):
        work(organisation=organisation.pk, batch_id=batch["id"], clock=worlds.now)
    return batch["id"]


def lines_of(response):
    assert response.status_code == 200, response.content
    return [json.loads(line) for line in response.content.splitlines()]


def test_rows_are_taken_worked_off_and_answered_in_order(program, eastmere, marker):
    asked = program.post({"purpose": "home-visit", "rows": VISITS}, path=PATH)
    assert asked["Location"] == f"{PATH}/{asked.json()['id']}"
    assert (asked.json()["state"], asked.json()["done"]) == ("WAITING", 0)

    batch = worked_off(eastmere, asked)
    progress = program.get(f"{PATH}/{batch}").json()
    lines = lines_of(program.get(progress["results"]))

    assert (progress["state"], progress["done"], progress["refused"]) == ("DONE", 4, 1)
    assert progress["hits"] == 1
    assert [line["row"] for line in lines] == [1, 2, 3, 4]
    assert lines[0]["reference"] == "J1"
    assert lines[0]["check"]["answer"] == "HIT"
    assert lines[1]["check"]["answer"] == "CLEAR"
    assert lines[2]["errors"] == [
        {"field": "premises.uprn", "detail": "Send a UPRN as text of 1 to 12 digits."}
    ]
    again = program.get(f"/api/v1/checks/{lines[0]['check']['id']}").json()
    assert again == lines[0]["check"]


def test_a_job_sheet_is_understood_as_it_comes(program, eastmere, marker):
    asked = program.post(
        SHEET, path=f"{PATH}?purpose=repair&activity=REPAIRS", content_type="text/csv"
    )

    batch = worked_off(eastmere, asked)
    answer = program.get(f"{PATH}/{batch}/results", Accept="text/csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))

    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert [row["row"] for row in rows] == ["1", "2", "4", "5"]
    assert [row["answer"] for row in rows] == ["HIT", "CLEAR", "", ""]
    assert rows[0]["precautions"] == "TWO"
    assert rows[0]["ring_phone"] == "01632 960100"
    assert rows[2]["problem"].startswith("visit_on: Write the date")
    assert rows[3]["problem"] == "postcode: Write a whole postcode, like ZX1 1AA."
    with in_organisation(eastmere):
        kinds = set(Check.objects.values_list("activity", flat=True))
    assert kinds == {"GAS_SAFETY"}


def test_no_cell_of_the_results_starts_a_formula(program, eastmere):
    batch = worked_off(
        eastmere, program.post({"purpose": "repair", "rows": VISITS}, path=PATH)
    )

    text = program.get(f"{PATH}/{batch}/results?as=csv").content.decode()

    assert "'=1+1" in text
    for row in csv.reader(io.StringIO(text)):
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row)


def test_results_come_in_pages_that_lead_to_the_next(program, eastmere):
    batch = worked_off(
        eastmere, program.post({"purpose": "repair", "rows": [UPRN] * 5}, path=PATH)
    )

    address, seen = f"{PATH}/{batch}/results?limit=2", []
    while address:
        page = program.get(address)
        seen += [line["row"] for line in lines_of(page)]
        address = page.get("Link", "").partition(">")[0].lstrip("<")

    assert seen == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("body", "field", "sentence"),
    [
        ({"rows": [UPRN]}, "purpose", "Say what the check is for"),
        ({"purpose": "repair"}, "rows", "Send a list of 1 to 100,000 rows."),
        ({"purpose": "repair", "rows": []}, "rows", "Send a list of 1 to 100,000"),
        ({"purpose": "repair", "rows": [UPRN], "x": 1}, "x", "There is no such field."),
    ],
)
def test_what_is_wrong_as_a_whole_is_refused(program, body, field, sentence):
    response = program.post(body, path=PATH)

    assert response.status_code == 400
    [error] = [e for e in problem(response)["errors"] if e["field"] == field]
    assert error["detail"].startswith(sentence)


@pytest.mark.parametrize(
    ("body", "kind", "sentence"),
    [
        (b"uprn" + b",x" * 10_000 + b"\n1\n", "csv", "Send no more than 60 columns."),
        (b"uprn\n" + b"1\n" * 3_000_000, "csv", "Send no more than 100,000 rows"),
        (b"uprn\n" + b"1" * 20_000_000, "csv", "Send CSV with a comma"),
        (b'uprn\n"1\n', "csv", "Send CSV with a comma"),
        (
            b'{"purpose":"repair","rows":[' + b"{}," * 3_000_000 + b"{}]}",
            "json",
            "Send a list of 1 to 100,000 rows.",
        ),
    ],
    ids=["10,000 columns", "3 million rows", "one cell", "open quotation", "objects"],
)
def test_a_table_made_to_do_harm_is_refused(program, body, kind, sentence):
    record_figure("Bad inputs tried", 1)
    media = {"csv": "text/csv", "json": "application/json"}[kind]

    response = program.post(body, path=f"{PATH}?purpose=repair", content_type=media)

    assert response.status_code == 400
    [error] = problem(response)["errors"]
    assert error["field"] == "rows"
    assert error["detail"].startswith(sentence)


@pytest.mark.parametrize("data", ["uprn\n1\n".encode("utf-16"), b"uprn\n\xff\n"])
def test_a_table_in_other_letters_is_refused(program, data):
    record_figure("Bad inputs tried", 1)

    response = program.post(
        data, path=f"{PATH}?purpose=repair", content_type="text/csv"
    )

    assert response.status_code == 400
    assert problem(response)["detail"] == "Send the CSV in UTF-8."


def test_a_row_with_a_character_no_text_has_is_reported_and_the_others_go_on(
    program, eastmere
):
    batch = worked_off(
        eastmere,
        program.post(
            "uprn,name\n,Ada\0Byron\n999111000007,\n",
            path=f"{PATH}?purpose=repair",
            content_type="text/csv",
        ),
    )

    lines = lines_of(program.get(f"{PATH}/{batch}/results"))

    assert lines[0]["errors"] == [
        {
            "field": "name",
            "detail": "Remove control characters; send one line of plain text.",
        }
    ]
    assert lines[1]["check"]["answer"] == "CLEAR"


def test_a_table_without_a_known_column_is_refused(program):
    response = program.post(
        "colour,size\nred,2\n", path=f"{PATH}?purpose=repair", content_type="text/csv"
    )

    assert response.status_code == 400
    [error] = problem(response)["errors"]
    assert error["detail"].startswith("No column is headed UPRN, address, postcode")


def test_another_programs_batch_is_not_found(program, eastmere, torley, client_at):
    batch = worked_off(
        eastmere, program.post({"purpose": "repair", "rows": [UPRN]}, path=PATH)
    )
    colleague = Program(client_at(eastmere), token_for(eastmere))
    elsewhere = Program(client_at(torley), token_for(torley))

    for other in (colleague, elsewhere):
        for path in (f"{PATH}/{batch}", f"{PATH}/{batch}/results"):
            assert other.get(path).status_code == 404
    assert Program(client_at(eastmere)).get(f"{PATH}/{batch}").status_code == 401


def test_a_batch_sent_twice_counts_once(program, eastmere):
    body = {"purpose": "repair", "rows": [UPRN]}
    key = {"Idempotency-Key": "round-7"}

    one = program.post(body, path=PATH, **key).json()
    two = program.post(body, path=PATH, **key).json()
    other = program.post({**body, "rows": [UPRN] * 2}, path=PATH, **key)

    assert one["id"] == two["id"]
    assert problem(other)["type"] == "urn:heed:problem:key-reused"
