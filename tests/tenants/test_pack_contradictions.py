"""Is a pack that contradicts itself refused, with the key, its line and what to do?"""

import pytest

from tenants.packs import PackError, load, shipped
from tenants.packs.contradictions import RULES


EASTMERE = shipped("eastmere")
NO_NAMES = '[fields]\nname = "forbidden"\n'

# rule, what is changed in Eastmere's pack, the key that is named.
WRONG = [
    (
        "one_of_the_fields_can_be_given",
        ("[fields]\n", '[fields]\nuprn = "forbidden"\npostcode = "forbidden"\naddress = "forbidden"\n'),
        "one_of_fields",
    ),
    ("its_subjects_can_be_named", ("[fields]\n", NO_NAMES), "subject_kinds"),
    ("it_can_be_searched", ('search_modes = "both"', 'search_modes = "person"'), "search_modes"),
    ("its_words_are_for_its_categories", ('"ENVIRON", "ORDER", "CONTACT", "OTHER",\n]', '"ENVIRON", "ORDER", "CONTACT",\n]\ncategory_labels = { OTHER = "Odd" }'), "category_labels.OTHER"),
    ("a_criterion_is_one_or_the_other", ('"A weapon used or shown"', '"A dangerous animal at the address"'), "discretionary"),
    ("somebody_can_enter_provisionally", ('countersign_role = "HEAD_OF_SERVICE"\n', ""), "provisional.allowed"),
    ("without_a_register_there_is_nothing_to_rule", ('register_name = "Cautionary persons register"', 'has_register = false\nsuspended = { reason = "a", fallback = "b" }'), "suspended"),
    ("an_order_is_the_only_reason", ('"ENVIRON", "ORDER", "CONTACT"', '"ENVIRON", "CONTACT"'), "order_end_required"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "change", "key"), WRONG, ids=[w[0] for w in WRONG])
def test_each_contradiction_is_refused_where_it_stands(rule, change, key):
    old, new = change
    assert old in EASTMERE
    text = EASTMERE.replace(old, new, 1)
    if rule == "an_order_is_the_only_reason":
        text = text.replace("order_end_required = true", "order_end_required = false")

    with pytest.raises(PackError) as refused:
        load(text)

    assert refused.value.key == key
    named = key.rpartition(".")[2]
    assert named in text.splitlines()[refused.value.line - 1]


def test_every_rule_is_seen_to_refuse():
    assert {rule for rule, *_ in WRONG} == {rule.__name__ for rule in RULES}


PANEL = '\n[[panels]]\nname = "Risk panel"\n'
PANELS = [
    (PANEL + 'search_modes = "person"\n', "search_modes", "one rule for the whole register"),
    (PANEL + PANEL, "panels.1.name", "a name of its own"),
    (PANEL + 'vibes = 3\n', "panels.0.vibes", "This key is not known here."),
    (PANEL + 'compulsory = ["A threat made in general terms"]\n', "discretionary", "is compulsory and discretionary"),
    (PANEL + 'decider_role = "REPORTER"\n', "decider_role", "This role cannot decide."),
]  # fmt: skip


@pytest.mark.parametrize(("extra", "key", "sentence"), PANELS)
def test_a_panel_is_held_to_the_same(extra, key, sentence):
    with pytest.raises(PackError, match=sentence) as refused:
        load(EASTMERE + extra)

    assert refused.value.key in {key, f"panels.0.{key}"}
