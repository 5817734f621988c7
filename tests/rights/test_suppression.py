"""Can a small number be worked out from what is told?"""

from itertools import product

import pytest

from rights.policy.suppression import FEWER, HIDDEN, alone, suppressed


@pytest.mark.parametrize(
    ("number", "told"), [(0, "0"), (1, FEWER), (4, FEWER), (5, "5"), (1234, "1,234")]
)
def test_a_number_alone(number, told):
    assert alone(number) == told


def test_one_small_part_hides_the_next_smallest():
    told = suppressed({"a": 3, "b": 20, "c": 7})

    assert told.parts == {"a": FEWER, "b": "20", "c": HIDDEN}
    assert told.total == "30"


def test_a_small_part_with_nothing_to_hide_behind_takes_the_total():
    told = suppressed({"a": 3, "b": 0})

    assert told.total == FEWER
    assert set(told.parts.values()) == {HIDDEN}


def _could_be(shown: str) -> range:
    """What a reader must think a hidden number may be."""
    if shown == FEWER:
        return range(1, 5)
    if shown == HIDDEN:
        return range(13)
    return range(int(shown), int(shown) + 1)


@pytest.mark.parametrize("parts", list(product((0, 1, 2, 4, 5, 6), repeat=3)))
def test_no_small_number_has_one_answer_only(parts):
    """Every table that fits what is told: each small number must have two values."""
    named = dict(zip("abc", parts, strict=True))
    told = suppressed(named)
    total = sum(parts)
    fits = [
        table
        for table in product(*(_could_be(told.parts[name]) for name in "abc"))
        if (told.total == FEWER and 0 < sum(table) < 5)
        or told.total == HIDDEN
        or told.total == str(sum(table))
    ]

    assert parts in fits
    assert total or told.total == "0"
    for index, number in enumerate(parts):
        if 0 < number < 5:
            assert len({table[index] for table in fits}) > 1
