"""Does every code that people see have its words, and each only once?"""

from enum import Enum

import pytest

from tenants import codes


LABELLED = [
    one
    for one in vars(codes).values()
    if isinstance(one, type) and issubclass(one, Enum) and hasattr(one, "label")
]


@pytest.mark.parametrize("enum", LABELLED, ids=lambda enum: enum.__name__)
def test_every_code_has_its_own_words(enum):
    words = [member.label for member in enum]

    assert all(words)
    assert len(set(words)) == len(words)


@pytest.mark.parametrize("precaution", codes.Precaution, ids=str)
def test_a_precautions_instruction_fits_a_phone(precaution):
    assert 0 < len(precaution.instruction) <= 120
