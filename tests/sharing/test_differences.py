"""Does a difference say in plain words what a new version changes, and all of it?"""

from dataclasses import replace
from datetime import timedelta

import pytest

from sharing import differences
from sharing.differences import difference
from tests.sharing.people import TODAY, terms


BEFORE = terms(activities=("REPAIRS", "SURVEYS"), dpia_reference="DPIA-1")
LATER = TODAY + timedelta(days=500)
CHANGES = [
    ({"activities": ("REPAIRS", "GAS_SAFETY", "VOID_WORKS")},
     "Adds gas safety and works in empty homes. Takes out surveys."),
    ({"purposes": ("repair", "interview")}, "Adds interview."),
    ({"level": "FLAG"}, "They may see less than before: that there is a marker."),
    ({"ends_on": LATER}, f"Last day: later, on {LATER.day} {LATER:%B %Y}."),
    ({"recall_days": 1},
     "Recalls acknowledged in 1 working day instead of 2 working days."),
    ({"dpia_reference": ""}, "Impact assessment: no longer said."),
    ({"policy_reference": "P-3"}, "Policy document: now said."),
    ({"security_terms": "Locked away."}, "How it is kept safe: now said."),
    ({"portfolio_kind": "AREA"}, "What it is about: said in other words."),
]  # fmt: skip


@pytest.mark.parametrize(("change", "sentence"), CHANGES)
def test_one_change_is_one_sentence(change, sentence):
    found = difference(BEFORE, replace(BEFORE, **change))

    assert [each.sentence for each in found if each.changed] == [sentence]


def test_the_same_words_differ_in_nothing():
    assert not any(each.changed or each.sentence for each in difference(BEFORE, BEFORE))


def test_no_term_is_left_out():
    assert differences.forgotten() == set()
