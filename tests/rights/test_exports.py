"""Is the copy complete, does it name nobody else, and does nobody get it unseen?"""

import io
import json
import zipfile
from datetime import timedelta

import pytest

from audit.kinds import Kind
from audit.models import Event
from documents import storage
from register.refusals import NotFound, NotPermitted, Refused
from rights.actions import answers, copies, exports, requests
from rights.models import Export, ExportLine
from rights.states import ExportState, RequestOutcome, Treatment
from tenants.codes import Role
from tests.accounts.making import make_person
from tests.documents.reading import read_pdf
from tests.register.making import AT, make_entry
from tests.rights.making import gathered, known, receive


@pytest.fixture
def export(people, officer):
    return gathered(officer, make_entry(people).subject_id)


def sealed(export, officer) -> zipfile.ZipFile:
    reference = export.request.reference
    exports.seal(reference=reference, by=officer, at=AT)
    content, name = copies.download(reference=reference, by=officer, at=AT)
    assert name == f"subject-access-{reference}.zip"
    return zipfile.ZipFile(io.BytesIO(content))


def line(export, label) -> ExportLine:
    return export.lines.filter(label=label).order_by("number")[0]


def test_the_copy_is_a_readable_document_and_the_same_for_a_program(export, officer):
    counted = export.lines.exclude(treatment=Treatment.OMITTED).count()

    archive = sealed(export, officer)

    assert archive.namelist()[:2] == ["subject-access.pdf", "subject-access.json"]
    pdf = read_pdf(archive.read("subject-access.pdf"))
    assert {"H1", "H2", "Table", "TH"} <= pdf.roles
    assert pdf.fonts_are_embedded
    told = json.loads(archive.read("subject-access.json"))
    assert len(told["lines"]) == counted
    assert told["reference"] == export.request.reference
    words = {one["value"] for one in told["lines"]}
    assert "He raised a chair and threw it at the counter." in words


def test_what_is_withheld_says_why_and_never_what(people, export, officer):
    held = set(
        export.lines.filter(treatment=Treatment.WITHHELD).values_list("held", flat=True)
    )
    archive = sealed(export, officer)
    told = json.loads(archive.read("subject-access.json"))["lines"]

    withheld = [one for one in told if one["treatment"] == "WITHHELD"]
    assert withheld
    assert all(one["reason"] and one["value"] is None for one in withheld)
    text = archive.read("subject-access.json").decode()
    for name in held | {people.reporter.full_name, people.head.full_name}:
        assert name not in text


def test_every_change_of_a_line_needs_its_reason(export, officer):
    number = line(export, "Harm").number if export.lines.filter(label="Harm") else 1
    who = {"reference": export.request.reference, "number": number, "by": officer}

    with pytest.raises(Refused, match="Say why"):
        exports.change_line(
            treatment=Treatment.WITHHELD, shown="", reason=" ", at=AT, **who
        )
    with pytest.raises(Refused, match="Leave the words"):
        exports.change_line(
            treatment=Treatment.REDACTED, shown="", reason="A name.", at=AT, **who
        )
    changed = exports.change_line(
        treatment=Treatment.WITHHELD, shown="", reason="A child's.", at=AT, **who
    )

    assert (changed.shown, changed.reason) == ("", "A child's.")
    assert changed.changed_by == officer


def test_a_name_the_program_did_not_know_is_taken_out_everywhere(export, officer):
    reference = export.request.reference

    changed = exports.take_words_out(
        reference=reference, words="Guildhall Square", by=officer, at=AT
    )

    assert changed >= 1
    assert not export.lines.filter(shown__contains="Guildhall").exists()
    assert (
        "Guildhall" not in sealed(export, officer).read("subject-access.json").decode()
    )
    with pytest.raises(NotFound):
        exports.take_words_out(reference=reference, words="He", by=officer, at=AT)


def test_nothing_is_sealed_for_somebody_unknown(people, officer):
    request = receive(officer)
    requests.link(
        reference=request.reference,
        subjects=[make_entry(people).subject_id],
        by=officer,
        at=AT,
    )
    exports.gather(reference=request.reference, by=officer, at=AT)

    with pytest.raises(Refused, match="Make sure who they are"):
        exports.seal(reference=request.reference, by=officer, at=AT)


def test_sealing_lets_the_lines_go_and_destroying_the_file(export, officer):
    reference = export.request.reference
    sealed(export, officer)
    export = Export.objects.get()
    key = export.document.storage_key
    digest = export.document.sha256
    assert not ExportLine.objects.exists()
    assert storage.get(key, sha256=digest)

    copies.destroy(reference=reference, by=officer, at=AT)

    assert Export.objects.get().state == ExportState.DESTROYED
    with pytest.raises(storage.StorageFailed):
        storage.get(key, sha256=digest)
    with pytest.raises(NotFound):
        copies.download(reference=reference, by=officer, at=AT)


def test_each_download_is_on_record(export, officer):
    sealed(export, officer)

    event = Event.objects.get(kind=Kind.EXPORT_DOWNLOADED)
    assert event.actor_id == str(officer.pk)
    assert event.subject == export.request.reference
    assert event.details["sha256"] == Export.objects.get().document.sha256


@pytest.mark.parametrize("role", [Role.DECISION_OFFICER, Role.SHARING_OFFICER])
def test_nobody_else_gathers_or_takes_a_copy(export, officer, role):
    other = make_person(role)
    who = {"reference": export.request.reference, "by": other, "at": AT}

    with pytest.raises(NotPermitted):
        exports.gather(**who)
    with pytest.raises(NotPermitted):
        exports.seal(**who)
    with pytest.raises(NotPermitted):
        copies.download(**who)


def test_a_granted_request_has_its_copy(people, officer):
    request = known(officer, make_entry(people).subject_id)
    asked = {
        "reference": request.reference,
        "outcome": RequestOutcome.GRANTED,
        "reasons": "Here it is.",
        "changes": set(),
        "by": officer,
    }
    with pytest.raises(Refused, match="Seal the copy"):
        answers.answer(at=AT, **asked)
    exports.gather(reference=request.reference, by=officer, at=AT)
    exports.seal(reference=request.reference, by=officer, at=AT)

    done = answers.answer(at=AT + timedelta(days=1), **asked)

    assert done.outcome == RequestOutcome.GRANTED


def test_a_gathering_again_throws_the_first_away(export, officer):
    again = exports.gather(reference=export.request.reference, by=officer, at=AT)

    assert list(Export.objects.all()) == [again]
