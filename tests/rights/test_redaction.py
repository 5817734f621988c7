"""Which words name somebody else, and what is left without them?"""

import pytest

from rights.policy.redaction import TAKEN_OUT, names_in, take_out, to_hide


def left(text, *others, own=("Rowan Ashby",)):
    return take_out(text, to_hide(names_in(others), own=own))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Priya Nandra said so.", f"{TAKEN_OUT} said so."),
        ("He told PRIYA  NANDRA.", f"He told {TAKEN_OUT}."),
        ("Nandra’s arm was hurt.", f"{TAKEN_OUT}’s arm was hurt."),
        ("He asked for Priya.", f"He asked for {TAKEN_OUT}."),
        ("A priyanka is no name of hers.", "A priyanka is no name of hers."),
    ],
)
def test_a_name_is_taken_out_whole_and_in_its_words(text, shown):
    assert left(text, "Priya Nandra") == shown


def test_lists_are_taken_apart():
    assert names_in(["Ann Lee, Bo Field and Cy Ray"]) == {
        "Ann Lee",
        "Bo Field",
        "Cy Ray",
    }


def test_the_persons_own_name_stays():
    shown = left("Rowan Ashby and Mary Ashby came.", "Mary Ashby")

    assert shown == f"Rowan Ashby and {TAKEN_OUT} came."
    assert left("Ashby came.", "Mary Ashby") == "Ashby came."


def test_a_description_is_no_name():
    text = "The neighbour and a member of the public shouted."

    assert left(text, "A neighbour") == text


def test_names_of_any_alphabet_and_form():
    assert left("Zoë O'Brien-Łuk left.", "Zoë O'Brien-Łuk") == f"{TAKEN_OUT} left."
