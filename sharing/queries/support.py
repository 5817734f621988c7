"""Does anything hold an agreement up today: cover, indemnity and one attested activity?"""

from datetime import date

from sharing.models import AgreementVersion
from sharing.partner_rules import BEFORE_FORCE_RULES
from sharing.policy import judge
from sharing.queries.standing import source_of, standings_of


def refusals_of(version: AgreementVersion, *, today: date) -> list[dict[str, str]]:
    """Rule → reason, for each activity of a version; one that is empty holds it up.

    Cover, indemnity and attestation alone: not the agreement's own state and dates.
    """
    return [
        dict(judge(BEFORE_FORCE_RULES, source_of(standing, today=today)))
        for standing in standings_of([version])
    ]


def unsupported(version: AgreementVersion, *, today: date) -> list[str]:
    """Why no activity could be answered for today; empty if one could."""
    refusals = refusals_of(version, today=today)
    if not refusals:
        return ["The other organisation of this agreement has left."]
    if not all(refusals):
        return []
    return list(dict.fromkeys(s for found in refusals for s in found.values()))
