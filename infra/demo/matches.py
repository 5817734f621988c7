"""Which invented records may be of one person, and which were found to be?"""

from datetime import datetime

from infra.demo.people import SEEDER, Peopled
from register.actions import merges, pairs
from register.models import SubjectPair
from register.refusals import NotFound
from tenants.codes import Role
from tenants.context import in_organisation


ONE_WOMAN = "Moira Castlebury"
WHY = "Same door and date of birth; the second report misheard her first name."


def propose_and_merge(council: Peopled, *, now: datetime) -> None:
    """Look for matches as the night does; the adviser merges one and leaves the rest."""
    with in_organisation(council.organisation):
        pairs.propose(by=SEEDER, at=now)
        pair = (
            SubjectPair.objects.select_related("one", "other")
            .filter(
                one__name__endswith="Castlebury", other__name__endswith="Castlebury"
            )
            .first()
        )
        if pair is None:
            raise NotFound("The two records of one woman were not proposed.")
        keep = pair.one if pair.one.name == ONE_WOMAN else pair.other
        merges.merge(
            pair_id=pair.pk,
            keep=keep.pk,
            of_other=[],
            reason=WHY,
            by=council.user(Role.HEALTH_AND_SAFETY),
            at=now,
        )
