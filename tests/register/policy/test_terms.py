"""From when until when does an entry stand?"""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from register.policy.terms import TermFacts, term
from tenants.codes import Category
from tenants.packs import load, shipped
from tenants.packs.choices import TermFrom
from tenants.packs.pack import UnderAge


PACK = load(shipped("eastmere"))
TODAY = date(2026, 11, 23)
FACTS = TermFacts(
    category=Category.THREAT,
    incident_dates=(date(2026, 3, 2), date(2026, 11, 16)),
    decided_on=TODAY,
)
DAYS = st.dates(date(2015, 1, 1), date(2026, 11, 23))
CATEGORIES = st.sampled_from(list(Category))


def test_the_usual_term_is_twelve_months_from_the_last_incident():
    found = term(FACTS, pack=PACK)

    assert (found.starts_on, found.ends_on) == (TODAY, date(2027, 11, 16))
    assert found.months == 12
    assert found.working == (
        "The term runs from the last incident: Monday 16 November 2026.",
        "The policy keeps “Serious threat” for 12 months.",
        "12 months from Monday 16 November 2026 is Tuesday 16 November 2027.",
        "Reviewed 12 months on, or at the end: Tuesday 16 November 2027.",
    )


@pytest.mark.parametrize(
    ("term_from", "ends_on"),
    [
        (TermFrom.FIRST_INCIDENT, date(2027, 3, 2)),
        (TermFrom.LAST_INCIDENT, date(2027, 11, 16)),
        (TermFrom.LAST_ACTION, date(2027, 11, 23)),
        (TermFrom.CASE_CLOSED, date(2027, 11, 23)),
    ],
)
def test_the_pack_says_from_what_the_term_runs(term_from, ends_on):
    assert term(FACTS, pack=replace(PACK, term_from=term_from)).ends_on == ends_on


@pytest.mark.parametrize(
    ("born", "months"),
    [
        (date(2009, 11, 16), 12),  # seventeen on the day: not under seventeen
        (date(2009, 11, 17), 6),
        (date(2015, 1, 1), 6),
        (None, 12),
    ],
)
def test_the_young_have_half_the_term(born, months):
    found = term(replace(FACTS, date_of_birth=born), pack=PACK)

    assert found.months == months


def test_a_birth_year_alone_is_read_in_the_young_persons_favour():
    assert term(replace(FACTS, birth_year=2009), pack=PACK).months == 6
    assert term(replace(FACTS, birth_year=2008), pack=PACK).months == 12


def test_a_halved_month_is_never_nothing():
    short = replace(
        PACK,
        retention_months=dict.fromkeys(Category, 1),
        under_age=UnderAge(age=17, factor=Decimal("0.5")),
    )

    found = term(replace(FACTS, date_of_birth=date(2012, 1, 1)), pack=short)

    assert found.months == 1


def test_a_court_order_ends_the_entry_with_it():
    order = replace(FACTS, category=Category.ORDER, order_ends_on=date(2027, 2, 1))

    found = term(order, pack=PACK)

    assert found.ends_on == date(2027, 2, 1)
    assert found.review_on == date(2027, 2, 1)
    assert "The court order ends first, on Monday 1 February 2027." in found.working


def test_an_old_incident_leaves_nothing():
    old = replace(FACTS, incident_dates=(date(2025, 11, 23),))

    assert term(old, pack=PACK).is_over
    assert not term(
        replace(old, incident_dates=(date(2025, 11, 24),)), pack=PACK
    ).is_over


@given(
    category=CATEGORIES,
    dates=st.lists(DAYS, min_size=1, max_size=5),
    wish=st.none() | st.integers(1, 240),
    born=st.none() | st.dates(date(1920, 1, 1), date(2020, 1, 1)),
    order=st.none() | st.dates(date(2026, 1, 1), date(2032, 1, 1)),
)
def test_a_term_never_outlasts_pack_or_order(category, dates, wish, born, order):
    facts = TermFacts(
        category=category,
        incident_dates=dates,
        decided_on=TODAY,
        date_of_birth=born,
        order_ends_on=order,
        months=wish,
    )

    found = term(facts, pack=PACK)

    assert 1 <= found.months <= PACK.retention_months[category]
    assert wish is None or found.months <= wish
    assert order is None or found.ends_on <= order
    assert found.review_on <= found.ends_on
    assert (found.ends_on - max(dates)).days <= 31 * found.months


@given(dates=st.lists(DAYS, min_size=1, max_size=4), later=DAYS)
def test_a_later_incident_never_shortens_a_term(dates, later):
    facts = replace(FACTS, incident_dates=dates)

    more = term(replace(facts, incident_dates=[*dates, later]), pack=PACK)

    assert more.ends_on >= term(facts, pack=PACK).ends_on


@given(months=st.integers(1, 24), fewer=st.integers(1, 24))
def test_a_shorter_wish_never_gives_a_longer_term(months, fewer):
    short, long = sorted([months, fewer])

    ends = [term(replace(FACTS, months=m), pack=PACK).ends_on for m in (short, long)]

    assert ends == sorted(ends)
