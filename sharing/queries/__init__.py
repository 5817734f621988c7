"""What stands between organisations, and what would the gate say of it?"""

from sharing.queries.agreements import agreement_for, agreements, partners
from sharing.queries.entries import TeamChoice, audience_for, team_choices
from sharing.queries.explanations import explain
from sharing.queries.work import sharing_work, work_for


__all__ = [
    "TeamChoice",
    "agreement_for",
    "agreements",
    "audience_for",
    "explain",
    "partners",
    "sharing_work",
    "team_choices",
    "work_for",
]
