"""Which agreements has a date stopped, so that both sides should see it recorded?"""

from datetime import datetime

from sharing.actions.agreements.stopping import expire, suspend_lapsed
from sharing.facts import AgreementState
from sharing.models import AgreementVersion
from sharing.partner_rules import BEFORE_FORCE_RULES
from sharing.permissions import LONDON
from sharing.policy import judge
from sharing.queries.standing import source_of, standings_of
from tenants.context import current_organisation


def record_lapses(*, at: datetime) -> int:
    """Expire what is past its end; suspend what no cover or attestation supports.

    Returns how many agreements changed. Answers stopped by the dates already.
    """
    today = at.astimezone(LONDON).date()
    changed = 0
    for version in _own(AgreementState.IN_FORCE, AgreementState.SUSPENDED):
        if version.ends_on < today:
            expire(agreement_id=version.agreement_id, at=at)
            changed += 1
    for version in _own(AgreementState.IN_FORCE):
        refusals = [
            judge(BEFORE_FORCE_RULES, source_of(standing, today=today))
            for standing in standings_of([version])
        ]
        if version.starts_on <= today and all(refusals):
            sentences = dict.fromkeys(s for found in refusals for s in found.values())
            suspend_lapsed(
                agreement_id=version.agreement_id, reason=" ".join(sentences), at=at
            )
            changed += 1
    return changed


def _own(*states: AgreementState) -> list[AgreementVersion]:
    found = AgreementVersion.objects.filter(
        discloser=current_organisation().id, state__in=[state.value for state in states]
    )
    return list(found.select_related("agreement"))
