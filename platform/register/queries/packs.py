"""Under which version of the policy pack is something decided?"""

from datetime import date

from tenants import queries
from tenants.models import Organisation


def pack_number(organisation: Organisation, on: date | None = None) -> int:
    """The number of the pack version in force that day; 0 without one."""
    try:
        return queries.pack_number(organisation, on)
    except queries.NoPack:
        return 0
