"""Are two ways of writing one name made of the same parts?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from markers.names import (
    deletions,
    leading_sound,
    name_parts,
    nickname_groups,
    phonetic,
    same_nickname,
)


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("John Smith", ("john", "smith")),
        ("  JOHN   smith ", ("john", "smith")),
        ("Mr John Smith Jr", ("john", "smith")),
        ("SMITH, John", ("smith", "john")),
        ("Siobhán O'Brien", ("siobhan", "obrien")),
        ("Siobhan O\u2019Brien", ("siobhan", "obrien")),
        ("Siobhan O Brien", ("siobhan", "obrien")),
        ("O Brien, Siobhan", ("obrien", "siobhan")),
        ("Hamish Mac Donald", ("hamish", "macdonald")),
        ("Claire Horton-Roberts", ("claire", "horton", "roberts")),
        ("Łukasz Żółć", ("lukasz", "zolc")),
        ("Екатерина Волкова", ("ekaterina", "volkova")),
        ("D Lewis", ("d", "lewis")),
        ("O", ("o",)),
        ("Dr", ("dr",)),
        ("...", ()),
        ("", ()),
    ],
)
def test_name_is_reduced_to_parts(written, parts):
    assert name_parts(written) == parts


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("mohammed", "muhammad"),
        ("siobhan", "shivaun"),
        ("katarzyna", "kasia"),
        ("bill", "william"),
        ("alex", "alexander"),
        ("alex", "alexandra"),
    ],
)
def test_forms_of_one_name_share_a_group(one, other):
    assert same_nickname(one, other)


def test_different_names_share_no_group():
    assert not same_nickname("alexander", "alexandra")
    assert not same_nickname("smithson", "smithson")
    assert nickname_groups("brightwell") == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [("kathy", "cathy"), ("philip", "filip"), ("zoe", "soe"), ("gill", "jill")],
)
def test_names_that_sound_alike_open_alike(one, other):
    assert leading_sound(one) == leading_sound(other)


def test_a_part_without_sound_is_its_own_sound():
    assert phonetic("h") == "h"
    assert leading_sound("11") == "1"


LETTERS = st.text("abcdefghijklmnopqrstuvwxyz", min_size=3, max_size=14)


@given(word=LETTERS, at=st.integers(0, 13), letter=st.sampled_from("abcxyz"))
def test_one_edit_apart_share_a_deletion(word, at, letter):
    at = min(at, len(word) - 1)
    dropped = word[:at] + word[at + 1 :]
    changed = word[:at] + letter + word[at + 1 :]
    added = word[:at] + letter + word[at:]

    for other in (dropped, changed, added):
        if len(other) > 2:
            assert deletions(word) & deletions(other)


@given(word=LETTERS, at=st.integers(0, 12))
def test_exchanged_letters_share_a_deletion(word, at):
    at = min(at, len(word) - 2)
    other = word[:at] + word[at + 1] + word[at] + word[at + 2 :]

    assert deletions(word) & deletions(other)


@given(st.text(max_size=60))
def test_any_text_is_reduced_to_plain_parts(text):
    parts = name_parts(text)

    assert all(part.isascii() and part.isalnum() for part in parts)
    assert len(parts) <= 6
