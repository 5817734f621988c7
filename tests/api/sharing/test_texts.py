"""Are the ready-made texts read and taken away by call as they are by page?"""

import pytest

from audit.kinds import Kind
from audit.queries import events_for
from tenants.codes import Role
from tenants.context import in_organisation
from tests.accounts.making import make_person
from tests.api.agreeing import MANAGE, programs
from tests.api.asking import problem, program_of
from tests.documents.reading import read_pdf


pytestmark = pytest.mark.django_db(databases=["default"])
TEXTS = "/api/v1/texts"
OF_VERSION = {"agreement", "indemnity", "assessment", "record"}


def test_an_organisations_own_texts_are_listed_read_and_taken_away(two, client_at):
    council, partner = programs(two, client_at)
    two.in_force()
    listed = {one["which"] for one in council.get(TEXTS).json()["results"]}
    notice = council.get(f"{TEXTS}/privacy-notice")
    taken = council.get(f"{TEXTS}/privacy-notice/pdf")
    theirs = {one["which"] for one in partner.get(TEXTS).json()["results"]}

    assert listed == {"privacy-notice", "appeal-leaflet"}
    assert notice["Cache-Control"] == taken["Cache-Control"] == "no-store"
    assert "Brightfix Repairs" in notice.content.decode()
    assert notice.json()["sections"][0]["heading"]
    assert read_pdf(taken.content).fonts_are_embedded
    assert theirs == {"privacy-notice"}
    assert problem(partner.get(f"{TEXTS}/appeal-leaflet"))["status"] == 404
    assert problem(council.get(f"{TEXTS}/anything"))["status"] == 404
    with two.here("council"):
        [made] = events_for(organisation=two.council.pk, kinds=[Kind.TEXT_MADE])
    assert made.details["text"] == "privacy-notice"


def test_the_texts_of_a_version_are_read_by_both_sides(two, client_at):
    council, partner = programs(two, client_at)
    path = f"/api/v1/agreements/{two.sign_all()}/versions/1/texts"
    listed = council.get(path).json()["results"]

    assert {one["which"] for one in listed} == OF_VERSION
    assert all(one["title"] for one in listed)
    for which in OF_VERSION:
        told = partner.get(f"{path}/{which}").json()
        assert told == council.get(f"{path}/{which}").json()
        assert (told["which"], bool(told["sections"])) == (which, True)
    taken = partner.get(f"{path}/record/pdf")
    assert taken["Content-Type"] == "application/pdf"
    assert "-record.pdf" in taken["Content-Disposition"]
    assert problem(council.get(f"{path}/leaflet"))["status"] == 404


def test_nobody_else_reads_them(two, client_at, torley):
    path = f"/api/v1/agreements/{two.sign_all()}/versions/1/texts"
    draft = f"/api/v1/agreements/{two.draft()}/versions/1/texts"
    _, partner = programs(two, client_at)
    with in_organisation(torley):
        somebody = make_person(Role.SHARING_OFFICER)
    with two.here("council"):
        visitor = make_person(Role.VISITING_OFFICER)
    outside = program_of(torley, somebody, MANAGE, client=client_at(torley))
    wrong = program_of(two.council, visitor, MANAGE, client=client_at(two.council))

    for end in ("", "/record", "/record/pdf"):
        assert problem(outside.get(path + end))["status"] == 404
        assert problem(partner.get(draft + end))["status"] == 404
        assert problem(wrong.get(path + end))["status"] == 403
    assert problem(wrong.get(TEXTS))["status"] == 403
