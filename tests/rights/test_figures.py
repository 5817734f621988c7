"""Are the public's ten questions answered from what is really there?"""

from datetime import date, timedelta

import pytest

from audit.kinds import Kind
from audit.models import Event
from register.actions import looks
from register.appeal_states import AppealEffect, AppealOutcome
from register.refusals import NotPermitted, Refused
from register.states import EntryState
from rights.actions.figures import as_csv, read_figures
from tenants.codes import Role
from tenants.packs.choices import MemberAccess
from tests.accounts.making import make_person
from tests.register.appeals.hearing import decided as appealed
from tests.register.appeals.hearing import make_panel, ruling
from tests.register.making import AT, TODAY, make_entry


def asked(officer, **changes):
    given = {
        "since": TODAY - timedelta(days=365),
        "until": TODAY + timedelta(days=1),
        "by": officer,
        "at": AT + timedelta(days=1),
    }
    found = read_figures(**(given | changes))
    return {figure.number: dict(figure.lines) for figure in found.figures}


def test_each_question_has_its_answer_and_its_working(officer):
    found = read_figures(since=TODAY, until=TODAY, by=officer, at=AT)

    assert [figure.number for figure in found.figures] == list(range(1, 11))
    assert all(figure.lines and figure.worked_out for figure in found.figures)


def test_entries_are_counted_and_small_numbers_are_not_told(people, officer):
    for _ in range(6):
        make_entry(people)
    make_entry(people, state=EntryState.WITHDRAWN)

    found = asked(officer)

    assert found[2]["In all"] == "6"
    assert found[2]["A person"] == "6"
    assert found[10]["In all"] == "fewer than 5"
    assert found[4]["First entry"] == "Monday 23 November 2026"


def test_an_entry_removed_on_appeal_stands_no_longer_and_is_counted(people, officer):
    panel = make_panel()
    for _ in range(5):
        what = ruling(AppealOutcome.UPHELD, AppealEffect.REMOVE)
        appealed(make_entry(people), panel, what)

    found = asked(officer, until=TODAY + timedelta(days=20), at=AT + timedelta(days=20))

    assert found[2]["In all"] == "0"
    assert found[10]["Withdrawn"] == "5"
    assert found[10]["In all"] == "5"


@pytest.mark.parametrize(
    ("members", "told"), [(MemberAccess.NONE, "0"), (MemberAccess.SAME_RULE, "6")]
)
def test_members_have_access_where_the_policy_gives_it(
    officer, under_pack, members, told
):
    """The role alone opens nothing: what is published says what the pack says."""
    for _ in range(6):
        make_person(Role.ELECTED_MEMBER)
    under_pack(member_access=members)

    assert asked(officer)[6]["Elected members with access"] == told


def test_an_entry_past_its_term_is_not_on_it_though_no_job_has_run(people, officer):
    entries = [make_entry(people) for _ in range(6)]
    later = entries[0].ends_on

    found = asked(officer, until=later, at=AT.replace(year=later.year + 1), since=TODAY)

    assert found[2]["In all"] == "0"


def test_who_looked_is_counted_once_each_and_in_the_period_only(people, officer):
    entry = make_entry(people)
    readers = [make_person(Role.HEALTH_AND_SAFETY) for _ in range(5)]
    for reader in [*readers, readers[0]]:
        looks.open_entry(reference=entry.reference, by=reader, at=AT)

    found = asked(officer)
    before = asked(officer, until=date(2026, 11, 1))

    assert found[9]["Staff who looked"] == "5"
    assert found[9]["Looks in all"] == "6"
    assert before[9]["Staff who looked"] == "0"


def test_reading_the_figures_is_for_auditors_and_on_record(people, officer):
    with pytest.raises(NotPermitted):
        asked(people.reporter)
    with pytest.raises(Refused, match="today or in the past"):
        asked(officer, until=TODAY + timedelta(days=30))
    with pytest.raises(Refused, match="on or after"):
        asked(officer, since=TODAY, until=TODAY - timedelta(days=1))
    asked(officer)

    assert Event.objects.filter(kind=Kind.FIGURES_READ).count() == 1


def test_a_spreadsheet_runs_none_of_it(officer, under_pack):
    under_pack(thresholds=("=HYPERLINK(1)", "+1"), register_name="@SUM(1)")

    sheet = as_csv(read_figures(since=TODAY, until=TODAY, by=officer, at=AT))

    assert "'=HYPERLINK(1); +1" in sheet
    assert not any(
        cell.startswith(("=", "+", "-", "@"))
        for line in sheet.splitlines()
        for cell in line.replace('"', "").split(",")
        if cell
    )
