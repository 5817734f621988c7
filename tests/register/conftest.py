"""Who reports, countersigns and decides in these tests?"""

from collections.abc import Callable
from dataclasses import replace

import pytest

from tenants.packs import load, shipped
from tests.register.making import People, make_people


@pytest.fixture
def people(in_eastmere) -> People:
    """Four people of Eastmere, and the test inside it."""
    return make_people()


@pytest.fixture
def under_pack(monkeypatch) -> Callable[..., None]:
    """`under_pack(countersign_role=None)`: Eastmere's pack with these keys changed."""

    def change(**changes: object) -> None:
        pack = replace(load(shipped("eastmere")), **changes)
        monkeypatch.setattr("tenants.queries._read", lambda *which: pack)

    return change
