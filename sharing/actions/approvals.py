"""How is a report decided and its audience given the entry, in one transaction?"""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from accounts.models import User
from markers.models import Marker
from register.actions import decisions, keeping
from register.actions.attempts import noting_attempts
from register.actions.keeping import Keeping
from register.facts import Audience, Criteria, Ruling, Tell
from register.models import Decision, Review
from register.states import Outcome
from sharing.actions import team_releases
from sharing.models import TeamRelease
from tenants.codes import Level, Precaution
from tenants.context import current_organisation


NOT_CHOSEN = "Not chosen when the entry was kept."


@noting_attempts
@transaction.atomic
def decide(
    *,
    reference: str,
    outcome: Outcome,
    criteria: Criteria,
    proportionality: str,
    audience: Sequence[Audience] = (),
    tell: Tell | None = None,
    ruling: Ruling | None = None,
    joins: str = "",
    version: int | None = None,
    by: User,
    at: datetime,
) -> Decision:
    """Decide one report; where it becomes an entry, each chosen team is given it.

    Raises what `register.actions.decisions.decide` raises, and Refused where a team
    may not have it: then nothing is decided.
    """
    decision = decisions.decide(
        reference=reference,
        outcome=outcome,
        criteria=criteria,
        proportionality=proportionality,
        audience=audience,
        tell=tell,
        ruling=ruling,
        joins=joins,
        version=version,
        by=by,
        at=at,
    )
    if outcome is Outcome.APPROVE and audience:
        _give(decision, audience, by=by, at=at)
    return decision


@noting_attempts
def decide_many(
    *,
    references: Sequence[str],
    outcome: Outcome,
    criteria: dict[str, Criteria],
    proportionality: str,
    audience: Sequence[Audience] = (),
    tell: Tell | None = None,
    precautions: Sequence[Precaution] = (),
    by: User,
    at: datetime,
) -> decisions.BulkResult:
    """Decide many reports with one reason; the teams are given each entry made.

    `precautions` are for reports that propose none.
    """
    with transaction.atomic():
        result = decisions.decide_many(
            references=references,
            outcome=outcome,
            criteria=criteria,
            proportionality=proportionality,
            audience=audience,
            tell=tell,
            precautions=precautions,
            by=by,
            at=at,
        )
        if outcome is Outcome.APPROVE and audience:
            made = Decision.objects.filter(report__reference__in=result.decided)
            for decision in made.select_related("entry"):
                _give(decision, audience, by=by, at=at)
    return result


def _give(
    decision: Decision, audience: Sequence[Audience], *, by: User, at: datetime
) -> None:
    marker = Marker.objects.get(
        owner=current_organisation().id, entry_id=decision.entry.pk
    )
    team_releases.give(
        marker=marker,
        audience=[(one.team_id, one.reason) for one in audience],
        by=by,
        at=at,
        level=Level.SUMMARY,
    )


@noting_attempts
@transaction.atomic
def keep(
    *,
    reference: str,
    asked: Keeping,
    version: int | None = None,
    by: User,
    at: datetime,
) -> Review:
    """Keep an entry after its review: the teams chosen now have it, no other does.

    Raises what `register.actions.keeping.keep` raises, and Refused where a team may not
    have it: then it is not kept.
    """
    review = keeping.keep(
        reference=reference, asked=asked, version=version, by=by, at=at
    )
    marker = Marker.objects.get(
        owner=current_organisation().id, entry_id=review.entry_id
    )
    chosen = {one.team_id for one in asked.audience}
    dropped = TeamRelease.objects.filter(
        marker_id=marker.pk, withdrawn_at__isnull=True
    ).exclude(team_id__in=chosen)
    for one in list(dropped):
        team_releases.take_back(team_release_id=one.pk, reason=NOT_CHOSEN, by=by, at=at)
    team_releases.give(
        marker=marker,
        audience=[(one.team_id, one.reason) for one in asked.audience],
        by=by,
        at=at,
    )
    return review
