"""Would the circulation of Clift v Slough have been allowed here?

[2010] EWCA Civ 1484: an entry went to every department. Those who would meet the
person could be told; those who never would could not.
"""

from dataclasses import replace

import pytest

from sharing.policy import decide
from tests.sharing.golden import GIVEN


CIRCULATION = {
    "Housing visits": ("ENTERS_PREMISES", True),
    "Customer service centre": ("FACE_TO_FACE", True),
    "Neighbourhood wardens": ("CROSSES_BOUNDARY", True),
    "Licensing": ("NONE", False),
    "Food and Safety": ("NONE", False),
    "Children and Education": ("REMOTE_DIRECT", False),
    "Trading standards desk": ("REMOTE_DIRECT", False),
    "Accounts": ("NONE", False),
}


@pytest.mark.parametrize("team", list(CIRCULATION))
def test_only_teams_that_would_meet_the_person_are_told(team):
    mode, told = CIRCULATION[team]

    decision = decide(replace(GIVEN, team_mode=mode))

    assert decision.permit is told
    assert set(decision.reasons) == (set() if told else {"team_meets_the_public"})


def test_even_a_team_that_would_is_told_nothing_without_a_reason():
    decision = decide(replace(GIVEN, team_reason=""))

    assert set(decision.reasons) == {"team_was_chosen_with_a_reason"}
