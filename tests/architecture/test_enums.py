"""Does every code that people see have its words, and each only once?"""

import re
from enum import Enum

import pytest

from audit.kinds import Kind
from tenants import codes
from tests.architecture.repository import PRODUCT, python_files


LABELLED = [
    one
    for one in vars(codes).values()
    # Words belong to a member, not to its class.
    if isinstance(one, type)
    and issubclass(one, Enum)
    and any(hasattr(member, "label") for member in one)
]


def test_there_are_codes_with_words():
    assert {codes.Category, codes.Precaution, codes.Role} <= set(LABELLED)


@pytest.mark.parametrize("enum", LABELLED, ids=lambda enum: enum.__name__)
def test_every_code_has_its_own_words(enum):
    words = [member.label for member in enum]

    assert all(words)
    assert len(set(words)) == len(words)


@pytest.mark.parametrize("precaution", codes.Precaution, ids=str)
def test_a_precautions_instruction_fits_a_phone(precaution):
    assert 0 < len(precaution.instruction) <= 120


def test_every_kind_of_event_is_recorded_somewhere():
    named = {
        name
        for file in python_files(*PRODUCT)
        for name in re.findall(r"\bKind\.([A-Z_]+)\b", file.read_text())
    }

    assert {kind.name for kind in Kind} - named == set()
