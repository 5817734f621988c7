"""Does every date stop answers at midnight in London, summer and winter, by itself?

Rows and gate are asked at instants on both sides of a midnight. The rows' own day is
`heed_today()`, so its own words are run with each instant in the place of now.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection

from sharing.check_rules import ASKER_RULES
from sharing.partner_rules import SOURCE_RULES
from sharing.permissions import LONDON
from sharing.policy import judge
from sharing.queries.standing import source_of, standings_of
from tenants.context import in_organisation
from tests.sharing import worlds


pytestmark = pytest.mark.django_db(databases=["default"])
SECOND = timedelta(seconds=1)
# A last day, and the instant in UTC at which it is over.
MIDNIGHTS = [
    (date(2026, 1, 15), datetime(2026, 1, 16, 0, tzinfo=UTC)),
    (date(2026, 3, 28), datetime(2026, 3, 29, 0, tzinfo=UTC)),
    (date(2026, 3, 29), datetime(2026, 3, 29, 23, tzinfo=UTC)),
    (date(2026, 7, 1), datetime(2026, 7, 1, 23, tzinfo=UTC)),
    (date(2026, 10, 24), datetime(2026, 10, 24, 23, tzinfo=UTC)),
    (date(2026, 10, 25), datetime(2026, 10, 26, 0, tzinfo=UTC)),
]


def day_of_the_rows(instant: datetime) -> date:
    """What `heed_today()` would say at an instant: its own text, with the instant."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_functiondef('public.heed_today()'::regprocedure)")
        [written] = [row[0] for row in cursor.fetchall()]
        body = written.partition("RETURN ")[2]
        assert body.count("now()") == 1
        asked = body.replace("now()", "%s::timestamptz").strip().rstrip(";")
        cursor.execute(f"SELECT {asked}", [instant])
        return cursor.fetchone()[0]


@pytest.mark.parametrize(("last_day", "over"), MIDNIGHTS)
def test_rows_and_gate_turn_the_same_day_at_the_same_instant(
    in_eastmere, last_day, over
):
    for instant, day in ((over - SECOND, last_day), (over, last_day + worlds.DAY)):
        assert day_of_the_rows(instant) == day
        assert instant.astimezone(LONDON).date() == day


ENDS = {
    "cover": ("insurance_cover_is_in_date", "cover_ends_on", "indemnity"),
    "agreement": ("agreement_is_in_force", "ends_on", "version"),
    "attestation": ("activity_is_attested", "ends_on", "attestation"),
}


@pytest.mark.parametrize("what", ENDS)
@pytest.mark.parametrize(("last_day", "over"), MIDNIGHTS)
def test_the_gate_answers_through_the_last_day_and_not_a_second_longer(
    db, eastmere, brightfix, what, last_day, over
):
    rule, column, held = ENDS[what]
    agreed = worlds.agree(eastmere, brightfix)
    with in_organisation(eastmere):
        [standing] = standings_of([agreed.version])
        for given in (standing.version, standing.attestation):
            given.starts_on = last_day - 9 * worlds.DAY
            given.ends_on = last_day + 9 * worlds.DAY
        standing.indemnity.cover_ends_on = last_day + 9 * worlds.DAY
        setattr(getattr(standing, held), column, last_day)
        refused = [
            judge(
                SOURCE_RULES,
                source_of(standing, today=instant.astimezone(LONDON).date()),
            )
            for instant in (over - SECOND, over)
        ]

    assert [set(found) for found in refused] == [set(), {rule}]


@pytest.mark.parametrize(("last_day", "over"), MIDNIGHTS)
def test_a_briefing_counts_through_its_last_day(
    db, eastmere, brightfix, last_day, over
):
    agreed = worlds.agree(eastmere, brightfix)
    with in_organisation(eastmere):
        [standing] = standings_of([agreed.version])
    refused = [
        judge(
            ASKER_RULES,
            replace(
                source_of(standing, today=instant.astimezone(LONDON).date()),
                judged_briefings=(last_day,),
            ),
        )
        for instant in (over - SECOND, over)
    ]

    assert [list(found) for found in refused] == [[], ["everyone_judged_is_briefed"]]


@pytest.mark.parametrize("what", ENDS)
@pytest.mark.parametrize("days", [0, 1])
def test_the_rows_answer_on_the_last_day_and_not_on_the_next(
    db, eastmere, brightfix, what, days
):
    """Asked in SQL as the recipient, of what is live: today is the last day, or was
    yesterday, and no job has run."""
    last_day = worlds.today() - days * worlds.DAY
    changes = {"starts_on": last_day, "review_on": last_day}
    agreed = worlds.agree(
        eastmere,
        brightfix,
        cover_ends_on=last_day if what == "cover" else None,
        **changes,
        ends_on=last_day if what == "agreement" else worlds.today(),
    )
    if what == "attestation" and days:
        with in_organisation(eastmere):
            _end_yesterday(agreed)

    with in_organisation(brightfix), connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM public.sharing_live WHERE agreement_id = %s",
            [agreed.agreement.pk],
        )
        [found] = cursor.fetchone()

    assert found == (1 if days == 0 else 0)


def _end_yesterday(agreed) -> None:
    """Dates of an attestation are fixed once given: it is given anew, over already."""
    held = agreed.attestations["REPAIRS"]
    type(held).objects.filter(pk=held.pk).update(
        withdrawn_at=worlds.now(), withdrawn_by="x"
    )
    yesterday = worlds.today() - worlds.DAY
    held.pk = None
    held.starts_on = held.ends_on = yesterday
    held._state.adding = True
    held.save(force_insert=True)
