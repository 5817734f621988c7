"""An agreement in force between Eastmere and Brightfix, and who asks."""

import pytest

from tests.sharing import people, worlds


@pytest.fixture
def shared(db, eastmere, brightfix):
    """One entry of Eastmere's, released to Brightfix for repairs."""
    marker = worlds.publish_marker(eastmere)
    standing = worlds.agree(eastmere, brightfix)
    release = worlds.release_to(standing, marker, eastmere)
    return worlds.Shared(
        discloser=eastmere,
        recipient=brightfix,
        marker=marker,
        standing=standing,
        release=release,
        asker=worlds.sign_in(brightfix),
    )


@pytest.fixture
def two(db, eastmere, brightfix):
    """Eastmere and Brightfix, with those who may bind them."""
    return people.parties(eastmere, brightfix)
