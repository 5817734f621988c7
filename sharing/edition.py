"""Which writing of the rules decided?

A digest over the sources that decide: kept in every receipt, so that years later it is
known whether the rules of today are the rules of that day.
"""

from functools import cache
from hashlib import sha256
from pathlib import Path


ROOT = Path(__file__).resolve().parent.parent
SOURCES = (
    "sharing/facts.py",
    "sharing/check_rules.py",
    "sharing/partner_rules.py",
    "sharing/team_rules.py",
    "sharing/policy.py",
    "tenants/codes.py",
    "tenants/levels.py",
    "tenants/roles.py",
)


@cache
def edition() -> str:
    """Sixteen hexadecimal digits; the same for the same rules, wherever they run."""
    digest = sha256()
    for source in SOURCES:
        digest.update((ROOT / source).read_bytes())
    return digest.hexdigest()[:16]
