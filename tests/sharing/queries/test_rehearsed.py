"""Is what a rehearsal said what then happens: as many seen, at that level, for those reasons?

Each change is supposed, then really made, then the partner checks every home and the
owner asks why. Nothing of the two is computed by the other.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import pytest

from sharing.actions import (
    agreements,
    attestations,
    portfolio_changes,
    portfolio_uploads,
    portfolios,
    works,
)
from sharing.models import AgreementVersion, Attestation
from sharing.queries.explanations import explain
from sharing.queries.portfolios import change_for
from sharing.queries.rehearsal import Rehearsal
from sharing.queries.rehearsals import Asked, answer
from sharing.queries.suppositions import What
from sharing.queries.works import services_of
from tenants import packs
from tenants.adoption import adopt, newest_number
from tests.sharing import people, worlds
from tests.sharing.people import NOW, SIGNATORY, TODAY, Property, terms


pytestmark = pytest.mark.django_db(databases=["default"])
DAY = timedelta(days=1)
HOMES = ("999111000001", "999111000002", "999111000003")
CATEGORIES = ("PHYS", "THREAT", "ANIMAL")


@dataclass(frozen=True)
class World:
    """Three entries at three homes, released at three levels under one agreement."""

    two: people.Parties
    agreement: UUID
    references: dict[str, str]
    asker: bytes

    def supposed(self, what: What, **about) -> Rehearsal:
        with self.two.here("council"):
            return answer(self.two.officer, Asked(what=what, **about), at=NOW).rehearsal

    def seen(self) -> dict[str, str]:
        """Reference → the level at which the partner's own checks now show it."""
        found = {}
        for uprn, reference in self.references.items():
            told = worlds.ask(self.two.partner, self.asker, uprn=uprn)
            for one in told.markers:
                found[reference] = one.level.value
        return found

    def why(self, reference: str) -> tuple[str, ...]:
        with self.two.here("council"):
            found = explain(
                self.two.officer, reference, self.two.partner.pk, at=worlds.now()
            )
        return tuple(one.sentence for one in found.reasons)


@pytest.fixture
def world(two) -> World:
    agreement = two.in_force(
        categories=CATEGORIES, homes=tuple(Property(uprn=uprn) for uprn in HOMES)
    )
    with two.here("council"):
        held = AgreementVersion.objects.get(agreement_id=agreement).agreement
    references = {}
    for uprn, category, level in zip(
        HOMES, CATEGORIES, ("SUMMARY", "CATEGORY", "FLAG"), strict=True
    ):
        marker = worlds.publish_marker(
            two.council, uprn=uprn, postcode="", address="", category=category
        )
        worlds.release_to(
            worlds.Standing(held, None, None), marker, two.council, level=level
        )
        references[uprn] = marker.reference
    return World(two, agreement, references, worlds.sign_in(two.partner))


def must_be_as_supposed(world: World, before: dict, supposed: Rehearsal) -> None:
    """The checks show what was said, and the owner is told the reasons that were said."""
    after = world.seen()
    said = {
        one.reference: (
            one.before and one.before.value,
            one.after and one.after.value,
        )
        for one in supposed.shifts
    }
    happened = {
        reference: (before.get(reference), after.get(reference))
        for reference in world.references.values()
        if before.get(reference) != after.get(reference)
    }
    assert said == happened
    assert (supposed.seen_now, supposed.seen_then) == (len(before), len(after))
    for one in supposed.shifts:
        if one.after is None:
            assert one.reasons == world.why(one.reference)


def suspend(world: World) -> None:
    with world.two.here("council"):
        agreements.suspend(
            agreement_id=world.agreement, reason="x", by=world.two.officer, at=NOW
        )


def withdraw_attestation(world: World) -> None:
    with world.two.here("council"):
        [held] = Attestation.objects.filter(withdrawn_at__isnull=True)
        attestations.withdraw(
            attestation_id=held.pk, reason="x", by=world.two.officer, at=NOW
        )


CEILING = 'ceiling = "SUMMARY"'
EXCLUSIONS = '"GROUNDS_MAINTENANCE", "REFUSE_COLLECTION"'
SUSPENDED = """
[suspended]
reason = "A legal challenge."
fallback = "Ring the duty desk."
"""


def pack_where(old: str, new: str) -> Callable[[World], None]:
    """The council's own pack with other words, adopted for today."""

    def adopted(world: World) -> None:
        text = packs.shipped("eastmere")
        assert text.count(old) == 1
        with world.two.here("council") as here:
            adopt(
                organisation=here,
                toml=text.replace(old, new),
                counts_from=TODAY,
                reason="We share otherwise now.",
                after=newest_number(here),
                by=worlds.OFFICER,
                at=NOW,
            )

    return adopted


def excluding(activity: str) -> Callable[[World], None]:
    return pack_where(EXCLUSIONS, f'{EXCLUSIONS}, "{activity}"')


def suspend_the_register(world: World) -> None:
    text = packs.shipped("eastmere")
    with world.two.here("council") as here:
        adopt(
            organisation=here,
            toml=text + SUSPENDED,
            counts_from=TODAY,
            reason="It is challenged.",
            after=newest_number(here),
            by=worlds.OFFICER,
            at=NOW,
        )


CHANGES = {
    "suspended": (What.SUSPEND, {"agreement_id": ...}, suspend),
    "its attestation withdrawn": (
        What.EXCLUDE,
        {"agreement_id": ..., "activity": "REPAIRS"},
        withdraw_attestation,
    ),
    "another activity excluded": (
        What.EXCLUDE,
        {"activity": "SURVEYS"},
        excluding("SURVEYS"),
    ),
    "its activity excluded by the pack": (
        What.EXCLUDE,
        {"activity": "REPAIRS"},
        excluding("REPAIRS"),
    ),
    "the pack lets a flag leave": (
        What.CEILING,
        {"level": "FLAG"},
        pack_where(CEILING, 'ceiling = "FLAG"'),
    ),
    "the register suspended": (What.REGISTER, {}, suspend_the_register),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_was_supposed_is_what_happens(world, change):
    what, about, make = CHANGES[change]
    about = {
        name: world.agreement if value is ... else value
        for name, value in about.items()
    }
    before = world.seen()
    supposed = world.supposed(what, **about)
    assert world.seen() == before

    make(world)

    must_be_as_supposed(world, before, supposed)


def test_what_the_pack_excludes_is_said_to_be_so_and_nothing_repairs_it(world):
    excluding("REPAIRS")(world)
    [reference, *_] = world.references.values()

    with world.two.here("council"):
        found = explain(
            world.two.officer, reference, world.two.partner.pk, at=worlds.now()
        )

    assert [one.rule for one in found.reasons] == ["activity_is_not_excluded"]
    assert found.reasons[0].sentence == (
        "Repairs is excluded by the discloser's own policy."
    )
    assert found.repair == ("Nothing would: the policy excludes this kind of work.",)


def test_a_partners_list_says_what_our_own_pack_excludes(world):
    given = {"mode": "ENTERS_PREMISES", "people": 3, "subcontracted": False}
    two = world.two
    with two.here("partner"):
        works.describe(
            activity="REPAIRS",
            description="Boilers.",
            **given,
            by=two.signatory,
            at=NOW,
        )
    verdicts = []
    for change in (None, excluding("REPAIRS")):
        if change:
            change(world)
        with two.here("council"):
            page = services_of(two.officer, partner=two.partner.pk, at=NOW)
        [line] = page.services
        verdicts.append((line.eligible, line.verdict))
    with two.here("partner"):
        [own] = services_of(two.signatory, at=NOW).services

    assert verdicts == [
        (True, "Warnings may be shared for it once it is attested and approved."),
        (False, "Excluded by the policy, however it is done."),
    ]
    assert own.eligible


def test_a_new_version_shows_and_hides_what_was_rehearsed(world):
    """It covers less kinds of risk, and less of each may be seen."""
    before, two = world.seen(), world.two
    with two.here("council"):
        agreements.revise(
            agreement_id=world.agreement,
            terms=terms(categories=("PHYS", "THREAT"), level="PRECAUTIONS"),
            by=two.officer,
            at=NOW,
        )
    supposed = world.supposed(What.IN_FORCE, agreement_id=world.agreement)
    two.offer(world.agreement)
    with two.here("partner"):
        agreements.accept(
            agreement_id=world.agreement, signatory=SIGNATORY, by=two.signatory, at=NOW
        )
    two.indemnify(world.agreement)

    two.put_in_force(world.agreement)

    assert (supposed.vanishing, supposed.less) == (1, 2)
    must_be_as_supposed(world, before, supposed)


def test_another_portfolio_shows_and_hides_what_was_rehearsed(world):
    two = world.two
    with two.here("council"):
        portfolios.replace(
            agreement_id=world.agreement,
            properties=[Property(uprn=HOMES[0]), Property(uprn=HOMES[1])],
            by=two.officer,
            at=NOW,
        )
    before = world.seen()
    with two.here("council"):
        change = portfolio_uploads.upload(
            agreement_id=world.agreement,
            data=b"uprn\n999111000002\n999111000003\n",
            by=two.officer,
            at=NOW,
        )
        supposed = change_for(two.officer, change, at=NOW).rehearsal
        portfolio_changes.replace(
            change_id=change, leave_out=False, by=two.officer, at=NOW
        )

    assert (supposed.appearing, supposed.vanishing) == (1, 1)
    must_be_as_supposed(world, before, supposed)


def test_a_day_that_was_rehearsed_comes_as_it_was_said(world):
    """The day after cover and attestation end, with nothing done and no job run."""
    tomorrow = NOW + DAY
    supposed = world.supposed(What.DAY, day=TODAY + DAY)

    with world.two.here("council"):
        asked = Asked(what=What.DAY, day=TODAY + DAY)
        then = answer(world.two.officer, asked, at=tomorrow).rehearsal
        why = {
            reference: explain(
                world.two.officer, reference, world.two.partner.pk, at=tomorrow
            ).reasons
            for reference in world.references.values()
        }

    assert (supposed.seen_now, supposed.seen_then) == (3, 0)
    assert then.seen_now == supposed.seen_then
    for one in supposed.shifts:
        said = tuple(reason.sentence for reason in why[one.reference])
        assert one.reasons == said
