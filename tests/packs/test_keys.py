"""Does each key of a pack do something, and is it said where?"""

from dataclasses import replace
from pathlib import Path

import pytest

from accounts.actions.accesses import AccessError
from accounts.actions.roles import grant_role
from notifications.models import Message
from register.actions import messages, reports
from register.refusals import NotPermitted
from register.rehearsal.actions import adopting
from sharing.check import Answer
from tenants import adoption, packs
from tenants.codes import Category, Level, Role
from tenants.context import current_organisation
from tenants.packs import shipped
from tenants.packs.loading import KEYS
from tests.accounts.making import BY, make_person
from tests.packs.registers import OFFICER
from tests.packs.test_particulars import countersigned
from tests.packs.walking import (
    NOW,
    PERSON,
    PREMISES,
    TODAY,
    Cast,
    content,
    decide,
    look,
    make_cast,
)


EASTMERE = shipped("eastmere")
MET = ("A credible risk of violence or injury to staff, from a specific incident",)


@pytest.fixture
def cast(in_eastmere) -> Cast:
    return make_cast()


def under(cast: Cast, old: str = "", new: str = "", *, more: str = "") -> None:
    """Adopt Eastmere's pack with one change."""
    assert old in EASTMERE
    toml = EASTMERE.replace(old, new, 1) if old else f"{new}\n{EASTMERE}"
    adopting.adopt(
        toml=f"{toml}\n{more}",
        counts_from=TODAY,
        reason="To try one key.",
        after=adoption.newest_number(current_organisation()),
        by=cast.administrator,
        at=NOW,
    )


def an_entry(cast: Cast, **changes):
    said = content(
        "summary",
        "what_happened",
        category=Category.PHYS,
        criteria_met=MET,
        **changes,
    )
    return decide(countersigned(said, cast), cast, by=OFFICER).entry


def test_every_key_is_listed_with_where_it_bites():
    table = (Path(packs.__file__).parent / "KEYS.md").read_text()

    missing = [key for key in sorted(KEYS) if f"`{key}`" not in table]

    assert missing == []


def test_report_chain_says_whom_reports_come_from(cast):
    under(
        cast,
        'report_chain = ["REPORTER", "VISITING_OFFICER", "HEAD_OF_SERVICE", '
        '"HEALTH_AND_SAFETY"]',
        'report_chain = ["REPORTER"]',
    )

    with pytest.raises(NotPermitted, match="Reports come from: reporting employee"):
        reports.draft(by=cast.visitor, at=NOW)


def test_team_limits_hold_what_a_team_is_given(cast):
    under(cast, more='[team_limits]\nWalkers = "FLAG"')
    an_entry(cast)

    (shown,) = look(cast.visitor).markers

    assert shown.level is Level.FLAG


def test_at_address_only_answers_at_the_address_and_not_for_the_name(cast):
    under(cast, new="at_address_only = true")
    an_entry(cast)

    assert look(cast.visitor).answer == Answer.HIT
    by_name = look(cast.visitor, name="Rowan Ashby")
    assert (by_name.answer, by_name.why) == (
        Answer.CANNOT_TELL,
        "This register is searched by place only.",
    )


def test_follows_is_what_an_entry_usually_follows(cast):
    under(cast, 'follows = "person"', 'follows = "both"')

    assert an_entry(cast).follows == "BOTH"
    assert an_entry(cast, subject=PREMISES).follows == "PREMISES"


@pytest.mark.parametrize(("asked", "told"), [("true", 1), ("false", 0)])
def test_ward_notice_asks_the_locality_officer_to_tell_the_areas_member(
    cast, asked, told
):
    under(cast, new=f"ward_notice = {asked}")
    entry = an_entry(cast)

    messages.tell_staff(entry_id=entry.pk, at=NOW)

    sent = Message.objects.filter(once__startswith=f"area-member:{entry.pk}")
    assert sent.count() == told
    assert not [m for m in sent if PERSON.name in m.body or "Larch" in m.body]


def test_access_limit_stops_one_person_too_many(cast):
    under(cast, new="access_limit = 1")
    newcomer = make_person(
        Role.REPORTER, password=None, totp_secret=None, briefed_on=None
    )

    with pytest.raises(AccessError, match="1 people may look at this register at most"):
        grant_role(user=newcomer, role=Role.VISITING_OFFICER, by=BY, at=NOW)


def test_a_field_that_comes_to_be_forbidden_is_published_no_more(cast):
    entry = an_entry(cast)
    assert look(cast.visitor).markers[0].summary

    under(cast, 'summary = "required"', 'summary = "forbidden"')
    number = adoption.newest_number(current_organisation())

    assert adopting.follow(number=number, at=NOW) == 1
    (shown,) = look(cast.visitor).markers
    assert (shown.level, shown.summary) == (Level.SUMMARY, "")
    assert replace(PERSON).name in shown.display
    entry.refresh_from_db()
    assert entry.summary, "the report is the employee's and stands"
