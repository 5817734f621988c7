"""Does a timeline say in words what each step came to?"""

import pytest

from sharing.states import DONE, AgreementState, Step, done


def test_every_step_has_its_words():
    assert DONE.keys() == set(Step)
    assert len(set(DONE.values())) == len(Step)


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (AgreementState.IN_FORCE, "Put in force"),
        (AgreementState.SUPERSEDED, "Replaced by a later version"),
        (AgreementState.INDEMNIFIED, "Could not be put in force"),
    ],
)
def test_putting_in_force_is_told_by_what_came_of_it(state, words):
    assert done(Step.PUT_IN_FORCE, state=state) == words


def test_other_steps_are_told_alike_in_every_state():
    told = {done(Step.ATTEST, state=state) for state in AgreementState}

    assert told == {"Activity attested"}
