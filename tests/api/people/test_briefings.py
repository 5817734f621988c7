"""Is it told who is briefed, who lapses next, and who was never briefed?"""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from accounts.actions.briefings import record_briefing
from accounts.queries.standing import training_months
from tenants.clocks import civil_date
from tenants.codes import Role
from tenants.context import in_organisation
from tests.accounts.making import BY, make_person
from tests.api.asking import problem


PATH = "/api/v1/briefings"
LONG_AGO = date(2020, 3, 31)


@pytest.fixture
def staff(visitor, namer, brightfix):
    """One never briefed, one lapsed, one briefed today; and whoever asks."""
    now = timezone.now()
    with in_organisation(brightfix):
        lapsed, briefed = (
            make_person(Role.PARTNER_OFFICER, briefed_on=None) for _ in range(2)
        )
        for who, day in ((lapsed, LONG_AGO), (briefed, civil_date(now))):
            record_briefing(user=who, given_on=day, by=BY, at=now)
    return [visitor.id, str(lapsed.pk), str(namer.pk), str(briefed.pk)]


def test_whoever_is_to_be_briefed_first_comes_first(administrator, staff, brightfix):
    told = administrator.get(PATH).json()

    assert [one["person"] for one in told["results"]] == staff
    assert [one["counts"] for one in told["results"]] == [
        *("NEVER", "LAPSED", "BRIEFED", "BRIEFED")
    ]
    assert "given_on" not in told["results"][0]
    assert told["results"][1]["given_on"] == LONG_AGO.isoformat()
    assert (told["active"], told["lapsed"]) == (4, 2)
    with in_organisation(brightfix):
        assert told["months"] == training_months()


def test_who_lapses_by_a_day_is_asked_for(administrator, staff):
    every = administrator.get(PATH).json()["results"]
    ends = date.fromisoformat(every[2]["briefed_until"])

    def by(day):
        got = administrator.get(f"{PATH}?lapsing_by={day.isoformat()}").json()
        return [one["person"] for one in got["results"]]

    assert by(civil_date(timezone.now())) == staff[:2]
    assert by(ends - timedelta(days=1)) == staff[:2]
    assert by(ends) == staff[:3]


def test_a_list_goes_on_where_it_ended(administrator, staff):
    address, found = f"{PATH}?limit=1", []
    while address:
        page = administrator.get(address).json()
        found += [one["person"] for one in page["results"]]
        address = page["next"]

    assert found == staff


def test_a_leaver_is_not_among_them(administrator, visitor, staff):
    administrator.post({}, path=f"{visitor.path}/remove")

    told = administrator.get(PATH).json()

    assert visitor.id not in {one["person"] for one in told["results"]}
    assert told["active"] == 3


@pytest.mark.parametrize("day", ["soon", "2026-13-01", "2026-02-30"])
def test_what_is_no_day_is_said(administrator, day):
    got = administrator.get(f"{PATH}?lapsing_by={day}")

    assert [one["field"] for one in problem(got)["errors"]] == ["lapsing_by"]
