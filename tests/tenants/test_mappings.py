"""Does every code say what it corresponds to elsewhere, or why to nothing?"""

import pytest

from tenants.codes import Category, Precaution
from tenants.mappings import FHIR, FHIR_CATEGORIES, HACT, MHCLG, mappings_of


FLAG_CATEGORIES = {"admin", "contact", "behavioral", "safety"}


@pytest.mark.parametrize("code", [*Category, *Precaution], ids=str)
def test_every_code_is_mapped_or_says_why_not(code):
    found = mappings_of(code)

    assert set(found) == {HACT, FHIR, MHCLG}
    for mapped in found.values():
        assert bool(mapped.code) != bool(mapped.why_none)


def test_every_category_is_a_fhir_flag_category():
    assert set(FHIR_CATEGORIES) == set(Category)
    assert {m.code for m in FHIR_CATEGORIES.values()} == FLAG_CATEGORIES


def test_going_in_twos_is_hacts_first_code():
    assert mappings_of(Precaution.TWO)[HACT].code == "1"


def test_a_bare_code_never_travels_alone():
    assert Category.PHYS.coded == ("heed:category", "1", "PHYS")
    assert Precaution.TWO.coded == ("heed:precaution", "1", "TWO")
