"""What becomes of recalls, extracts and erasure when an organisation is stopped or leaves?

These change organisations for good, so they make their own.
"""

import pytest

from audit.actors import system
from sharing.actions import agreements, chasing, extracts
from sharing.check import Answer
from sharing.errors import NotNow, Refused
from sharing.models import Extract, Recall
from sharing.queries.erasure import what_keeps
from sharing.queries.told import told_about
from tenants import leaving, offboard
from tenants.codes import OrganisationKind, Role
from tenants.context import as_owner
from tests.sharing import people, worlds
from tests.sharing.actions.test_extracts import Way, dies, open_once
from tests.sharing.actions.test_recalls import Told, answer, midday
from tests.sharing.actions.test_ways_around import step
from tests.sharing.people import NOW, TODAY, person


pytestmark = pytest.mark.throwaway
BY = system("tests")


@pytest.fixture
def two(open_throwaway) -> people.Parties:
    return people.parties(
        open_throwaway(), open_throwaway(OrganisationKind.CONTRACTOR, "brightfix")
    )


def suspend(organisation):
    return offboard.suspend(organisation=organisation, by=BY, at=NOW)


def leave(organisation, folder) -> leaving.Certificate:
    suspend(organisation)
    given = {"organisation": organisation, "by": BY, "at": NOW}
    exported = leaving.export(to=folder / "x.zip", **given)
    return leaving.close(exported=exported, erase_files=lambda _: 0, **given)


def test_a_partner_that_has_left_keeps_no_entry_from_being_erased(two, tmp_path):
    """What it held was destroyed with its leaving; nobody there can say so any more."""
    told = Told(two)
    recall = told.withdraw()
    entry = told.marker.entry_id
    with two.here("council"):
        waiting = what_keeps(entry_id=entry, on=TODAY)
    leave(two.partner, tmp_path)

    after = midday(recall.suspends_on)
    with two.here("council"):
        assert chasing.chase(at=after) == (0, 0)
        assert what_keeps(entry_id=entry, on=after.date()) == []
        [line] = told_about(entry)

    assert waiting == ["A partner has not acknowledged its recall."]
    assert line.recalls[0].sentence.endswith(
        "It has left since, with all that it held."
    )


def test_a_suspended_partner_still_owes_its_answer(two):
    """The platform stopped it: nothing is shown there, and nothing is forgiven."""
    told = Told(two)
    recall = told.withdraw()
    after = midday(recall.suspends_on)
    two.indemnify(told.agreement_id, cover_ends_on=after.date())
    two.attest(told.agreement_id, ends_on=after.date())
    officer = person(two.partner, Role.PARTNER_OFFICER)
    suspend(two.partner)

    with two.here("council"):
        assert chasing.chase(at=after) == (1, 1)
        assert what_keeps(entry_id=told.marker.entry_id, on=TODAY) != []
    offboard.resume(organisation=two.partner, by=BY, at=NOW)
    step(two, "council", agreements.clear_suspension, told.agreement_id, at=after)
    with pytest.raises(NotNow, match="A recall is overdue"):
        step(two, "council", agreements.lift_suspension, told.agreement_id, at=after)
    with two.here("partner"):
        answer(recall, by=officer)
    step(two, "council", agreements.lift_suspension, told.agreement_id, at=after)

    assert two.version(told.agreement_id).state == "IN_FORCE"


def test_what_a_council_that_has_left_recalled_is_still_answered(two, tmp_path):
    told = Told(two)
    recall = told.withdraw()
    officer = person(two.partner, Role.PARTNER_OFFICER)

    certificate = leave(two.council, tmp_path)

    with two.here("partner"):
        answer(recall, by=officer)
        held = Recall.objects.get()
    assert certificate.left == 0
    assert held.done == "DESTROYED"
    assert worlds.ask(two.partner, told.asker).answer == Answer.CANNOT_TELL


def test_a_sealed_extract_leaves_with_its_council_and_not_by_mail(
    two, tmp_path, monkeypatch
):
    way = Way(two)
    way.confirm()
    extract = way.ask()
    with monkeypatch.context() as patched:
        patched.setattr(extracts, "_hand_over", lambda *_, **__: dies())
        with pytest.raises(KeyboardInterrupt):
            way.make(extract)

    leave(two.council, tmp_path)

    with as_owner():
        held = Extract.objects.using("owner").filter(pk=extract.pk)
        [kept] = held.values("sealed", "digest")
    assert kept["sealed"] is None
    assert kept["digest"] != ""


def test_a_link_of_a_council_that_was_suspended_opens_nothing(two):
    way = Way(two, kind="LINK")
    way.confirm()
    extract = way.make(way.ask())
    officer = person(two.partner, Role.PARTNER_OFFICER)
    asker = worlds.sign_in(
        two.partner, actor_id=str(officer.pk), role=Role.PARTNER_OFFICER
    )
    suspend(two.council)

    with two.here("partner"), pytest.raises(Refused, match="not active"):
        open_once(extract, asker, officer)
    offboard.resume(organisation=two.council, by=BY, at=NOW)
    with two.here("partner"):
        assert b"Thistlewood" in open_once(extract, asker, officer)
