"""Is every state total, reachable, and drawn as it is?"""

from pathlib import Path
from typing import Any

import pytest

import register
from register.actions.decisions import KIND_FOR_OUTCOME
from register.actions.publishing import END_REASONS, MARKER_STATES
from register.diagram import MACHINES, page
from register.states import (
    DECIDED_STATES,
    ENDED_STATES,
    ENTRY_TRANSITIONS,
    LIVE_STATES,
    STATE_FOR_OUTCOME,
    EntryState,
    NotAllowedNow,
    Outcome,
    next_state,
)


@pytest.mark.parametrize("name", MACHINES)
def test_every_state_has_its_transitions_and_can_be_reached(name):
    transitions = MACHINES[name]
    states: frozenset[Any] = frozenset(
        type(next(iter(transitions))).__members__.values()
    )
    reached = {next(iter(transitions))}.union(*transitions.values())

    assert set(transitions) == states
    # An entry approved at once begins ACTIVE; all others are reached by a move.
    assert reached | {EntryState.ACTIVE} >= states


def test_every_outcome_has_its_state_and_its_event():
    assert set(STATE_FOR_OUTCOME) == set(KIND_FOR_OUTCOME) == set(Outcome)
    assert set(STATE_FOR_OUTCOME.values()) == DECIDED_STATES


def test_every_entry_state_is_published_or_ended():
    assert set(MARKER_STATES) == LIVE_STATES
    assert set(END_REASONS) == ENDED_STATES


def test_what_is_entered_in_error_stays_so():
    with pytest.raises(NotAllowedNow) as refused:
        next_state(
            ENTRY_TRANSITIONS,
            what="entry",
            now=EntryState.ENTERED_IN_ERROR,
            to=EntryState.ACTIVE,
        )

    assert str(refused.value) == (
        "This entry is “Entered in error”, so it cannot become “Active”."
    )


def test_the_diagram_is_drawn_from_the_dicts():
    kept = Path(register.__file__).parent / "DIAGRAM.md"

    assert kept.read_text() == page()
