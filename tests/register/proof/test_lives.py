"""Does every promise hold whatever the order of steps, twenty thousand of them?"""

import os
from collections import Counter
from dataclasses import replace
from datetime import date
from random import Random

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, note, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)

from documents import pdf
from tenants.codes import Role
from tests.accounts.making import make_person
from tests.figures import record_figure
from tests.register.appeals.hearing import make_panel
from tests.register.making import make_people
from tests.register.proof.life import Life
from tests.sharing.worlds import sign_in


# `make proof` asks for ten times as many.
STEPS = 20_000 * int(os.environ.get("HEED_PROOF", "1"))
PARTS = 2
A_STORY = 200
CHANCES = st.integers(min_value=0, max_value=2**32)

pytestmark = pytest.mark.proof(seconds=150)


# How often each thing happens, among all that happens.
WEIGHTS = {
    "raises": 9,
    "countersigns": 10,
    "enters_provisionally": 2,
    "decides": 11,
    "reviews_it": 8,
    "corrects": 4,
    "lays_over": 4,
    "ends": 4,
    "appeals_it": 3,
    "hears": 3,
    "waits": 5,
    "posts": 6,
    "night": 5,
    "checks": 30,
}


def machine_of(life: Life, tally: Counter) -> type[RuleBasedStateMachine]:
    """Each story begins on an empty register, which is the same one rolled back."""

    class Lives(RuleBasedStateMachine):
        steps = tally

        def __init__(self) -> None:
            super().__init__()
            self.taken = 0
            self.life = replace(
                life,
                expected=Counter(),
                uprns={},
                gone={},
                done=life.done,
            )
            self.story = transaction.atomic()
            # The check's own door counts only transactions that are not a test's.
            self.story._from_testcase = True
            self.story.__enter__()

        @rule(seed=CHANCES)
        def step(self, seed: int) -> None:
            """One step, chosen by what hypothesis drew and by how far the story is, so
            that a number it likes to draw again is another step."""
            chance = Random(f"{seed}:{self.taken}")
            (name,) = chance.choices(list(WEIGHTS), list(WEIGHTS.values()))
            note(name)
            self.taken += 1
            getattr(self.life, name)(chance)
            self.steps[name] += 1

        @invariant()
        def promises_hold(self) -> None:
            self.life.holds()

        def teardown(self) -> None:
            try:
                self.life.holds_in_the_end()
            finally:
                transaction.set_rollback(True)
                self.story.__exit__(None, None, None)

    return Lives


@pytest.mark.parametrize("part", range(PARTS))
def test_no_order_of_steps_breaks_a_promise(in_eastmere, monkeypatch, part):
    monkeypatch.setattr(pdf, "write", lambda letter: b"%PDF-1.7 a letter")
    people, panel = make_people(), make_panel()
    asker = sign_in(
        in_eastmere,
        actor_id=str(people.decider.pk),
        role=Role.DECISION_OFFICER,
        reads_register=True,
        # The clock is moved by years; whether briefings lapse is proved elsewhere.
        briefing_ends=date(2199, 1, 1),
    )
    both = make_person(Role.DECISION_OFFICER, Role.APPEAL_PANEL)
    life = Life(in_eastmere, people, panel, both, asker, timezone.now())
    tally: Counter = Counter()
    wanted = STEPS // PARTS
    stories = 0
    while tally.total() < wanted:
        run_state_machine_as_test(
            machine_of(life, tally),
            settings=settings(
                max_examples=10,
                stateful_step_count=A_STORY,
                deadline=None,
                database=None,
                derandomize=False,
                phases=[Phase.generate],
                suppress_health_check=list(HealthCheck),
            ),
        )
        stories += 10

    record_figure("Steps in the lives of entries", tally.total())
    record_figure("Entries erased in those lives", life.done["erased"])
    record_figure("Checks answered HIT in those lives", life.done["HIT"])
    assert tally.total() >= wanted
    assert life.done["erased"] > 0
    assert min(life.done["HIT"], life.done["CLEAR"], life.done["refused"]) > 100
    print(part, stories, tally, life.done)
