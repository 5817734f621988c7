"""By when is a recall answered, and when does silence stop the agreement?

By the version that is in force or last was: a draft's days are nobody's yet.
"""

from datetime import date
from uuid import UUID

from sharing.models import AgreementVersion
from sharing.states import HELD
from tenants.clocks import add_working_days


DEFAULT_DAYS = 2
# Working days after the due date on which an agreement with an open recall stops.
GRACE_DAYS = 2


def deadlines_of(
    agreement_id: UUID, *, raised_on: date, nation: str
) -> tuple[date, date]:
    """The day by which it is answered, and the day on which the agreement stops."""
    held = _held(agreement_id)
    days = DEFAULT_DAYS if held is None else held.recall_days
    due_on = add_working_days(raised_on, days, nation=nation).on
    return due_on, add_working_days(due_on, GRACE_DAYS, nation=nation).on


def number_held(agreement_id: UUID) -> int:
    """The number of that version; 0 where none was ever in force."""
    held = _held(agreement_id)
    return held.number if held else 0


def _held(agreement_id: UUID) -> AgreementVersion | None:
    versions = AgreementVersion.objects.filter(
        agreement_id=agreement_id, state__in=[state.value for state in HELD]
    )
    return versions.order_by("-number").first()
