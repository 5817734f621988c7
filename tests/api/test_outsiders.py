"""Whatever is on the register and whatever is asked: does an outsider read the same?

An outsider has no permit: no agreement at all, one that is suspended, work that was
never agreed, or a briefing that lapsed. Each question is put over the API and at the
pages, once with the entries and once without; status, headers and body must be equal
byte for byte but for ids and times.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.limits import counters
from markers.states import MarkerState
from sharing.check.batches.working import work
from tenants.codes import Role
from tenants.context import in_organisation
from tenants.models import Organisation
from tests.accounts.making import make_person
from tests.api.asking import Program, token_for
from tests.figures import record_figure
from tests.sharing import worlds
from tests.sharing.proof.runs import TIMES
from tests.web.sameness import Told, differences, same, told
from tests.web.walking import signed_in


pytestmark = pytest.mark.proof(seconds=60)
EACH = 20 * TIMES
LEAST_ANSWERS = 15  # to each question, whatever became of it
TODAY = worlds.today()
SCOPES = ["check", "register:read", "audit:read", "sharing:manage"]
LISTS = ("entries", "receipts", "recalls", "releases", "agreements", "audit-events")
PAGES = ("/", "/checks/mine/", "/register/", "/recalls/", "/receipts/", "/agreements/")

NAMES = st.sampled_from(["Garfield Thistlewood", "Garfeild Thistlewod", "Ann Otherby"])
UPRNS = st.sampled_from(["999111000001", "999111000002", "999111000777"])
POSTCODES = st.sampled_from(["ZX1 1AA", "ZX1 2AB"])
ENTRIES = st.lists(
    st.fixed_dictionaries(
        {
            "name": NAMES,
            "uprn": UPRNS,
            "postcode": POSTCODES,
            "category": st.sampled_from(["PHYS", "THREAT", "ANIMAL"]),
            "state": st.sampled_from([MarkerState.ACTIVE, MarkerState.UNDER_REVIEW]),
            "shareable": st.booleans(),
            "starts_on": st.sampled_from([TODAY, TODAY - worlds.DAY]),
            "processing_restricted": st.booleans(),
        }
    ),
    min_size=1,
    max_size=4,
)
PLACES = st.one_of(
    st.fixed_dictionaries({"uprn": UPRNS}),
    st.fixed_dictionaries({"postcode": POSTCODES, "building": st.just("12")}),
)
PERSONS = st.fixed_dictionaries({"name": NAMES})
PURPOSES = ["repair", "repair", "home-visit", "none-such"]
QUESTIONS = st.builds(
    lambda asked, about: {**asked, **about},
    st.fixed_dictionaries(
        {"purpose": st.sampled_from(PURPOSES)},
        optional={"activity": st.sampled_from(["REPAIRS", "SURVEYS"])},
    ),
    st.one_of(
        st.fixed_dictionaries({"premises": PLACES}),
        st.fixed_dictionaries({"person": PERSONS}),
        st.fixed_dictionaries({"premises": PLACES, "person": PERSONS}),
        st.just({}),
    ),
)

type Question = dict[str, Any]


@dataclass(frozen=True)
class Outsider:
    """Who asks, from where, with a token and in a browser; and what is agreed."""

    organisation: Organisation
    program: Program
    browser: Client
    standing: worlds.Standing | None = None
    released_for: str = "REPAIRS"


@pytest.fixture
def outsider(db, eastmere, request, client_at):
    def of(kind: str) -> Outsider:
        slug, agreed = KINDS[kind]
        here = request.getfixturevalue(slug)
        lapsed = kind == "lapsed briefing"
        with in_organisation(here):
            briefed = {"briefed_on": None} if lapsed else {}
            person = make_person(Role.PARTNER_OFFICER, **briefed)
            browser = signed_in(here, person)
        token = token_for(
            here,
            scopes=SCOPES,
            responsible_id=str(person.pk),
            responsible_briefing_ends=TODAY - worlds.DAY * lapsed,
        )
        return Outsider(
            here,
            Program(client_at(here), token),
            browser,
            agreed(eastmere, here) if agreed else None,
            released_for="SURVEYS" if kind == "other work" else "REPAIRS",
        )

    return of


def suspended(council: Organisation, partner: Organisation) -> worlds.Standing:
    standing = worlds.agree(council, partner)
    with in_organisation(council):
        type(standing.version).objects.filter(pk=standing.version.pk).update(
            state="SUSPENDED",
            suspended_by=council.pk,
            suspended_at=worlds.now(),
            suspension_reason="Misuse.",
        )
    return standing


def for_surveys(council: Organisation, partner: Organisation) -> worlds.Standing:
    return worlds.agree(council, partner, activities=("SURVEYS",))


KINDS = {
    "stranger": ("greenways", None),
    "suspended": ("brightfix", suspended),
    "other work": ("harbour", for_surveys),
    "lapsed briefing": ("brightfix", worlds.agree),
}


def by_program(one: Outsider, question: Question, reference: str) -> Iterator[Any]:
    """Every way in which its program may ask: the check and its answer again, a batch,
    its counts and results, lists, and an entry by its reference."""
    program = one.program
    checked = program.post(question)
    yield checked
    if checked.status_code == 200:
        yield program.get(f"/api/v1/checks/{checked.json()['id']}")
    row = {part: question[part] for part in ("premises", "person") if part in question}
    named = {part: question[part] for part in question if part not in row}
    batch = program.post({**named, "rows": [row] * 2}, path="/api/v1/check-batches")
    yield batch
    if batch.status_code == 202:
        number = batch.json()["id"]
        with in_organisation(one.organisation) as here:
            work(organisation=here.pk, batch_id=number, clock=worlds.now)
        yield program.get(f"/api/v1/check-batches/{number}")
        yield program.get(f"/api/v1/check-batches/{number}/results")
        yield program.get(f"/api/v1/check-batches/{number}/results", Accept="text/csv")
    for path in (*LISTS, f"entries/{reference}"):
        yield program.get(f"/api/v1/{path}")


def by_browser(one: Outsider, question: Question, reference: str) -> Iterator[Any]:
    """Every way in which somebody signed in may ask."""
    form = {
        "purpose": question["purpose"],
        "activity": question.get("activity", ""),
        "name": question.get("person", {}).get("name", ""),
        **question.get("premises", {}),
    }
    posted = one.browser.post("/checks/", form)
    yield posted
    if posted.status_code == 303:
        yield one.browser.get(posted["Location"])
        yield one.browser.get(f"{posted['Location']}why/")
    for path in (*PAGES, f"/register/entries/{reference}/"):
        yield one.browser.get(path)


def everything_told(
    one: Outsider, question: Question, reference: str
) -> list[tuple[str, Told]]:
    counters.clear()
    answers = chain(*(by(one, question, reference) for by in (by_program, by_browser)))
    return [
        (same(each.request["PATH_INFO"], {reference}), told(each, {reference}))
        for each in answers
    ]


def in_a_world(
    one: Outsider,
    council: Organisation,
    entries: list[dict[str, Any]],
    question: Question,
) -> list[tuple[str, Told]]:
    """All that is told where these entries are, and are released as far as they may be;
    then neither they nor the asking have ever been."""
    story = transaction.atomic()
    story._from_testcase = True  # an organisation's door refuses any other
    with story:
        reference = "REF-00000000"
        for entry in entries:
            marker = worlds.publish_marker(council, **entry)
            reference = marker.reference
            if one.standing is not None:
                work_at = {"activity": one.released_for}
                worlds.release_to(one.standing, marker, council, **work_at)
        answers = everything_told(one, question, reference)
        transaction.set_rollback(True)
    return answers


@pytest.mark.parametrize("kind", KINDS)
def test_an_outsider_reads_the_same_with_and_without_the_entries(
    outsider, eastmere, kind
):
    one = outsider(kind)
    compared, answered = 0, 0

    @settings(
        max_examples=EACH,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(ENTRIES, QUESTIONS)
    def asks(entries, question):
        nonlocal compared, answered
        if kind == "other work":
            question = {**question, "activity": "REPAIRS"}
        there = in_a_world(one, eastmere, entries, question)
        nowhere = in_a_world(one, eastmere, [], question)
        for (path, with_them), (same_path, without) in zip(there, nowhere, strict=True):
            assert path == same_path, question
            assert differences(with_them, without) == [], (path, question)
        compared += len(there)
        answered += there[0][1][0] == 200

    asks()
    record_figure("Answers to outsiders compared, with and without entries", compared)
    assert compared >= EACH * LEAST_ANSWERS
    assert answered * 4 > EACH
