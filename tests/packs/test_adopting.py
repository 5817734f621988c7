"""Is a pack adopted as a recorded decision, from its day, with what it moves known before?"""

from contextlib import nullcontext
from dataclasses import replace
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from audit.kinds import Kind
from audit.queries import events_for
from register.management.commands import rehearse_pack
from register.models import Entry
from register.refusals import NotPermitted, Refused
from register.rehearsal import queries
from register.rehearsal.actions import adopting, rehearsals
from sharing.check import Answer
from tenants import adoption
from tenants.codes import Category, Level, Role
from tenants.context import current_organisation
from tenants.packs import differences, load, shipped
from tenants.queries import current_pack, pack_number
from tests.packs.registers import OFFICER
from tests.packs.test_particulars import countersigned
from tests.packs.walking import (
    HAPPENED,
    NOW,
    TODAY,
    Cast,
    add_months,
    content,
    decide,
    look,
    make_cast,
    noon,
)


DAY = timedelta(days=1)
EASTMERE = shipped("eastmere")
SHORTER = EASTMERE.replace("PHYS = 24", "PHYS = 6").replace(
    'VISITING_OFFICER = "SUMMARY"', 'VISITING_OFFICER = "FLAG"'
)


@pytest.fixture
def cast(in_eastmere) -> Cast:
    return make_cast()


@pytest.fixture
def entry(cast) -> Entry:
    said = content(
        "summary",
        "what_happened",
        category=Category.PHYS,
        criteria_met=(
            "A credible risk of violence or injury to staff, from a specific incident",
        ),
    )
    return decide(countersigned(said, cast), cast, by=OFFICER).entry


def adopt(cast: Cast, toml: str, **changes):
    asked = {
        "toml": toml,
        "counts_from": TODAY,
        "reason": "The committee's minute 7.",
        "after": adoption.newest_number(current_organisation()),
        "by": cast.administrator,
        "at": NOW,
    }
    return adopting.adopt(**(asked | changes))


def test_a_rehearsal_says_what_adopting_then_does(cast, entry):
    found = rehearsals.rehearse(toml=SHORTER, by=cast.administrator, at=NOW)

    (row,) = [row for row in found.rows if row.reference == entry.reference]
    assert row.term == (add_months(HAPPENED, 24), add_months(HAPPENED, 6))
    assert row.review == (add_months(TODAY, 12), add_months(HAPPENED, 6))
    assert row.seen_by == {Role.VISITING_OFFICER: (Level.SUMMARY, Level.FLAG)}
    assert (found.terms, found.reviews, found.visibility) == (1, 1, 1)
    assert {d.key for d in found.differences} == {
        "retention_months.PHYS",
        "view_levels.VISITING_OFFICER",
    }
    entry.refresh_from_db()
    assert entry.ends_on == add_months(HAPPENED, 24), "nothing is changed yet"

    version = adopt(cast, SHORTER)
    assert adopting.follow(number=version.number, at=NOW) == 1

    entry.refresh_from_db()
    assert (entry.ends_on, entry.review_on) == (row.term[1], row.review[1])
    assert [n.kind for n in entry.notices.order_by("pk")] == ["ADDED", "CHANGED"]
    (shown,) = look(cast.visitor).markers
    assert shown.level is Level.FLAG
    assert adopting.follow(number=version.number, at=NOW) == 0, "done once"


def test_a_longer_term_lengthens_nothing(cast, entry):
    longer = EASTMERE.replace("PHYS = 24", "PHYS = 36")

    found = rehearsals.rehearse(toml=longer, by=cast.administrator, at=NOW)
    version = adopt(cast, longer)

    assert (found.rows, found.terms) == ((), 0)
    assert adopting.follow(number=version.number, at=NOW) == 0
    entry.refresh_from_db()
    assert entry.ends_on == add_months(HAPPENED, 24)


def test_a_pack_counts_from_its_day_and_not_before(cast, entry):
    here = current_organisation()
    first = pack_number(here, TODAY)
    later = TODAY + timedelta(days=10)

    version = adopt(cast, SHORTER, counts_from=later)

    assert pack_number(here, later - DAY) == first
    assert pack_number(here, later) == version.number
    assert current_pack(here).level_of(Role.VISITING_OFFICER) is Level.SUMMARY
    assert adopting.follow(number=version.number, at=NOW) == 0, "its day has not come"
    assert adopting.follow(number=version.number, at=noon(later)) == 1
    assert look(cast.visitor).answer == Answer.HIT


def test_a_later_decision_overtakes_one_whose_day_has_not_come(cast):
    here = current_organisation()
    overtaken = adopt(cast, SHORTER, counts_from=TODAY + timedelta(days=10))
    last = adopt(cast, EASTMERE, counts_from=TODAY + timedelta(days=5))

    assert pack_number(here, TODAY + timedelta(days=20)) == last.number
    assert adopting.follow(number=overtaken.number, at=noon(TODAY + 20 * DAY)) == 0


REFUSED = [
    ({"reason": " "}, "Say why the pack is adopted."),
    ({"counts_from": TODAY - DAY}, "a pack cannot count from the past"),
    ({"after": 0}, "was adopted while you read"),
    ({"toml": EASTMERE.replace("notify_days = 2", "notify_days = 99")}, "Line "),
    (
        {
            "toml": EASTMERE.replace(
                "[view_levels]", '[view_levels]\nALL_STAFF = "FLAG"'
            )
        },
        "Clift v Slough",
    ),
]


@pytest.mark.parametrize(("change", "sentence"), REFUSED)
def test_what_may_not_be_adopted_changes_nothing(cast, change, sentence):
    here = current_organisation()
    before = adoption.newest_number(here)
    toml = change.get("toml", SHORTER)

    with pytest.raises(Refused, match=sentence):
        adopt(cast, toml, **{k: v for k, v in change.items() if k != "toml"})

    assert adoption.newest_number(here) == before


def test_only_whoever_manages_the_pack_rehearses_or_adopts(cast):
    with pytest.raises(NotPermitted):
        adopt(cast, SHORTER, by=cast.officer)
    with pytest.raises(NotPermitted):
        rehearsals.rehearse(toml=SHORTER, by=cast.officer, at=NOW)


def test_a_register_with_live_entries_is_not_given_up(cast, entry):
    with pytest.raises(Refused, match="1 entries are live"):
        adopt(cast, shipped("brightfix"))


def test_the_decision_is_on_record_and_in_the_history(cast):
    version = adopt(cast, SHORTER)

    (event,) = events_for(
        organisation=current_organisation().id,
        subject=f"pack {version.number}",
        kinds=[Kind.PACK_ADOPTED],
    )
    assert event.details["counts_from"] == TODAY.isoformat()
    page = queries.policy_page(on=TODAY)
    line = page.versions[0]
    assert (line.number, line.standing) == (version.number, "In force")
    assert (line.adopted_by, line.reason) == (
        cast.administrator.full_name,
        "The committee's minute 7.",
    )
    changed = queries.version_page(number=version.number, on=TODAY).differences
    assert {d.key for d in changed} >= {"retention_months.PHYS"}


def test_two_packs_are_compared_in_plain_words():
    before, after = load(EASTMERE), load(SHORTER)

    (term, level) = differences(before, after)

    assert str(term) == (
        "retention_months.PHYS: Months an entry is kept, physical assault or attempt: "
        "24 months → 6 months"
    )
    assert (level.before, level.after) == (
        "A factual summary as well",
        "That there is a marker",
    )
    assert differences(before, replace(before)) == []


def test_a_command_says_by_count_and_by_row_what_would_change(
    cast, entry, tmp_path, monkeypatch
):
    file = tmp_path / "shorter.toml"
    file.write_text(SHORTER)
    out = StringIO()
    # The test is inside the organisation already.
    monkeypatch.setattr(rehearse_pack, "in_organisation", nullcontext)

    call_command("rehearse_pack", "eastmere", str(file), stdout=out)

    said = out.getvalue()
    assert f"{entry.reference} Ends " in said
    assert (
        "Visiting officer: A factual summary as well → That there is a marker" in said
    )
    assert "1 live: 1 would end earlier, 1 be reviewed earlier, 1 be seen" in said
    with pytest.raises(CommandError, match="no such organisation"):
        call_command("rehearse_pack", "nowhere", str(file))
    assert "Ashby" not in said
