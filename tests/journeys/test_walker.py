"""Would a walk notice what is wrong with a page?"""

import pytest

from tests.journeys.walker import PHONE, Walker


pytestmark = pytest.mark.journey

PLANTED = (
    '<html lang="en"><head><title>Planted</title></head><body><main><h1>Planted</h1>'
    '<img src="data:,"><p style="width: 2000px">Wide</p></main></body></html>'
)


def test_what_is_wrong_with_a_page_is_kept(chrome):
    walker = Walker(chrome, origin="http://nowhere.localhost", size=PHONE, cookies={})
    walker.page.set_content(PLANTED)

    walker.look()

    walker.context.close()
    [unnamed, wide] = walker.faults
    assert unnamed.startswith("axe: image-alt <img")
    assert "px too wide at 320 px" in wide
