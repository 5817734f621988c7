"""What does one register do that no other does?

Each particular is the survey's or the notice's own; the numbers are literal.
"""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from register.actions import provisional, reports
from register.actions.reports import ContentRefused
from register.members.actions import asking
from register.queries.entries import entry_for
from register.refusals import NotPermitted, Refused
from register.states import MemberAnswer, Outcome
from sharing.check import Answer
from tenants.codes import Category, Precaution
from tests.packs.registers import HEAD, OFFICER, SAFETY
from tests.packs.walking import (
    CRITERIA,
    HAPPENED,
    NOW,
    PERSON,
    TODAY,
    Cast,
    add_months,
    adopt,
    content,
    decide,
    give_access,
    look,
    make_cast,
    submit,
)


@pytest.fixture
def cast(in_eastmere) -> Cast:
    return make_cast()


def countersigned(said, cast: Cast):
    report = submit(said, cast)
    reports.countersign(reference=report.reference, comment="", by=cast.head, at=NOW)
    return report


def test_slough_is_suspended_and_says_why_and_what_to_do_instead(cast):
    adopt("slough", cast)

    answer = look(cast.visitor)

    assert answer.answer == Answer.CANNOT_TELL
    assert "legal challenge" in answer.why
    assert "Each service flags its own client's record." in answer.why
    with pytest.raises(NotPermitted, match="legal challenge"):
        reports.draft(by=cast.visitor, at=NOW)


def test_bolton_takes_250_characters_and_no_more(cast):
    adopt("bolton", cast)
    said = content("date_of_birth", "what_happened", category=Category.PHYS)

    def telling(length: int):
        incident = replace(said.incidents[0], what_happened="x" * length)
        return replace(said, incidents=(incident,))

    submit(telling(250), cast)
    with pytest.raises(ContentRefused, match="250 characters at most"):
        submit(telling(251), cast)


def test_bolton_leaves_no_choice_where_it_is_compulsory_and_monitors_otherwise(cast):
    adopt("bolton", cast)
    report = countersigned(content(category=Category.PHYS), cast)
    compulsory = replace(CRITERIA, compulsory=("Assault",))
    discretionary = replace(CRITERIA, discretionary=("Verbal abuse",))

    with pytest.raises(Refused, match="“Assault” makes an entry compulsory"):
        decide(report, cast, by=OFFICER, outcome=Outcome.MONITOR, criteria=compulsory)
    with pytest.raises(Refused, match="thresholds or criteria is met"):
        decide(report, cast, by=OFFICER)
    watched = decide(
        report, cast, by=OFFICER, outcome=Outcome.MONITOR, criteria=discretionary
    )

    assert watched.report.state == "MONITOR"
    assert look(cast.safety).answer == Answer.CLEAR


@pytest.mark.parametrize(
    ("category", "months"),
    [(Category.PHYS, 60), (Category.THREAT, 24), (Category.VERBAL, 12)],
)
def test_torbay_keeps_by_category_and_half_as_long_under_17(cast, category, months):
    adopt("torbay", cast)
    met = {"criteria_met": ("An accident or occurrence form was completed",)}
    long_ago = HAPPENED - timedelta(days=40)
    grown = content(category=category, happened=(long_ago, HAPPENED), **met)
    sixteen = replace(PERSON, date_of_birth=date(HAPPENED.year - 16, 1, 2))
    young = content("date_of_birth", category=category, **met)
    young = replace(young, subject=sixteen)

    entries = [
        decide(submit(said, cast), cast, by=SAFETY).entry for said in (grown, young)
    ]

    assert [entry.ends_on for entry in entries] == [
        add_months(HAPPENED, months),
        add_months(HAPPENED, months // 2),
    ], "from the last report, halved under 17"
    assert entries[0].review_on == add_months(TODAY, 6)


def test_calderdale_ends_with_the_order_and_sends_people_in_twos(cast):
    adopt("calderdale", cast)
    give_access(cast, by=HEAD, to=[cast.visitor, cast.safety])
    ends = TODAY + timedelta(days=45)
    met = {"criteria_met": ("An order of the court in force",)}
    with pytest.raises(ContentRefused, match="Say when the order ends"):
        submit(content(category=Category.ORDER, **met), cast)
    said = content(category=Category.ORDER, order_ends_on=ends, **met)

    entry = decide(countersigned(said, cast), cast, by=OFFICER).entry

    assert entry.ends_on == ends
    (shown,) = look(cast.visitor).markers
    assert shown.category_label == "Antisocial behaviour order"
    assert shown.precautions == (Precaution.TWO,)
    assert shown.summary == ""


def test_durham_enters_for_a_while_until_the_safety_adviser_approves(cast):
    adopt("durham_cid", cast)
    met = {"criteria_met": ("A credible risk to staff, from an incident",)}
    report = countersigned(content("summary", category=Category.PHYS, **met), cast)

    entry = provisional.enter_provisionally(
        reference=report.reference, by=cast.head, at=NOW
    )

    assert entry.provisional_until == NOW + timedelta(hours=72)
    assert look(cast.safety).answer == Answer.HIT
    assert decide(report, cast, by=SAFETY).entry.state == "ACTIVE"


@pytest.mark.parametrize("name", ["kirklees", "durham_cid", "south_glos"])
def test_members_ask_and_an_officer_answers(cast, name):
    adopt(name, cast)
    by_proxy = name != "south_glos"
    holds = ("summary",) if by_proxy else ("summary", "ring_name", "ring_phone")
    threshold = {
        "kirklees": "A completed form V1",
        "durham_cid": "A credible risk to staff, from an incident",
        "south_glos": "Reliable, significant, and relevant beyond the service that "
        "reports it",
    }[name]
    said = content(*holds, category=Category.PHYS, criteria_met=(threshold,))
    decider = SAFETY if name == "durham_cid" else OFFICER
    entry = decide(countersigned(said, cast), cast, by=decider).entry
    asked = asking.ask(
        about="14 Larch Court", why="A surgery visit.", by=cast.member, at=NOW
    )
    told = {
        "reference": asked.reference,
        "answer": MemberAnswer.TOLD,
        "entry_reference": entry.reference,
        "at": NOW,
    }

    if not by_proxy:
        with pytest.raises(NotPermitted, match="Members are answered by"):
            asking.answer(**told, by=cast.administrator)
    asking.answer(**told, by=cast.administrator if by_proxy else cast.officer)
    page = asking.read(reference=asked.reference, by=cast.member, at=NOW)

    assert page.precautions == (Precaution.TWO,)
    assert (page.level, page.category_label, page.about) == ("PRECAUTIONS", "", "")
    later = NOW + timedelta(hours=24)
    stale = asking.read(reference=asked.reference, by=cast.member, at=later)
    assert (stale.stale, stale.precautions) == (True, ())


@pytest.mark.parametrize("name", ["nottingham", "reading"])
def test_members_who_see_nothing_or_look_for_themselves_do_not_ask(cast, name):
    adopt(name, cast)

    with pytest.raises(NotPermitted, match=r"told nothing|check for yourself"):
        asking.ask(about="Anywhere", why="A visit.", by=cast.member, at=NOW)


def test_dudley_always_tells_a_person_given_a_contact_route(cast):
    adopt("dudley_2022", cast)
    met = ("Behaviour that the council decides to answer by one contact route",)
    said = content(
        "summary",
        category=Category.CONTACT,
        precautions=(Precaution.ROUTE,),
        criteria_met=met,
    )
    report = countersigned(said, cast)

    entry = decide(report, cast, by=OFFICER).entry

    assert entry.not_told is False
    assert [notice.kind for notice in entry.notices.all()] == ["ADDED"]


PANELS = {
    "Multi-agency risk assessment conference": (("harm",), "place", 72, "SEEK_ADVICE"),
    "Area based partnership": ((), "", 72, "PRECAUTIONS"),
    "Operational team": (("what_happened", "summary"), "", 12, "SUMMARY"),
    "Integrated offender management": (("police_reference",), "", 72, "FLAG"),
    "Domestic violence outreach": (("harm",), "place", 84, "SEEK_ADVICE"),
}


@pytest.mark.parametrize("panel", PANELS)
def test_hounslows_panels_have_fields_viewers_and_terms_of_their_own(cast, panel):
    holds, refuses, months, sees = PANELS[panel]
    adopt("hounslow", cast)
    threshold = {
        "Multi-agency risk assessment conference": "A high risk of serious harm at home",
        "Area based partnership": "Antisocial behaviour at high risk",
        "Operational team": "A case the team works on",
        "Integrated offender management": "A licence or an order in force",
        "Domestic violence outreach": "A client of the service at risk",
    }[panel]
    person = PERSON
    if panel == "Domestic violence outreach":
        person = replace(PERSON, address_lines=(), postcode="", uprn="")
    more = {
        "subject": person,
        "category": Category.PHYS,
        "panel": panel,
        "criteria_met": (threshold,),
    }
    if refuses:
        with pytest.raises(ContentRefused, match="does not hold"):
            submit(content(*holds, refuses, **more), cast)
    entry = decide(countersigned(content(*holds, **more), cast), cast, by=OFFICER).entry

    ends_on = HAPPENED if panel == "Operational team" else TODAY
    assert entry.panel == panel
    assert entry.ends_on == add_months(ends_on, months)
    terms = {"name": "Rowan Ashby"} if person is not PERSON else {"uprn": PERSON.uprn}
    answer = look(cast.visitor, **terms)
    if answer.answer == Answer.HIT:
        (shown,) = answer.markers
        assert shown.level == sees
    else:
        assert person is not PERSON, "a name alone may be no more than a doubt"
    assert entry_for(cast.officer, entry.reference, at=NOW).level == "FULL"
    with pytest.raises(ContentRefused, match="no panel “Nowhere”"):
        submit(content(*holds, **(more | {"panel": "Nowhere"})), cast)
