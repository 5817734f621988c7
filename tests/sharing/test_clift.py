"""Would the circulation of Clift v Slough have been allowed here?

[2010] EWCA Civ 1484: an entry went to every department. Those who would meet the
person could be told; those who never would could not.
"""

from dataclasses import replace

import pytest

from accounts.models import Team
from sharing.actions import team_releases
from sharing.check import Answer
from sharing.errors import Refused
from sharing.policy import decide
from sharing.queries.circulation import CIRCULATION
from sharing.queries.circulation import replay as replayed
from tenants.codes import Role
from tenants.context import in_organisation
from tests.sharing import people, worlds
from tests.sharing.golden import GIVEN, TODAY


TOLD = {"Housing visits", "Neighbourhood wardens", "Customer service centre"}
NEVER = {
    "Licensing",
    "Food and Safety",
    "Children and Education",
    "Trading standards desk",
    "Accounts",
}
SENTENCE = "The team does not meet the public where it could be at risk."


def test_only_departments_that_would_meet_the_person_are_told():
    said = {one.department.name: one.reasons for one in replayed(today=TODAY)}

    assert said == dict.fromkeys(TOLD, ()) | dict.fromkeys(NEVER, (SENTENCE,))


def test_even_a_team_that_would_is_told_nothing_without_a_reason():
    decision = decide(replace(GIVEN, team_reason=""))

    assert set(decision.reasons) == {"team_was_chosen_with_a_reason"}


@pytest.mark.parametrize("department", CIRCULATION, ids=lambda one: one.name)
def test_the_circulation_as_it_would_really_go(db, eastmere, department):
    """An officer gives it to the department, and somebody there checks."""
    marker = worlds.publish_marker(eastmere)
    officer = people.person(eastmere, Role.DECISION_OFFICER)
    refused: tuple[str, ...] = ()
    with in_organisation(eastmere):
        team = Team.objects.create(
            name=department.name, contact_mode=department.mode.value
        )
        try:
            team_releases.give(
                marker=marker,
                audience=[(team.pk, "They may be at risk.")],
                by=officer,
                at=worlds.now(),
            )
        except Refused as refusal:
            refused = refusal.sentences
    meets = department.name in TOLD
    asker = worlds.sign_in(eastmere, teams=[team.pk] if meets else [])

    answer = worlds.ask(eastmere, asker)

    assert refused == (() if meets else (f"{department.name}: {SENTENCE}",))
    assert answer.answer == (Answer.HIT if meets else Answer.CANNOT_TELL)
    assert len(answer.markers) == int(meets)
