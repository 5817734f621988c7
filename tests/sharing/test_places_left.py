"""Does every page judge the places of an entry as the check does?

A person moved and the entry follows both them and the home they left. The partner works
at the home they left, or in its area, and at nothing else of theirs.
"""

from datetime import timedelta

import pytest

from markers.facts import Elsewhere
from sharing.actions import portfolio_changes, portfolio_typed, portfolios, releases
from sharing.check import Answer
from sharing.queries import extract_rows
from sharing.queries.bulk import bulk_for
from sharing.queries.entries import audience_for
from sharing.queries.explanations import explain
from sharing.queries.portfolios import change_for
from sharing.queries.proposals import items_of
from sharing.queries.rehearsals import Asked, answer
from sharing.queries.suppositions import What
from tests.sharing import worlds
from tests.sharing.people import HOME, NOW, Property


pytestmark = pytest.mark.django_db(databases=["default"])
OUTSIDE = "The entry's place is not in the agreement's portfolio."
AREA = "E09000018"
LEFT = Elsewhere(
    address="12 Mill Street, Eastmere",
    uprn=HOME.uprn,
    postcode=HOME.postcode,
    building=HOME.building,
    area_code=AREA,
)
NOWHERE = Property(uprn="999111000777", postcode="ZX9 9ZZ", building="1")


def by_number(two, agreement_id):
    portfolios.replace(
        agreement_id=agreement_id,
        properties=[Property(uprn=HOME.uprn)],
        by=two.officer,
        at=NOW,
    )


def by_place(two, agreement_id):
    portfolios.replace(
        agreement_id=agreement_id,
        properties=[Property(postcode=HOME.postcode, building=HOME.building)],
        by=two.officer,
        at=NOW,
    )


def by_area(two, agreement_id):
    portfolios.replace_with_area(
        agreement_id=agreement_id, gss_codes=[AREA], by=two.officer, at=NOW
    )


WAYS = {"UPRNS": (by_number, by_place), "AREA": (by_area,)}


@pytest.fixture(params=[(kind, way) for kind, ways in WAYS.items() for way in ways])
def moved(request, two):
    kind, way = request.param
    agreement_id = two.in_force(portfolio_kind=kind, homes=())
    with two.here("council"):
        way(two, agreement_id)
    marker = worlds.publish_marker(
        two.council,
        uprn="999111000555",
        postcode="ZX5 5ZZ",
        address="9 Far Road, Elsewhere",
        elsewhere=(LEFT,),
        ends_on=worlds.today() + timedelta(days=9),
    )
    return agreement_id, marker


def release(two, agreement_id, marker):
    with two.here("council"):
        return releases.release(
            entry_reference=marker.reference,
            choices=[(agreement_id, "REPAIRS", "SUMMARY")],
            proportionality="Their fitters go into the home that was left.",
            by=two.officer,
            at=NOW,
        )


def test_it_is_offered_released_explained_and_checked_alike(two, moved):
    agreement_id, marker = moved
    asker = worlds.sign_in(two.partner)
    with two.here("council"):
        audience = audience_for(two.officer, marker.reference, at=NOW)
        bulk = bulk_for(two.officer, agreement_id, "REPAIRS", page=1, at=NOW)
        could = answer(
            two.officer, Asked(what=What.IN_FORCE, agreement_id=agreement_id), at=NOW
        )

    [outcome] = release(two, agreement_id, marker)

    with two.here("council"):
        why = explain(two.officer, marker.reference, two.partner.pk, at=NOW)
        held = answer(two.officer, Asked(what=What.REGISTER), at=NOW).rehearsal
    assert [one.permitted for one in audience.partners] == [True]
    assert [one.reference for one in bulk.entries] == [marker.reference]
    assert bulk.outside == 0
    assert [one.reference for one in could.releasable] == [marker.reference]
    assert outcome.released
    assert why.permit
    assert (held.seen_now, held.seen_then) == (1, 0)
    assert worlds.ask(two.partner, asker).answer == Answer.HIT
    with two.here("partner"):
        found = extract_rows.Marker.objects.filter(extract_rows.inside(agreement_id))
        assert list(found.values_list("pk", flat=True)) == [marker.pk]


def test_a_portfolio_that_drops_the_place_that_was_left_drops_it_everywhere(two):
    agreement_id = two.in_force()
    marker = worlds.publish_marker(
        two.council,
        uprn="999111000555",
        postcode="ZX5 5ZZ",
        address="9 Far Road, Elsewhere",
        elsewhere=(LEFT,),
    )
    release(two, agreement_id, marker)
    asker = worlds.sign_in(two.partner)
    assert worlds.ask(two.partner, asker).answer == Answer.HIT

    with two.here("council"):
        portfolios.replace(
            agreement_id=agreement_id, properties=[NOWHERE], by=two.officer, at=NOW
        )
        why = explain(two.officer, marker.reference, two.partner.pk, at=NOW)

    assert worlds.ask(two.partner, asker).markers == ()
    assert [one.sentence for one in why.reasons] == [OUTSIDE]


def test_a_staged_area_of_the_place_that_was_left_is_rehearsed(two, moved):
    agreement_id, marker = moved
    release(two, agreement_id, marker)
    with two.here("council"):
        changes = [
            portfolio_typed.stage_area(
                agreement_id=agreement_id, gss_codes=[code], by=two.officer, at=NOW
            )
            for code in (AREA, "E09000099")
        ]
        pages = [change_for(two.officer, change, at=NOW) for change in changes]
        portfolio_changes.forget_old(at=NOW)

    assert [page.rehearsal.vanishing for page in pages] == [0, 1]


def test_an_entry_without_a_place_names_no_empty_place(two):
    marker = worlds.publish_marker(
        two.council, uprn="", postcode="", building="", address="", follows="PERSON"
    )

    with two.here("council"):
        assert items_of(marker) == {("CASE", str(marker.pk))}
