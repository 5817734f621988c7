"""What if several steps that are each allowed are taken in an order nobody thought of?

Two or three steps across organisations, and what must hold after them.
"""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail

from sharing.actions import (
    agreements,
    erasure,
    extracts,
    lapses,
    portfolio_changes,
    portfolio_typed,
    portfolios,
    recalls,
)
from sharing.check import Answer
from sharing.errors import NotAllowed, NotFound, NotNow, Refused
from sharing.models import (
    Agreement,
    AgreementVersion,
    NeverLeft,
    PortfolioItem,
    PortfolioStaged,
    Recall,
    Release,
)
from tenants.codes import Role
from tenants.context import in_organisation
from tenants.models import PackSummary, PackVersion
from tests.sharing import people, worlds
from tests.sharing.actions.test_extracts import Way, dies, open_once
from tests.sharing.actions.test_misuse import close, decide, finish_all, report
from tests.sharing.actions.test_recalls import Told, answer
from tests.sharing.actions.test_renewing import (
    arrange,
    follow,
    in_force_for_a_year,
    states,
)
from tests.sharing.actions.test_ways_around import step
from tests.sharing.people import NOW, TODAY, person


pytestmark = pytest.mark.django_db(databases=["default"])
DAY = timedelta(days=1)


def exclude(council, *works: str, number: int, counts_from=TODAY) -> None:
    """The council's pack excludes these kinds of work from that day on."""
    with in_organisation(council):
        held = PackSummary.objects.filter(organisation=council).order_by("number")
        adopted = held.last()
        adopted.pk, adopted.number, adopted.counts_from = uuid4(), number, counts_from
        adopted.excluded_activities = list(works)
        adopted._state.adding = True
        adopted.save(force_insert=True)


def rows_seen(two) -> int:
    """Releases that the database itself lets the partner read."""
    with two.here("partner"):
        return Release.objects.count()


def test_a_pack_excludes_the_work_and_lets_it_be_again(two):
    """By the rows as well as by the gate, from its day and not before."""
    told = Told(two)
    seen = [rows_seen(two)]

    exclude(two.council, "REPAIRS", number=901, counts_from=TODAY + DAY)
    seen.append(rows_seen(two))
    exclude(two.council, "REPAIRS", number=902)
    seen.append(rows_seen(two))
    stopped = worlds.ask(two.partner, told.asker)
    exclude(two.council, "SURVEYS", number=903)
    seen.append(rows_seen(two))

    assert seen == [1, 1, 0, 1]
    assert (stopped.answer, stopped.markers) == (Answer.CANNOT_TELL, ())
    assert worlds.ask(two.partner, told.asker).answer == Answer.HIT


def test_an_exclusion_begins_between_sealing_and_sending(two, monkeypatch):
    way = Way(two)
    way.confirm()
    extract = way.ask()
    with monkeypatch.context() as patched:
        patched.setattr(extracts, "_hand_over", lambda *_, **__: dies())
        with pytest.raises(KeyboardInterrupt):
            way.make(extract)

    exclude(two.council, "REPAIRS", number=901)

    made = way.make(extract)
    assert (made.state, mail.outbox) == ("REFUSED", [])
    assert "Repairs is excluded by the discloser's own policy." in made.refusal
    with two.here("council"):
        assert NeverLeft.objects.count() == 1


def test_an_erased_case_is_not_brought_back_by_a_portfolio_that_waits(two):
    """The case was named for a version to come; the entry is erased before its day."""
    told = Told(two)
    follow(two, told.agreement_id, portfolio_kind="CASES")
    other = worlds.publish_marker(two.council)
    with two.here("council"):
        change = portfolio_typed.stage_cases(
            agreement_id=told.agreement_id,
            references=[told.marker.reference, other.reference],
            by=two.officer,
            at=NOW,
        )
        portfolio_changes.replace(
            change_id=change, leave_out=False, by=two.officer, at=NOW
        )
        erasure.forget_entry(entry_id=told.marker.entry_id, at=NOW)
        staged = set(PortfolioStaged.objects.values_list("value", flat=True))
    two.put_in_force(told.agreement_id)

    with two.here("partner"):
        items = set(PortfolioItem.objects.values_list("value", flat=True))
        held = Agreement.objects.get(pk=told.agreement_id)
    assert staged == items == {str(other.pk)}
    assert (held.portfolio_kind, held.portfolio_count) == ("CASES", 1)


def test_nobody_but_the_platform_clears_what_it_suspended(two, platform_organisation):
    agreement_id = two.in_force()
    administrator = person(platform_organisation, Role.PLATFORM_ADMINISTRATOR)

    def platform(action):
        with in_organisation(platform_organisation):
            action(agreement_id=agreement_id, reason="x", by=administrator, at=NOW)

    platform(agreements.suspend)
    for side in ("council", "partner"):
        with pytest.raises(NotAllowed):
            step(two, side, agreements.clear_suspension, agreement_id)
    platform(agreements.clear_suspension)
    case = report(two, agreement_id, "partner")
    with pytest.raises(NotNow, match="A misuse case is open"):
        platform(agreements.clear_suspension)
    finish_all(two, case)
    decide(two, case)
    close(two, case)
    with pytest.raises(NotNow, match="has not cleared it yet"):
        step(two, "council", agreements.lift_suspension, agreement_id)
    platform(agreements.clear_suspension)
    step(two, "council", agreements.lift_suspension, agreement_id)

    assert two.version(agreement_id).state == "IN_FORCE"


def test_a_link_that_was_refused_opens_once_after_all_is_well_again(two):
    way = Way(two, kind="LINK")
    way.confirm()
    extract = way.make(way.ask())
    officer = person(two.partner, Role.PARTNER_OFFICER)
    asker = worlds.sign_in(
        two.partner, actor_id=str(officer.pk), role=Role.PARTNER_OFFICER
    )

    step(two, "partner", agreements.suspend, way.agreement_id)
    with two.here("partner"), pytest.raises(Refused, match="not in force"):
        open_once(extract, asker, officer)
    with two.here("council"):
        assert recalls.recall_shown(
            agreement_id=way.agreement_id, reason="misuse", cause="x", at=NOW
        ) == (0)
    step(two, "partner", agreements.clear_suspension, way.agreement_id)
    step(two, "council", agreements.lift_suspension, way.agreement_id)
    with two.here("partner"):
        open_once(extract, asker, officer)
        with pytest.raises(NotNow):
            open_once(extract, asker, officer)
    with two.here("council"):
        # Now they hold a copy, so the same cause recalls it.
        assert (
            recalls.recall_shown(
                agreement_id=way.agreement_id, reason="misuse", cause="x", at=NOW
            )
            == 1
        )


def test_one_direction_ends_and_the_other_goes_on(eastmere, torley):
    """Two councils disclose to each other; each direction stands by itself."""
    there = people.parties(eastmere, torley)
    back = people.parties(torley, eastmere)
    first, second = Told(there), Told(back)

    step(there, "partner", agreements.terminate, first.agreement_id)
    with in_organisation(eastmere):
        recalls.recall_agreement(
            agreement_id=first.agreement_id, reason="terminated", at=NOW
        )
        mine = Recall.objects.get()

    assert worlds.ask(torley, first.asker).answer == Answer.CANNOT_TELL
    assert worlds.ask(eastmere, second.asker).answer == Answer.HIT
    assert (mine.owner, mine.recipient) == (eastmere.pk, torley.pk)
    # Whoever was told to drop it cannot answer with the other side's voice.
    officer = person(eastmere, Role.PARTNER_OFFICER)
    with in_organisation(eastmere), pytest.raises(NotFound):
        answer(mine, by=officer)


def test_what_follows_a_suspended_version_that_expires_does_not_begin_by_itself(two):
    """Suspended, arranged to be followed, and run out in the same night."""
    agreement_id = two.in_force(ends_on=TODAY + 2 * DAY)
    later = TODAY + 90 * DAY
    two.indemnify(agreement_id, cover_ends_on=later)
    two.attest(agreement_id, ends_on=later)
    follow(two, agreement_id, starts_on=TODAY + 2 * DAY, review_on=later, ends_on=later)
    arrange(two, agreement_id)
    step(two, "partner", agreements.suspend, agreement_id)

    with two.here("council"):
        for days in (2, 3, 4):
            lapses.record_lapses(at=NOW + days * DAY)
        second = AgreementVersion.objects.get(agreement_id=agreement_id, number=2)

    assert states(two, agreement_id) == ["EXPIRED", "INDEMNIFIED"]
    assert second.arranged_at is None


def test_a_case_is_dropped_and_its_recall_is_of_the_entrys_end_alone(two):
    """Named cases: what is no longer named is not seen, and is not said to be ended."""
    agreement_id = two.in_force(portfolio_kind="CASES", homes=())
    marker, other = (worlds.publish_marker(two.council) for _ in range(2))
    with two.here("council"):
        agreement = Agreement.objects.get(pk=agreement_id)
        name = {"agreement_id": agreement_id, "by": two.officer, "at": NOW}
        portfolios.replace_with_cases(markers=[marker.pk], **name)
    worlds.release_to(worlds.Standing(agreement, None, None), marker, two.council)
    asker = worlds.sign_in(two.partner)
    before = worlds.ask(two.partner, asker).answer
    with two.here("council"):
        portfolios.replace_with_cases(markers=[other.pk], **name)

    after = worlds.ask(two.partner, asker)
    with two.here("council"):
        assert not Recall.objects.exists()
        assert recalls.recall_marker(marker_id=marker.pk, reason="lapsed", at=NOW) == 1
    assert (before, after.answer, after.markers) == (Answer.HIT, Answer.CLEAR, ())


def test_a_version_refused_after_it_was_arranged_takes_nothing_over(two):
    agreement_id = in_force_for_a_year(two)
    follow(two, agreement_id, starts_on=TODAY + 3 * DAY, review_on=TODAY + 9 * DAY)
    arrange(two, agreement_id)
    step(two, "partner", agreements.refuse, agreement_id)

    with two.here("council"):
        assert lapses.record_lapses(at=NOW + 3 * DAY) == 0

    assert states(two, agreement_id) == ["IN_FORCE", "REFUSED"]


def test_the_pack_lets_extracts_go_no_longer_while_one_is_sealed(two, monkeypatch):
    way = Way(two)
    way.confirm()
    extract = way.ask()
    with monkeypatch.context() as patched:
        patched.setattr(extracts, "_hand_over", lambda *_, **__: dies())
        with pytest.raises(KeyboardInterrupt):
            way.make(extract)
    with two.here("council"):
        later = PackVersion.objects.get(number=900)
        later.pk, later.number = uuid4(), 901
        later.toml = later.toml.replace("encrypted_email", "look_up_here")
        PackVersion.objects.bulk_create([later])

    made = way.make(extract)

    assert (made.state, mail.outbox) == ("REFUSED", [])
    with two.here("council"):
        assert NeverLeft.objects.count() == 1
