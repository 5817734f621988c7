"""May warnings be shared for such work at all, as the one who looks at it would judge?"""

from collections.abc import Collection
from uuid import UUID

from tenants.codes import ELIGIBLE_MODES, EXCLUDED_ACTIVITIES
from tenants.context import current_organisation
from tenants.queries import register_terms


def excluded_for(partner: UUID) -> frozenset[str]:
    """What the policy excludes for everybody, and, where it is a partner of ours whose
    work is looked at, what our own pack excludes beside."""
    here = current_organisation().id
    excluded = frozenset(activity.value for activity in EXCLUDED_ACTIVITIES)
    terms = register_terms([here]).get(here) if partner != here else None
    return excluded | frozenset(terms.excluded_activities if terms else ())


def is_eligible(activity: str, mode: str, *, excluded: Collection[str]) -> bool:
    """Exclusions beat the mode."""
    return activity not in excluded and mode in ELIGIBLE_MODES


def verdict(activity: str, mode: str, *, excluded: Collection[str]) -> str:
    """The same in a sentence."""
    if activity in excluded:
        return "Excluded by the policy, however it is done."
    if mode not in ELIGIBLE_MODES:
        return "Not in close contact: no warning is shared for it."
    return "Warnings may be shared for it once it is attested and approved."
