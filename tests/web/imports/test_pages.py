"""An old register is brought in, committed and decided, through the pages alone."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from register.imports.actions import commits
from register.imports.models import ImportBatch
from register.imports.states import ImportState
from register.models import Decision, Entry, Report
from tenants.codes import Role
from tests.accounts.making import come_in, make_person
from tests.register.imports import hostile, messy
from tests.register.imports.staging import Silent


@pytest.fixture
def signed_in(in_eastmere, client_at, eastmere):
    """`signed_in(role)`: a browser of a new person with that role."""

    def make(*roles: Role):
        client = client_at(eastmere)
        client.person = make_person(*roles)
        return come_in(client, client.person)

    return make


def _text(response) -> str:
    return " ".join(
        unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split()
    )


def _upload(client, data: bytes, name: str = "old register.xlsx"):
    return client.post("/imports/new/", {"file": SimpleUploadedFile(name, data)})


def _form(response) -> dict[str, str]:
    """What a browser would send back unchanged."""
    form = response.context["form"]
    found = {}
    for name, field in form.fields.items():
        value = form[name].value()
        if value not in (None, "", False):
            found[name] = value
        elif field.required is False and not isinstance(value, bool):
            found[name] = value or ""
    return found


def _sent(client):
    """Take an import from the upload to the heads of service."""
    columns = _upload(client, messy.people(timezone.localdate()))
    address = columns["Location"].removesuffix("columns/")
    client.post(f"{address}columns/", _form(client.get(f"{address}columns/")))
    words = _form(client.get(f"{address}words/"))
    client.post(f"{address}words/", {**words, "statement": "SEEN"})
    found = client.get(f"{address}findings/?show=all").context["found"]
    for line in found.kinds:
        if line.kind.severity == "BLOCK":
            client.post(f"{address}findings/{line.kind}/", {"reason": "Not sound."})
    client.post(f"{address}send/")
    return address


def test_the_whole_way_by_three_people(signed_in) -> None:
    importer = signed_in(Role.HEALTH_AND_SAFETY)
    head = signed_in(Role.HEAD_OF_SERVICE)
    decider = signed_in(Role.DECISION_OFFICER)
    address = _sent(importer)
    batch = ImportBatch.objects.get()
    assert batch.state == ImportState.SENT
    assert "An old register sent on" in _text(head.get("/"))
    assert "An old register sent on" not in _text(importer.get("/"))

    asked = head.post(f"{address}commit/")
    assert (asked.status_code, asked["Location"]) == (303, f"{address}progress/")
    waiting = _text(head.get(f"{address}progress/"))
    assert "Waiting to start: 0 of 3 rows" in waiting
    commits.commit(batch_id=batch.pk, progress=Silent(), at=timezone.now())
    assert "3 reports were written" in _text(importer.get(f"{address}progress/"))
    assert Entry.objects.count() == 0

    page = decider.get("/imports/decisions/")
    picked = [line.reference for line in page.context["found"].lines]
    assert len(picked) == 3
    form = {
        **_form(page),
        **{f"pick_{reference}": "on" for reference in picked[:2]},
        f"severity_{picked[0]}": "A bat was used.",
        "outcome_choice": "APPROVE",
        "proportionality": "Staff visit here every week.",
    }
    answer = decider.post("/imports/decisions/", form)

    assert "2 decided, 0 not" in _text(answer)
    assert Entry.objects.count() == 2
    first, second = (
        Decision.objects.get(report__reference=reference).criteria["severity"]
        for reference in picked[:2]
    )
    assert (first, second) == ("A bat was used.", "not known from the old register")
    assert "2 decided" not in _text(decider.get("/imports/decisions/"))


def test_what_workers_must_do_is_chosen_where_no_row_says_it(signed_in) -> None:
    importer = signed_in(Role.HEALTH_AND_SAFETY)
    decider = signed_in(Role.DECISION_OFFICER)
    address = _sent(importer)
    batch = ImportBatch.objects.get()
    signed_in(Role.HEAD_OF_SERVICE).post(f"{address}commit/")
    commits.commit(batch_id=batch.pk, progress=Silent(), at=timezone.now())
    with_all = decider.get("/imports/decisions/")
    Report.objects.update(precautions=[])
    page = decider.get("/imports/decisions/")
    form = {
        **_form(page),
        "every_one": "on",
        "outcome_choice": "APPROVE",
        "proportionality": "Staff visit here every week.",
    }

    without = decider.post("/imports/decisions/", form)
    answer = decider.post("/imports/decisions/", {**form, "precautions": ["TWO"]})

    assert "where no precaution is proposed" not in _text(with_all)
    assert without.status_code == 422
    assert "3 of the 3 you chose propose no precaution." in _text(without)
    assert "Staff visit here every week." in _text(without)
    assert "3 decided, 0 not" in _text(answer)
    assert [entry.precautions for entry in Entry.objects.all()] == [["TWO"]] * 3


def test_what_rests_on_told_alone_is_not_approved_with_others(signed_in) -> None:
    importer = signed_in(Role.HEALTH_AND_SAFETY)
    decider = signed_in(Role.DECISION_OFFICER)
    address = _sent(importer)
    batch = ImportBatch.objects.get()
    batch.rows.filter(number=3).update(statement="TOLD")
    head = signed_in(Role.HEAD_OF_SERVICE)
    head.post(f"{address}commit/")
    commits.commit(batch_id=batch.pk, progress=Silent(), at=timezone.now())
    told = batch.rows.get(number=3).report.reference

    page = decider.get("/imports/decisions/")
    form = {
        **_form(page),
        **{f"pick_{line.reference}": "on" for line in page.context["found"].lines},
        "outcome_choice": "APPROVE",
        "proportionality": "Staff visit here every week.",
    }
    answer = decider.post("/imports/decisions/", form)
    none = decider.post("/imports/decisions/", {**form, "every_one": "on"})

    assert none.status_code == 422
    assert "Choose at least one report." in _text(none)
    assert f"Open {told} and decide it by itself" in _text(page)
    assert "2 decided, 1 not" in _text(answer)
    assert "cannot be approved together with others" in _text(answer)
    assert Report.objects.get(reference=told).decided_by is None


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "The file is empty."),
        (b"\x89PNG\r\n\x1a\nxx", "The file is not a spreadsheet."),
        (b"a,b\n" * 20_000, "The sheet has more than 10,000 rows."),
        (b"Name,UPRN\nA\0,1\n", "The file holds characters that are not text."),
        (b"a" * (10 * 1024 * 1024 + 1), "The file is larger than 10 MB."),
        (
            hostile.package(hostile.sheet(), **{"xl/vbaProject.bin": b"x"}),
            "The file holds macros, which are programs.",
        ),
    ],
    ids=["empty", "picture", "rows", "nul", "large", "macros"],
)
def test_a_bad_file_is_refused_with_a_sentence(signed_in, data, sentence) -> None:
    client = signed_in(Role.HEALTH_AND_SAFETY)

    response = _upload(client, data)

    assert response.status_code == 422
    assert sentence in _text(response)
    assert ImportBatch.objects.count() == 0


def test_a_vast_upload_is_dropped_on_the_way_and_refused(signed_in) -> None:
    client = signed_in(Role.HEALTH_AND_SAFETY)

    response = _upload(client, b"a" * (31 * 1024 * 1024))

    assert response.status_code == 422
    assert "The file is larger than 10 MB." in _text(response)


def test_no_file_is_refused_with_a_sentence(signed_in) -> None:
    response = signed_in(Role.HEALTH_AND_SAFETY).post("/imports/new/", {})

    assert response.status_code == 422
    assert "Choose the file of the old register." in _text(response)


def test_a_wrong_mapping_keeps_what_was_chosen(signed_in) -> None:
    client = signed_in(Role.HEALTH_AND_SAFETY)
    address = _upload(client, messy.people(timezone.localdate()))["Location"]
    form = {**_form(client.get(address)), "column_10": "NAME", "column_5": ""}

    response = client.post(address, form)

    assert response.status_code == 422
    text = _text(response)
    assert "Two columns were given as “whole name”." in text
    assert "Choose the column that holds the category." in text
    assert response.context["form"]["column_10"].value() == "NAME"


def test_a_row_is_put_right_on_its_page(signed_in) -> None:
    client = signed_in(Role.HEALTH_AND_SAFETY)
    address = _upload(client, messy.people(timezone.localdate()))[
        "Location"
    ].removesuffix("columns/")
    words = _form(client.get(f"{address}words/"))
    client.post(f"{address}words/", {**words, "statement": "SEEN"})
    page = client.get(f"{address}rows/7/")
    day = timezone.localdate() - timedelta(days=30)

    response = client.post(
        f"{address}rows/7/", {**_form(page), "ADDED_ON": f"{day:%d %B %Y}"}
    )

    assert "which is not a day in the calendar" in _text(page)
    assert response.status_code == 303
    assert response["Location"] == f"{address}rows/8/"
    row = ImportBatch.objects.get().rows.get(number=7)
    assert (row.blocked, row.corrections) == (False, {"ADDED_ON": f"{day:%d %B %Y}"})


def test_a_row_is_left_out_and_put_back(signed_in) -> None:
    client = signed_in(Role.HEALTH_AND_SAFETY)
    address = _upload(client, messy.people(timezone.localdate()))[
        "Location"
    ].removesuffix("columns/")
    words = _form(client.get(f"{address}words/"))
    client.post(f"{address}words/", {**words, "statement": "SEEN"})

    refused = client.post(f"{address}rows/2/leave-out/", {"reason": ""})
    client.post(f"{address}rows/2/leave-out/", {"reason": "Moved away."})
    out = _text(client.get(f"{address}findings/?show=out"))
    client.post(f"{address}rows/2/take-back/")

    assert refused.status_code == 422
    assert "Moved away." in out
    assert ImportBatch.objects.get().rows.get(number=2).left_out_reason == ""


def test_the_report_is_an_attachment_of_its_own(signed_in) -> None:
    client = signed_in(Role.HEALTH_AND_SAFETY)
    address = _sent(client)

    response = client.get(f"{address}report/")

    assert response["Content-Disposition"].startswith('attachment; filename="import-')
    assert response["Cache-Control"] == "no-store"
    assert response.content.startswith(b"PK")


def test_no_page_puts_a_name_in_its_address_or_title(signed_in) -> None:
    client = signed_in(Role.HEALTH_AND_SAFETY)
    address = _sent(client)

    for path in ("columns/", "words/", "findings/?show=all", "rows/2/", "summary/"):
        page = client.get(f"{address}{path}").content.decode()
        title = re.search(r"<title>(.*?)</title>", page, re.DOTALL)
        links = " ".join(re.findall(r'(?:href|action)="([^"]*)"', page))
        assert title is not None
        assert "axter" not in title[1] + links


def test_an_abandoned_import_keeps_no_words(signed_in) -> None:
    client = signed_in(Role.HEALTH_AND_SAFETY)
    address = _upload(client, messy.people(timezone.localdate()))[
        "Location"
    ].removesuffix("columns/")

    client.post(f"{address}abandon/")

    batch = ImportBatch.objects.get()
    assert (batch.state, batch.document_id) == (ImportState.ABANDONED, None)
    assert all(row.cells == [] for row in batch.rows.all())
    assert "Nothing of this import reached the register" in _text(
        client.get(f"{address}progress/")
    )


@pytest.mark.parametrize("role", [Role.VISITING_OFFICER, Role.DECISION_OFFICER])
def test_others_are_refused_the_import(signed_in, role) -> None:
    importer = signed_in(Role.HEALTH_AND_SAFETY)
    address = _upload(importer, messy.people(timezone.localdate()))[
        "Location"
    ].removesuffix("columns/")
    other = signed_in(role)

    statuses = {
        other.get(f"{address}{path}").status_code
        for path in (
            "columns/",
            "words/",
            "findings/",
            "rows/2/",
            "summary/",
            "report/",
        )
    }

    assert statuses == {403}


def test_the_importer_may_not_commit_nor_the_head_change(signed_in) -> None:
    importer = signed_in(Role.HEALTH_AND_SAFETY)
    head = signed_in(Role.HEAD_OF_SERVICE)
    address = _sent(importer)

    assert importer.post(f"{address}commit/").status_code == 403
    assert head.get(f"{address}rows/2/").status_code == 403
    assert "Commit the import" in _text(head.get(f"{address}summary/"))
