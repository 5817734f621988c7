"""Is misuse that is reported while something else is decided overlooked by either?

Each race is run twice, as in `test_races`: with the row locks and without them.
"""

import pytest

from accounts.models import User
from sharing.actions import agreements, misuse
from sharing.errors import NotNow
from sharing.models import MisuseCase
from tenants.context import in_organisation
from tests.sharing import people, racing_scene
from tests.sharing.racing import Step
from tests.sharing.racing_scene import run


pytestmark = [
    pytest.mark.throwaway,
    pytest.mark.parametrize("locked", [True, False], ids=["locked", "lock taken out"]),
]
NO_CASE_FOUND = "sharing.actions.agreements.force.must_have_no_open_case"
STANDING_FOUND = "sharing.actions.agreements.force.standing_one"
MAY_CLOSE = "sharing.actions.misuse.closing._may_close"


@pytest.fixture
def scene(open_throwaway):
    return racing_scene.lay_out(open_throwaway)


@pytest.mark.parametrize(
    ("ended", "pause"),
    [(True, NO_CASE_FOUND), (False, NO_CASE_FOUND), (False, STANDING_FOUND)],
    ids=["after an end", "looked for a case", "read what stands"],
)
def test_misuse_reported_while_a_successor_is_put_in_force(scene, locked, ended, pause):
    """What stands afterwards is suspended, though the report was of the one before."""
    scene.follow()
    if ended:
        with in_organisation(scene.parties.partner):
            agreements.terminate(
                agreement_id=scene.agreement,
                reason="We leave.",
                by=scene.parties.signatory,
                at=people.NOW,
            )

    ran = run(scene.put_in_force(), scene.report(), locked=locked, pause=pause)

    assert ran.second.error is None
    assert ran.overtook is not locked
    states = [version.state for version in scene.versions()]
    if locked:
        assert ran.first.error is None
        assert states == ["TERMINATED" if ended else "SUPERSEDED", "SUSPENDED"]
    elif pause == STANDING_FOUND or ended:
        # Overtaken, sharing goes on under a case that nobody has looked into.
        assert states[1] == "IN_FORCE"


def test_two_officers_close_the_same_case(scene, locked):
    with in_organisation(scene.parties.partner):
        case = scene.report().act()
    with in_organisation(scene.parties.council):
        misuse.decide_on_ico(
            case_id=case.pk,
            tell_ico=False,
            reason="Nobody saw it.",
            by=scene.parties.officer,
            at=people.NOW,
        )

    def closing(by: User, reason: str) -> Step:
        return scene.step(
            misuse.close,
            case_id=case.pk,
            outcome="ENDED",
            reason=reason,
            by=by,
            at=people.NOW,
        )

    ran = run(
        closing(scene.parties.officer, "First."),
        closing(scene.other, "Second."),
        locked=locked,
        pause=MAY_CLOSE,
    )

    assert ran.overtook is not locked
    if locked:
        assert ran.first.error is None
        assert isinstance(ran.second.error, NotNow)
    with in_organisation(scene.parties.council):
        told = MisuseCase.objects.get().outcome_reason
    assert told == ("First." if locked else "Second.")
