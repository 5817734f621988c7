"""Are signed papers filed with what they prove, and read back by both sides alone?"""

from hashlib import sha256

import pytest

from audit.kinds import Kind
from audit.queries import events_for
from sharing.models import Indemnity, Paper
from tenants.codes import Role
from tenants.context import in_organisation
from tests.accounts.making import make_person
from tests.api.agreeing import INDEMNITY, MANAGE, WORK, persons, programs
from tests.api.asking import grow_old, problem, program_of
from tests.sharing.people import TODAY


pytestmark = pytest.mark.django_db(databases=["default"])
PDF = b"%PDF-1.7\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n"
SCRIPTED = PDF.replace(b"<<>>", b"<</JavaScript (x)>>", 1)
COVER = {
    "insurer": "Mutual",
    "policy_number": "P-2",
    "cover_ends_on": TODAY.isoformat(),
}
ATTESTED = WORK | {"ends_on": TODAY.isoformat()}


def test_a_signed_agreement_is_filed_once_and_read_back_by_both(two, client_at):
    council, partner = programs(two, client_at)
    path = f"/api/v1/agreements/{two.sign_all()}/papers"
    key = {"Idempotency-Key": "paper-1"}
    made = council.send(path=path, paper=PDF, headers=key)
    again = council.send(path=path, paper=PDF, headers=key)
    other = council.send(path=path, paper=PDF + b"\n", headers=key)

    assert made.status_code == 201
    assert again.json() == made.json()
    assert problem(other)["type"] == "urn:heed:problem:key-reused"
    assert made.json()["sha256"] == sha256(PDF).hexdigest()
    for side in (council, partner):
        listed = side.get(path).json()["results"]
        assert [one["id"] for one in listed] == [made.json()["id"]]
        read = side.get(made["Location"])
        assert (read.content, read["Content-Type"]) == (PDF, "application/pdf")
        assert read["Cache-Control"] == "no-store"
        assert read["Content-Disposition"].startswith("attachment")
    with two.here("partner"):
        [told] = events_for(organisation=two.partner.pk, kinds=[Kind.PAPER_READ])
        assert told.details["paper"] == made.json()["id"]


def test_the_executed_indemnity_and_its_cover_come_with_the_step(two, client_at):
    _, signatory = persons(two, client_at)
    agreement_id = two.draft()
    two.offer(agreement_id)
    two.accept(agreement_id)
    one = f"/api/v1/agreements/{agreement_id}"
    read = {"If-Match": signatory.get(one)["ETag"]}
    given = signatory.send(INDEMNITY, path=f"{one}/indemnity", paper=PDF, headers=read)
    stale = signatory.send(COVER, path=f"{one}/renew-cover", paper=PDF, headers=read)
    renewed = signatory.send(COVER, path=f"{one}/renew-cover", paper=PDF)

    assert given.json()["state"] == "INDEMNIFIED"
    assert problem(stale)["type"] == "urn:heed:problem:changed"
    assert renewed.json()["indemnity"]["policy_number"] == "P-2"
    kinds = [paper["kind"] for paper in renewed.json()["papers"]]
    assert kinds == ["Certificate of insurance", "Executed indemnity"]
    with two.here("partner"):
        hashes = set(Indemnity.objects.values_list("file_hash", flat=True))
    assert hashes == {sha256(PDF).hexdigest()}


def test_a_paper_does_not_make_a_program_sign_nor_spare_the_proof(two, client_at):
    _, partner = programs(two, client_at)
    _, signatory = persons(two, client_at)
    path = f"/api/v1/agreements/{two.sign_all()}/renew-cover"
    by_program = partner.send(COVER, path=path, paper=PDF)
    grow_old(two.partner, signatory)
    unproved = signatory.send(COVER, path=path, paper=PDF)

    assert problem(by_program)["type"] == "urn:heed:problem:needs-a-person"
    assert problem(unproved)["type"] == "urn:heed:problem:needs-proof"
    with two.here("partner"):
        assert Paper.objects.count() == 0


def test_evidence_comes_with_the_activity_it_shows(two, client_at):
    council, partner = programs(two, client_at)
    agreement_id = str(two.sign_all())
    body = ATTESTED | {"agreement": agreement_id}
    key = {"Idempotency-Key": "work-1"}
    made = partner.send(body, path="/api/v1/attestations", paper=PDF, headers=key)
    again = partner.send(body, path="/api/v1/attestations", paper=PDF, headers=key)
    plain = partner.post(body | {"activity": "GAS_SAFETY"}, path="/api/v1/attestations")
    [paper] = council.get(f"/api/v1/agreements/{agreement_id}/papers").json()["results"]

    assert (made.status_code, again.json()["id"]) == (201, made.json()["id"])
    assert plain.status_code == 201
    assert paper["kind"] == "Evidence of an activity"
    assert council.get(f"/api/v1/papers/{paper['id']}").content == PDF


@pytest.mark.parametrize(
    ("files", "status", "field"),
    [
        ({"paper": SCRIPTED}, 400, "paper"),
        ({"paper": b"<html>"}, 400, "paper"),
        ({"paper": b""}, 400, "paper"),
        ({}, 400, "paper"),
        ({"paper": PDF, "other": PDF}, 400, "parts"),
    ],
)
def test_a_paper_that_may_not_be_kept_is_refused(two, client_at, files, status, field):
    council, _ = programs(two, client_at)
    agreement_id = two.sign_all()

    got = council.send(path=f"/api/v1/agreements/{agreement_id}/papers", **files)

    assert problem(got)["status"] == status
    assert [one["field"] for one in problem(got)["errors"]] == [field]
    with two.here("council"):
        assert Paper.objects.count() == 0


def test_a_request_larger_than_any_page_takes_is_not_kept(two, client_at, monkeypatch):
    """Its length is told before a byte of it is read."""
    monkeypatch.setattr("api.files.MAX_REQUEST_BYTES", 1000)
    council, _ = programs(two, client_at)

    got = council.send(
        path=f"/api/v1/agreements/{two.sign_all()}/papers", paper=PDF * 40
    )

    assert problem(got)["status"] == 413


def test_nobody_else_reads_or_files_a_paper(two, client_at, torley):
    council, _ = programs(two, client_at)
    path = f"/api/v1/agreements/{two.sign_all()}/papers"
    made = council.send(path=path, paper=PDF)
    with in_organisation(torley):
        somebody = make_person(Role.SHARING_OFFICER)
    stranger = program_of(torley, somebody, MANAGE, client=client_at(torley))
    with two.here("council"):
        visitor = make_person(Role.VISITING_OFFICER)
    visiting = program_of(two.council, visitor, MANAGE, client=client_at(two.council))

    assert problem(stranger.get(made["Location"]))["status"] == 404
    assert problem(stranger.get(path))["status"] == 404
    assert problem(stranger.send(path=path, paper=PDF))["status"] == 404
    assert problem(visiting.get(made["Location"]))["status"] == 403
    assert problem(visiting.send(path=path, paper=PDF))["status"] == 403
