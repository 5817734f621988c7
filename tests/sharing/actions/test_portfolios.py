"""Which places is an agreement about, and from when?"""

import pytest

from sharing.actions import portfolios
from sharing.actions.portfolios import Property
from sharing.check import Answer
from sharing.errors import Invalid, NotAllowed, NotNow
from sharing.models import Agreement, PortfolioItem
from tests.sharing import worlds
from tests.sharing.people import NOW


pytestmark = pytest.mark.django_db(databases=["default"])


def replace(two, agreement_id, *homes, by=None):
    with two.here("council"):
        return portfolios.replace(
            agreement_id=agreement_id, properties=homes, by=by or two.officer, at=NOW
        )


def items(two, agreement_id):
    with two.here("partner"):
        found = PortfolioItem.objects.filter(agreement_id=agreement_id)
        return sorted(found.values_list("kind", "value"))


def test_a_property_is_found_by_number_and_by_place(two):
    agreement_id = two.draft()

    count = replace(
        two,
        agreement_id,
        Property(
            uprn=" 999111000001", postcode="zx1 1aa", address="Flat 3, 12 Mill Street"
        ),
        Property(uprn="999111000002"),
    )

    assert count == 2
    assert items(two, agreement_id) == [
        ("PLACE", "ZX11AA|3 12"),
        ("UPRN", "999111000001"),
        ("UPRN", "999111000002"),
    ]
    with two.here("council"):
        agreement = Agreement.objects.get(pk=agreement_id)
    assert (agreement.uprns_without_place, agreement.places_without_uprn) == (1, 0)


def test_a_property_that_names_no_place_is_named_by_its_row(two):
    agreement_id = two.draft()

    with pytest.raises(Invalid, match=r"in row 2, 3\."):
        replace(
            two,
            agreement_id,
            Property(uprn="999111000001"),
            Property(postcode="ZX1 1AA"),
            Property(uprn="not a number"),
        )

    assert items(two, agreement_id) == []


def test_only_the_disclosers_sharing_officer_sets_it(two):
    agreement_id = two.in_force()

    with two.here("partner"), pytest.raises(NotAllowed):
        portfolios.replace(
            agreement_id=agreement_id,
            properties=[Property(uprn="999111000009")],
            by=two.signatory,
            at=NOW,
        )


def test_a_change_is_in_the_next_check(two):
    agreement_id = two.in_force()
    asker = worlds.sign_in(two.partner)
    assert worlds.ask(two.partner, asker).answer == Answer.CLEAR

    replace(two, agreement_id, Property(uprn="999111000777"))

    assert worlds.ask(two.partner, asker).scope == ()


def test_a_home_known_by_number_only_is_in_scope_when_asked_by_place(two):
    agreement_id = two.in_force()
    replace(two, agreement_id, Property(uprn="999111000001"))
    asker = worlds.sign_in(two.partner)

    answer = worlds.ask(two.partner, asker, uprn="", postcode="ZX1 1AA", building="12")

    assert [source.organisation for source in answer.scope] == ["Eastmere Council"]


WIDE = {
    "AREA": lambda **who: portfolios.replace_with_area(gss_codes=["e09000099"], **who),
    "CASES": lambda **who: portfolios.replace_with_cases(
        markers=[who["agreement_id"]], **who
    ),
}


@pytest.mark.parametrize("kind", WIDE)
def test_areas_and_cases_are_always_in_scope(two, kind):
    agreement_id = two.in_force(portfolio_kind=kind, homes=())
    asker = worlds.sign_in(two.partner)
    with two.here("council"):
        assert WIDE[kind](agreement_id=agreement_id, by=two.officer, at=NOW) == 1

    answer = worlds.ask(two.partner, asker, uprn="999111000444")

    assert len(answer.scope) == 1


@pytest.mark.parametrize("kind", WIDE)
def test_homes_that_were_signed_for_do_not_become_an_area(two, kind):
    """To widen what is seen takes words that both have signed."""
    agreement_id = two.in_force()
    before = items(two, agreement_id)

    with (
        two.here("council"),
        pytest.raises(NotNow, match="Version 1 was signed for the homes on a list"),
    ):
        WIDE[kind](agreement_id=agreement_id, by=two.officer, at=NOW)

    assert items(two, agreement_id) == before


def test_an_empty_area_or_case_list_is_refused(two):
    agreement_id = two.draft()

    with two.here("council"):
        with pytest.raises(Invalid):
            portfolios.replace_with_area(
                agreement_id=agreement_id, gss_codes=[" "], by=two.officer, at=NOW
            )
        with pytest.raises(Invalid):
            portfolios.replace_with_cases(
                agreement_id=agreement_id, markers=[], by=two.officer, at=NOW
            )
