"""An agreement in force between Eastmere and Brightfix, and who asks."""

import pytest

from tests.sharing import worlds


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
