"""What does an organisation's policy say, and is it sound?"""

from tenants.packs.differences import Difference, differences
from tenants.packs.lint import Finding, Weight, lint
from tenants.packs.loading import load
from tenants.packs.pack import Pack, Panel
from tenants.packs.reading import PackError
from tenants.packs.shipped import NoSuchPack, names, shipped


__all__ = [
    "Difference",
    "Finding",
    "NoSuchPack",
    "Pack",
    "PackError",
    "Panel",
    "Weight",
    "differences",
    "lint",
    "load",
    "names",
    "shipped",
]
