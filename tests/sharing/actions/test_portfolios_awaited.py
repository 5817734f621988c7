"""Does what is in force govern until another version takes its place, portfolio and all?"""

from datetime import timedelta
from uuid import UUID

import pytest

from audit.kinds import Kind
from audit.queries import events_for
from sharing.actions import (
    agreements,
    lapses,
    portfolio_changes,
    portfolio_typed,
    portfolio_uploads,
    portfolios,
)
from sharing.check import Answer
from sharing.errors import NotNow, Refused
from sharing.models import Agreement, PortfolioChange, PortfolioItem, PortfolioStaged
from sharing.queries.rehearsals import Asked, answer
from sharing.queries.suppositions import What
from tests.sharing import worlds
from tests.sharing.actions.test_renewing import arrange, follow, in_force_for_a_year
from tests.sharing.people import HOME, NOW, TODAY, Property


pytestmark = pytest.mark.django_db(databases=["default"])
DAY = timedelta(days=1)
LATER = {"starts_on": TODAY + 3 * DAY, "review_on": TODAY + 9 * DAY}
HOMES = [("PLACE", "ZX11AA|12"), ("UPRN", "999111000001")]
AREA = [("AREA", "E09000018")]


def stage(two, agreement_id, *codes: str) -> UUID:
    with two.here("council"):
        return portfolio_typed.stage_area(
            agreement_id=agreement_id,
            gss_codes=codes or ["E09000018"],
            by=two.officer,
            at=NOW,
        )


def replace(two, change: UUID) -> str:
    with two.here("council"):
        done = portfolio_changes.replace(
            change_id=change, leave_out=False, by=two.officer, at=NOW
        )
        return done.state


def state_of(two, change: UUID) -> str:
    with two.here("council"):
        return PortfolioChange.objects.get(pk=change).state


def given_up(two) -> list[tuple[str, bool]]:
    """Who gave up a portfolio that was looked at, and whether it was refused."""
    with two.here("council"):
        found = events_for(
            organisation=two.council.pk, kinds=[Kind.PORTFOLIO_GIVEN_UP], limit=9
        )
    return [(event.actor_id, event.details["refused"]) for event in found]


def covered(two, agreement_id):
    with two.here("council"):
        found = PortfolioItem.objects.filter(agreement_id=agreement_id)
        return sorted(found.values_list("kind", "value"))


def test_the_old_kind_holds_until_the_last_midnight_of_the_version_in_force(two):
    agreement_id = in_force_for_a_year(two)
    follow(two, agreement_id, portfolio_kind="AREA", **LATER)
    change = stage(two, agreement_id)
    with pytest.raises(Refused, match="what was given is of another kind"):
        arrange(two, agreement_id)

    assert replace(two, change) == "ARRANGED"
    arrange(two, agreement_id)

    for days in (0, 1, 2):
        with two.here("council"):
            assert lapses.record_lapses(at=NOW + days * DAY) == 0
        assert covered(two, agreement_id) == HOMES
    with two.here("council"):
        assert lapses.record_lapses(at=NOW + 3 * DAY) == 1
        agreement = Agreement.objects.get(pk=agreement_id)
        assert not PortfolioStaged.objects.exists()
    assert covered(two, agreement_id) == AREA
    assert (agreement.portfolio_kind, agreement.wide) == ("AREA", True)
    assert state_of(two, change) == "APPLIED"
    assert two.version_of(agreement_id, 2).state == "IN_FORCE"


def test_checks_change_in_the_moment_in_which_the_version_does(two):
    """The entry is in neither of the areas that the new version is for."""
    agreement_id = two.in_force()
    marker = worlds.publish_marker(two.council)
    with two.here("council"):
        agreement = Agreement.objects.get(pk=agreement_id)
    worlds.release_to(worlds.Standing(agreement, None, None), marker, two.council)
    asker = worlds.sign_in(two.partner)
    follow(two, agreement_id, portfolio_kind="AREA")
    replace(two, stage(two, agreement_id, "E09000099"))
    with two.here("council"):
        asked = Asked(what=What.IN_FORCE, agreement_id=agreement_id)
        supposed = answer(two.officer, asked, at=NOW)
    before = worlds.ask(two.partner, asker).answer

    two.put_in_force(agreement_id)

    after = worlds.ask(two.partner, asker)
    assert (before, after.answer, after.markers) == (Answer.HIT, Answer.CLEAR, ())
    assert (supposed.rehearsal.seen_now, supposed.rehearsal.seen_then) == (1, 0)
    assert supposed.releasable_count == 0


def test_homes_may_still_change_while_an_area_waits(two):
    agreement_id = in_force_for_a_year(two)
    follow(two, agreement_id, portfolio_kind="AREA", **LATER)
    waits = stage(two, agreement_id)
    replace(two, waits)
    other = Property(uprn="999111000777")

    with two.here("council"):
        portfolios.replace(
            agreement_id=agreement_id, properties=[other], by=two.officer, at=NOW
        )
        with pytest.raises(NotNow, match="Give them as a change"):
            portfolios.replace_with_area(
                agreement_id=agreement_id,
                gss_codes=["E09000099"],
                by=two.officer,
                at=NOW,
            )

    assert covered(two, agreement_id) == [("UPRN", "999111000777")]
    assert state_of(two, waits) == "ARRANGED"


def test_what_was_looked_at_last_is_what_waits(two):
    agreement_id = in_force_for_a_year(two)
    follow(two, agreement_id, portfolio_kind="AREA")
    first, second = stage(two, agreement_id), stage(two, agreement_id, "E09000099")
    replace(two, first)

    replace(two, second)
    two.put_in_force(agreement_id)

    assert covered(two, agreement_id) == [("AREA", "E09000099")]
    assert [state_of(two, one) for one in (first, second)] == ["ABANDONED", "APPLIED"]


def test_what_waits_does_not_come_over_what_was_given_after_it(two):
    """The version that stood was ended, so the officer gave the area at once."""
    agreement_id = in_force_for_a_year(two)
    follow(two, agreement_id, portfolio_kind="AREA")
    waits, at_once = stage(two, agreement_id), stage(two, agreement_id, "E09000099")
    replace(two, waits)
    with two.here("council"):
        agreements.terminate(
            agreement_id=agreement_id, reason="Anew.", by=two.officer, at=NOW
        )

    assert replace(two, at_once) == "APPLIED"
    two.put_in_force(agreement_id)

    assert covered(two, agreement_id) == [("AREA", "E09000099")]
    assert state_of(two, waits) == "ABANDONED"


def test_what_waits_is_kept_for_as_long_as_there_is_a_version_to_come(two):
    agreement_id = in_force_for_a_year(two)
    follow(two, agreement_id, portfolio_kind="AREA", **LATER)
    waits = stage(two, agreement_id)
    replace(two, waits)

    with two.here("council"):
        assert portfolio_changes.forget_old(at=NOW + 30 * DAY) == 0
        agreements.withdraw(
            agreement_id=agreement_id, reason="No.", by=two.officer, at=NOW
        )
        assert portfolio_changes.forget_old(at=NOW + 6 * DAY) == 0
        assert portfolio_changes.forget_old(at=NOW + 8 * DAY) == 1

    assert state_of(two, waits) == "ABANDONED"
    assert covered(two, agreement_id) == HOMES


def test_an_officer_may_give_up_what_waits(two):
    agreement_id = in_force_for_a_year(two)
    follow(two, agreement_id, portfolio_kind="AREA")
    waits = stage(two, agreement_id)
    replace(two, waits)
    with two.here("council"):
        portfolio_changes.abandon(change_id=waits, by=two.officer, at=NOW)

    assert given_up(two) == [(str(two.officer.pk), False)]
    with pytest.raises(Refused, match="of another kind"):
        two.put_in_force(agreement_id)


def test_a_long_list_that_a_worker_comes_to_too_late_is_refused(two, monkeypatch):
    """It was accepted for homes; before its turn a version for an area took over."""
    monkeypatch.setattr(portfolio_changes, "APPLY_AT_ONCE", 0)
    agreement_id = in_force_for_a_year(two)
    with two.here("council"):
        late = portfolio_uploads.upload(
            agreement_id=agreement_id,
            data=b"uprn\n999111000777\n",
            by=two.officer,
            at=NOW,
        )
    assert replace(two, late) == "APPLYING"
    follow(two, agreement_id, portfolio_kind="AREA")
    replace(two, stage(two, agreement_id))
    two.put_in_force(agreement_id)

    with two.here("council"):
        portfolio_changes.apply(change_id=late, at=NOW)
        refused = PortfolioChange.objects.get(pk=late)

    assert covered(two, agreement_id) == AREA
    assert given_up(two) == [("sharing.portfolios", True)]
    assert refused.state == "REFUSED"
    assert refused.refusal.startswith("Version 2 was signed for whole areas")


def test_an_agreement_before_force_takes_any_kind(two):
    agreement_id = two.draft()
    with two.here("council"):
        portfolios.replace(
            agreement_id=agreement_id, properties=[HOME], by=two.officer, at=NOW
        )

    assert replace(two, stage(two, agreement_id)) == "APPLIED"
