"""Can everybody read the organisation's name in the header?"""

import pytest

from tenants.brand import LEAST_CONTRAST, OUR_COLOUR, contrast_with_white, readable


@pytest.mark.parametrize("colour", ["#1d70b8", "#000000", "#ca3535", "#1f4b63"])
def test_keeps_a_colour_on_which_white_can_be_read(colour):
    assert readable(colour) == colour


@pytest.mark.parametrize(
    "colour", ["#ffdd00", "#ffffff", "#f47738", "", "red", "#12", "#1d70b8;}body{x:y"]
)
def test_falls_back_to_ours(colour):
    assert readable(colour) == OUR_COLOUR


def test_contrast_is_the_published_one():
    assert contrast_with_white("#ffffff") == pytest.approx(1)
    assert contrast_with_white("#000000") == pytest.approx(21)
    assert contrast_with_white("#767676") == pytest.approx(4.54, abs=0.01)


def test_ours_is_readable():
    assert contrast_with_white(OUR_COLOUR) >= LEAST_CONTRAST
