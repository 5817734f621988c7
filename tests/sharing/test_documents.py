"""Do the documents say what the code does, and is every state accounted for?"""

import pytest

from sharing.documents import DOCUMENTS, HERE
from sharing.facts import AgreementState
from sharing.states import (
    BEFORE_FORCE,
    HELD,
    LABELS,
    STARTS_FROM,
    TRANSITIONS,
    WHO,
    Side,
    Step,
)
from tenants.codes import Role


@pytest.mark.parametrize("name", list(DOCUMENTS))
def test_a_generated_document_is_as_the_code_makes_it(name):
    written = (HERE / name).read_text(encoding="utf-8")

    assert written == DOCUMENTS[name](), "Run manage.py sharing_documents."


def test_every_state_and_step_is_accounted_for():
    assert set(TRANSITIONS) == set(LABELS) == set(AgreementState)
    assert set(WHO) == set(STARTS_FROM) == set(Step)


def test_only_the_disclosers_sharing_officer_puts_in_force_and_lifts():
    for step in (Step.PUT_IN_FORCE, Step.LIFT_SUSPENSION):
        assert WHO[step] == {(Side.DISCLOSER, Role.SHARING_OFFICER)}


def test_only_the_recipients_signatory_gives_the_indemnity():
    assert WHO[Step.INDEMNIFY] == {(Side.RECIPIENT, Role.PARTNER_SIGNATORY)}


def test_the_platform_drafts_and_suspends_and_nothing_else():
    taken = {
        step for step, who in WHO.items() if any(s == Side.PLATFORM for s, _ in who)
    }

    assert taken == {Step.DRAFT, Step.SUSPEND, Step.CLEAR_SUSPENSION}


def test_what_has_ended_stays_ended_and_nothing_returns_before_force():
    for state, following in TRANSITIONS.items():
        if state not in BEFORE_FORCE:
            assert not following & BEFORE_FORCE
    ended = {state for state, following in TRANSITIONS.items() if not following}
    assert AgreementState.IN_FORCE not in ended
    assert HELD - ended == {AgreementState.IN_FORCE, AgreementState.SUSPENDED}
