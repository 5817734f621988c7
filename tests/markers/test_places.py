"""Are two ways of writing one address made of the same parts?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from markers.places import (
    address_key,
    building_of,
    normalise_postcode,
    normalise_uprn,
    postcode_in,
    street_of,
)


@pytest.mark.parametrize(
    ("written", "building", "street"),
    [
        ("12 Mill Street, Eastmere", "12", "mill street"),
        ("12 Mill St", "12", "mill street"),
        ("12 a Mill St.", "12a", "mill street"),
        ("Flat 3, 12 Mill Street, Eastmere", "3 12", "mill street"),
        ("Flat A, 12 Foundry Way", "a 12", "foundry way"),
        ("Apt 3 12 Quay Rd", "3 12", "quay road"),
        ("16 Beacon Close, Eastmere, zx83ew", "16", "beacon close"),
        ("Rose Cottage, Mill Lane, Eastmere", "rose cottage", "mill lane"),
        ("The Mill House 4 Mill Street", "4", "mill street"),
        ("Mill Street 4", "4", "mill street"),
        ("Larch Court", "", "larch court"),
        ("12 O'Connell Street", "12", "oconnell street"),
        ("12", "12", ""),
        ("Rose Cottage", "rose cottage", ""),
        ("", "", ""),
    ],
)
def test_address_is_reduced_to_building_and_street(written, building, street):
    assert building_of(written) == building
    assert street_of(written) == street


def test_building_given_apart_stands_before_the_address():
    assert address_key(address="12 Mill Street", building="Flat 3, 12") == (
        "3 12|mill street"
    )
    assert address_key(address="", building="") == ""


@pytest.mark.parametrize(
    ("written", "postcode"),
    [("zx1 1aa", "ZX11AA"), (" ZX11AA ", "ZX11AA"), ("", ""), ("--", "")],
)
def test_postcode_is_normalised(written, postcode):
    assert normalise_postcode(written) == postcode


def test_postcode_is_found_in_an_address():
    assert postcode_in("16 Beacon Close, Eastmere, zx83ew") == "ZX83EW"
    assert postcode_in("16 Beacon Close, Eastmere") == ""


@pytest.mark.parametrize(
    ("written", "uprn"),
    [
        ("999111000007", "999111000007"),
        ("000999111", "999111"),
        (" 999 111 ", "999111"),
        ("9991110000071", ""),
        ("12a", ""),
        ("\u0661\u0662", ""),
        ("", ""),
    ],
)
def test_uprn_is_normalised(written, uprn):
    assert normalise_uprn(written) == uprn


@given(st.text(max_size=80))
def test_any_text_is_an_address_of_some_kind(text):
    for part in (building_of(text), street_of(text)):
        assert part.isascii()
        assert part == part.strip()
