"""Who is reminded of what between organisations, and on which day in London?"""

from datetime import UTC, datetime, timedelta

import pytest

from notifications.actions.reminders import remind
from notifications.models import Message
from sharing.actions import misuse
from sharing.models import MisuseCase
from tenants.codes import Role
from tenants.due import Clock, due_lines
from tests.sharing.actions.test_misuse import decide, report
from tests.sharing.people import LONDON, NOW, TODAY, person


pytestmark = pytest.mark.django_db(databases=["default"])
DAY = timedelta(days=1)
DECIDE = "decide whether the ICO is told"
OURS = {"judge the risk to the person the warning is about": 2, DECIDE: 3}
OURS |= {"decide whether the person is told": 3}
THEIRS = {"stop it from going further": 1, "say who saw what, when and why": 2}
THEIRS |= {"put right what allowed it": 10, DECIDE: 3}


def lines(two, side, clock=Clock.MISUSE, *, on=TODAY, days=400):
    with two.here(side):
        return due_lines(on=on, until=on + days * DAY, clocks=[clock])


def said(found):
    return {line.what.partition(": ")[2]: line.on for line in found}


@pytest.mark.parametrize(("side", "hers"), [("council", OURS), ("partner", THEIRS)])
def test_each_side_is_given_its_own_days_counted_from_when_it_was_known(
    two, side, hers
):
    case = report(two, two.in_force(), aware_at=NOW)

    found = lines(two, side)

    days = {
        what: (NOW + days * DAY).astimezone(LONDON).date()
        for what, days in hers.items()
    }
    assert said(found) == days
    assert {line.reference for line in found} == {str(case.pk)}


def test_the_day_of_the_72_hours_is_londons(two):
    """Known at 23.30 UTC on a summer evening: in London it is the next day already."""
    case = report(two, two.in_force(), aware_at=NOW)
    known = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)
    with two.here("council") as here:
        held = MisuseCase.objects.get(pk=case.pk)
        held.pk, held.reference = None, "MU-SUMMER"
        held.aware_at = held.reported_at = known
        held.breach_due_at = known + 72 * timedelta(hours=1)
        held.reported_by_organisation = here.pk
        held._state.adding = True
        held.save(force_insert=True)

    found = [line for line in lines(two, "council") if "MU-SUMMER" in line.what]

    assert [str(line.on) for line in found] == ["2026-07-05"]
    assert "Counted from Thursday 2 July 2026" in found[0].working[0]


def test_the_72_hours_are_the_data_protection_officers_where_there_is_one(two):
    case = report(two, two.in_force())

    def owners(side):
        return {line.owner for line in lines(two, side) if DECIDE in line.what}

    assert owners("council") == {Role.SHARING_OFFICER}
    assert owners("partner") == {Role.PARTNER_SIGNATORY}
    officer = person(two.council, Role.DATA_PROTECTION_OFFICER)
    assert owners("council") == {Role.DATA_PROTECTION_OFFICER}
    with two.here("council"):
        remind(at=case.breach_due_at - DAY)
        told = Message.objects.filter(to_address=officer.email)
        assert [DECIDE in message.body for message in told] == [True]
        assert "notice board" not in told[0].body


def test_what_is_done_or_decided_is_asked_for_no_more(two):
    case = report(two, two.in_force())
    decide(two, case)
    with two.here("council"):
        task = case.tasks.get(kind="RISK")
        misuse.finish_task(
            case_id=case.pk, task_id=task.pk, note="Low.", by=two.officer, at=NOW
        )

    assert list(said(lines(two, "council"))) == ["decide whether the person is told"]
    assert DECIDE in said(lines(two, "partner"))


@pytest.mark.parametrize(
    ("clock", "side", "owner"),
    [
        (Clock.AGREEMENT, "council", Role.SHARING_OFFICER),
        (Clock.AGREEMENT, "partner", Role.PARTNER_SIGNATORY),
        (Clock.INSURANCE, "council", Role.SHARING_OFFICER),
        (Clock.INSURANCE, "partner", Role.PARTNER_SIGNATORY),
        (Clock.ATTESTATION, "council", Role.SHARING_OFFICER),
        (Clock.ATTESTATION, "partner", Role.PARTNER_SIGNATORY),
    ],
)
def test_both_sides_are_warned_60_30_and_7_days_before_and_on_the_day(
    two, clock, side, owner
):
    """Each once, however often the reminders run, and none a day too early."""
    end = TODAY + 90 * DAY
    agreement_id = two.in_force(ends_on=end)
    two.indemnify(agreement_id, cover_ends_on=end)
    two.attest(agreement_id, ends_on=end)
    who = two.officer if side == "council" else two.signatory
    [line] = [line for line in lines(two, side, clock) if "Review" not in line.what]
    days = []

    with two.here(side):
        for left in (90, 61, 60, 59, 31, 30, 29, 8, 7, 6, 1, 0):
            before = Message.objects.filter(to_address=who.email).count()
            remind(at=NOW + (90 - left) * DAY)
            after = Message.objects.filter(to_address=who.email).count()
            if after > before and line.what in _newest(who):
                days.append(left)

    assert (line.on, line.owner) == (end, owner)
    assert days == [60, 30, 7, 0]


def _newest(who) -> str:
    return Message.objects.filter(to_address=who.email).order_by("pk").last().body
