"""Is a way for extracts named and confirmed by two people, and opened once?"""

import ssl
from uuid import uuid4

import pytest
from django.test import Client

from sharing.actions import extract_routes
from sharing.actions import extracts as making
from sharing.errors import NotNow
from sharing.extracts.certificates import in_groups
from sharing.models import Extract, ExtractRoute
from tenants.codes import Role
from tenants.context import in_organisation
from tests.accounts.making import make_person
from tests.api.agreeing import persons, programs
from tests.api.asking import grow_old, problem, program_of, session_of
from tests.sharing.actions.test_extracts import Way
from tests.sharing.extracts.keys import ADDRESS, certificate
from tests.sharing.people import NOW


pytestmark = pytest.mark.django_db(databases=["default"])
NAMED = {"kind": "SMIME", "address": ADDRESS, "reason": "Vans have no signal."}
LINK = NAMED | {"kind": "LINK"}
HOW = "The duty manager, by telephone."
ASKED = {"activity": "REPAIRS", "purpose": "repair", "reason": "No signal there."}
PROOF = "urn:heed:problem:needs-proof"
PERSON = "urn:heed:problem:needs-a-person"


@pytest.fixture
def path(two) -> str:
    return f"/api/v1/agreements/{two.in_force()}/extract-way"


def route_of(two) -> ExtractRoute:
    with two.here("council"):
        return ExtractRoute.objects.get(withdrawn_at__isnull=True)


@pytest.mark.parametrize("der", [False, True])
def test_a_certificate_is_named_once_and_confirmed_as_it_was_heard(
    two, path, client_at, der
):
    officer, signatory = persons(two, client_at)
    pem, _ = certificate()
    file = ssl.PEM_cert_to_DER_cert(pem.decode()) if der else pem
    key = {"Idempotency-Key": "way-1"}
    none = signatory.get(path)
    made = signatory.send(NAMED, path=path, certificate=file, headers=key)
    again = signatory.send(NAMED, path=path, certificate=file, headers=key)
    second = signatory.send(NAMED, path=path, certificate=file)
    route = route_of(two)
    confirm = f"/api/v1/extract-ways/{route.pk}/confirm"
    wrong = officer.post({"fingerprint": "AA", "how": HOW}, path=confirm)
    given = {"fingerprint": in_groups(route.fingerprint), "how": HOW}
    read = officer.get(path)
    confirmed = officer.post(given, path=confirm, If_Match=read["ETag"])
    stale = officer.post(given, path=confirm, If_Match=read["ETag"])
    late = officer.post(given, path=confirm)

    assert problem(none)["status"] == 404
    assert (made.status_code, made["Location"]) == (201, path)
    assert (again.status_code, again.json()) == (201, made.json())
    assert problem(second)["status"] == 409
    assert made.json()["fingerprint"] == in_groups(route.fingerprint)
    assert "confirmed_at" not in made.json()
    assert [one["field"] for one in problem(wrong)["errors"]] == ["fingerprint"]
    assert "BEGIN CERTIFICATE" in confirmed.json()["signer"]
    assert confirmed["Cache-Control"] == "no-store"
    assert signatory.get(path)["ETag"] == confirmed["ETag"] != read["ETag"]
    assert problem(stale)["type"] == "urn:heed:problem:changed"
    assert problem(late)["status"] == 409


def test_another_file_under_the_same_key_is_another_call(two, path, client_at):
    _, signatory = persons(two, client_at)
    (first, _), (other, _) = certificate(), certificate()
    key = {"Idempotency-Key": "way-2"}
    signatory.send(NAMED, path=path, certificate=first, headers=key)

    got = signatory.send(NAMED, path=path, certificate=other, headers=key)

    assert problem(got)["type"] == "urn:heed:problem:key-reused"


@pytest.mark.parametrize(
    ("body", "files", "field"),
    [
        (NAMED, {}, "certificate"),
        (NAMED, {"certificate": b"not one"}, "certificate"),
        (NAMED, {"certificate": certificate(curve=True)[0]}, "certificate"),
        (NAMED, {"certificate": certificate(address="a@b.example")[0]}, "certificate"),
        (LINK | {"address": "desk"}, {}, "address"),
        (LINK | {"kind": "POST"}, {}, "kind"),
        (LINK | {"extra": 1}, {}, "extra"),
        (LINK, {"picture": b"x"}, "parts"),
    ],
)
def test_what_cannot_be_used_is_named(two, path, client_at, body, files, field):
    _, signatory = persons(two, client_at)

    got = signatory.send(body, path=path, **files)

    assert problem(got)["status"] == 400
    assert [one["field"] for one in problem(got)["errors"]] == [field]
    assert signatory.get(path).status_code == 404


def test_a_file_longer_than_any_certificate_is_not_read(two, path, client_at):
    _, signatory = persons(two, client_at)

    got = signatory.send(NAMED, path=path, certificate=b"x" * 200_000)

    assert problem(got)["status"] == 413


def test_only_a_person_lately_proved_of_the_right_side_names_and_confirms(
    two, path, client_at
):
    council, partner = programs(two, client_at)
    officer, signatory = persons(two, client_at)
    by_program = partner.post(LINK, path=path)
    by_council = officer.post(LINK, path=path)
    signatory.post(LINK, path=path)
    confirm = f"/api/v1/extract-ways/{route_of(two).pk}/confirm"
    tried = council.post({"how": HOW}, path=confirm)
    own = signatory.post({"how": HOW}, path=confirm)
    grow_old(two.partner, signatory)
    unproved = signatory.post(LINK, path=path)
    grow_old(two.council, officer)
    stale = officer.post({"how": HOW}, path=confirm)

    assert problem(by_program)["type"] == problem(tried)["type"] == PERSON
    assert problem(by_council)["status"] == problem(own)["status"] == 403
    assert problem(unproved)["type"] == problem(stale)["type"] == PROOF
    assert route_of(two).confirmed_at is None


def test_either_side_closes_it_and_a_stranger_finds_none(two, path, client_at, torley):
    council, _ = programs(two, client_at)
    _, signatory = persons(two, client_at)
    signatory.post(LINK, path=path)
    one = f"/api/v1/extract-ways/{route_of(two).pk}"
    with in_organisation(torley):
        somebody = make_person(Role.SHARING_OFFICER)
    stranger = session_of(torley, somebody, client=client_at(torley))
    outside = [
        stranger.get(path),
        stranger.post({"how": HOW}, path=f"{one}/confirm"),
        stranger.post({}, path=f"{one}/close"),
    ]
    key = {"Idempotency-Key": "close-1"}
    closed = council.post({}, path=f"{one}/close", **key)
    again = council.post({}, path=f"{one}/close", **key)
    anew = council.post({}, path=f"{one}/close")

    assert [problem(got)["status"] for got in outside] == [404, 404, 404]
    assert (closed.status_code, closed.json()) == (200, again.json())
    assert closed.json()["closed_at"]
    assert problem(anew)["status"] == problem(council.get(path))["status"] == 404


def test_a_link_is_opened_once_by_a_person_who_checks(two, client_at):
    officer, _ = persons(two, client_at)
    way = Way(two, "LINK")
    way.confirm()
    asked = officer.post(ASKED, path=f"/api/v1/agreements/{way.agreement_id}/extracts")
    with two.here("council"):
        making.make(extract_id=Extract.objects.get().pk, at=NOW)
    with two.here("partner"):
        visitor = make_person(Role.PARTNER_OFFICER)
    visiting = session_of(two.partner, visitor, client=client_at(two.partner))
    browser = client_at(two.partner)
    program = program_of(two.partner, visitor, "check", client=browser)
    link = f"{asked['Location']}/open"
    by_program = program.post({}, path=link)
    by_discloser = officer.post({}, path=link)
    key = {"Idempotency_Key": "open-1"}
    first = visiting.post({}, path=link, **key)
    again = visiting.post({}, path=link, **key)

    assert problem(by_program)["type"] == PERSON
    assert problem(by_discloser)["status"] == 404
    assert first["Content-Type"].startswith("text/csv")
    assert first["Cache-Control"] == "no-store"
    assert b"Thistlewood" in first.content
    assert first.content.count(b"\n") > 1
    assert problem(again)["status"] == 409
    assert b"Thistlewood" not in again.content


def test_a_form_that_is_none_is_refused_and_not_our_fault(two, path, client_at):
    _, signatory = persons(two, client_at)
    client: Client = signatory.client

    broken = client.post(path, b"x", content_type="multipart/form-data")
    elsewhere = client.post(
        "/api/v1/agreements", {"title": "Repairs"}, headers={"Idempotency-Key": "1"}
    )

    assert problem(broken)["status"] == 400
    assert problem(elsewhere)["status"] == 415


def test_of_two_who_name_one_at_the_same_moment_one_is_told(two, path, client_at):
    """As the second finds it, who saw none and then was not the first to write."""
    _, signatory = persons(two, client_at)
    signatory.post(LINK, path=path)
    with two.here("partner"):
        other = ExtractRoute.objects.get()
        other.pk = uuid4()
        with pytest.raises(NotNow, match="already"):
            extract_routes.write(other)

        assert ExtractRoute.objects.count() == 1
