"""Does a form about something that nobody has answer 404, before anybody types?

Walked from the addresses themselves, so a new page is walked by itself.
"""

from itertools import product
from uuid import UUID, uuid4

import pytest

from register.imports.judging.findings import FindingKind
from register.references import new_reference
from tenants.codes import Role
from tenants.context import in_organisation
from tests.accounts.making import make_person
from tests.register import making
from tests.register.appeals import hearing
from tests.sharing import worlds
from tests.web.foreign import REGEX
from tests.web.test_every_page import walked
from tests.web.walking import signed_in
from web.agreements.views import SLUGS as IN_AGREEMENTS
from web.decisions.steps import FORMS as DECISIONS
from web.imports.rows import STEPS as ROWS
from web.known import ABOUT
from web.lives.steps import STEPS as LIVES
from web.reports.duties import POLICE
from web.reports.forms import TOPICS
from web.rights.steps import STEPS as RIGHTS


ONLY_SENT = 405
GONE = 410
SLUGS = sorted(
    {
        *(*IN_AGREEMENTS, *DECISIONS, *LIVES, *POLICE, *RIGHTS, *ROWS, *TOPICS),
        *FindingKind.codes(),
    }
)
"""What every part of a page's address may be that names a step and no thing."""
TELLS_WHAT_BECAME_OF_IT = {"people:join"}
"""An invitation that nobody has is answered as one that has run out."""


def addresses(reference: str, slug: str, uuid: UUID) -> dict[str, object]:
    return {
        "uuid": uuid,
        "string": reference,
        "slug": slug,
        "int": 1,
        "path": "anything",
        "regex": REGEX,
    }


@pytest.fixture
def everybody(db, torley, settings):
    """A browser of somebody who may open every page of an organisation."""
    settings.PASSKEY_FOR_ADMINISTRATORS = False
    with in_organisation(torley):
        roles = sorted(set(Role) - {Role.PLATFORM_ADMINISTRATOR})
        return signed_in(torley, make_person(*roles))


@pytest.mark.walk
def test_no_page_shows_a_form_about_what_nobody_has(everybody):
    shown, asked = set(), set()
    one, other = uuid4(), uuid4()
    references = [(new_reference(kind), new_reference(kind)) for kind in "ERA"]

    for (here, elsewhere), slug in product(references, SLUGS):
        for route, beside in zip(
            walked("config.urls", addresses(here, slug, one)),
            walked("config.urls", addresses(elsewhere, slug, other)),
            strict=True,
        ):
            if route.address in asked or route.address == beside.address:
                continue
            asked.add(route.address)
            status = everybody.get(route.address).status_code
            if status not in {404, ONLY_SENT} and not (
                status == GONE and route.name in TELLS_WHAT_BECAME_OF_IT
            ):
                shown.add((route.name, status))

    assert shown == set()
    assert len(asked) > 200


def test_a_form_about_what_is_there_is_shown(in_eastmere):
    people = making.make_people()
    report = making.make_report(people)
    entry = making.decided(people, making.make_report(people)).entry
    appeal = hearing.received(entry, hearing.make_panel())
    reader = signed_in(
        in_eastmere,
        make_person(Role.HEALTH_AND_SAFETY, Role.HEAD_OF_SERVICE, Role.SHARING_OFFICER),
    )
    decider = signed_in(in_eastmere, people.decider)

    for browser, path in (
        (reader, f"/reports/{report.reference}/countersign/"),
        (decider, f"/reports/{report.reference}/return/"),
        (decider, f"/register/entries/{entry.reference}/withdraw/"),
        (decider, f"/subjects/{entry.reference}/together/"),
        (reader, f"/appeals/{appeal.reference}/hearing-date/"),
    ):
        assert browser.get(path).status_code == 200, path


def test_an_appeal_that_is_not_mine_to_arrange_has_no_form_for_me(in_eastmere):
    people = making.make_people()
    entry = making.decided(people, making.make_report(people)).entry
    appeal = hearing.received(entry, hearing.make_panel())

    got = signed_in(in_eastmere, people.decider).get(
        f"/appeals/{appeal.reference}/withdraw/"
    )

    assert got.status_code == 404


def test_an_agreement_of_others_has_no_form(eastmere, brightfix, torley):
    standing = worlds.agree(eastmere, brightfix)
    with in_organisation(torley):
        officer = signed_in(torley, make_person(Role.PARTNER_SIGNATORY))

    got = officer.get(f"/extracts/agreements/{standing.agreement.pk}/way/")

    assert got.status_code == 404


def test_every_page_named_here_has_a_route(torley):
    routes = {
        route.name for route in walked("config.urls", addresses("E-1", "keep", uuid4()))
    }

    assert ABOUT.keys() <= routes
