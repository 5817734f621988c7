"""What has a date brought about since yesterday?

Every query computes the dates itself; here they are only recorded and told.
"""

from django.utils import timezone

from sharing.actions.chasing import chase
from sharing.actions.lapses import record_lapses as record
from sharing.actions.portfolio_changes import forget_old
from sharing.actions.recalls import raise_missed


def record_lapses() -> int:
    """Record what lapsed among this organisation's own agreements."""
    return record(at=timezone.now())


def chase_recalls() -> tuple[int, int]:
    """Raise what was missed, remind of what is overdue, suspend where nobody answers.

    Portfolios that nobody came back to are given up on the same round.
    """
    now = timezone.now()
    raise_missed(at=now)
    forget_old(at=now)
    return chase(at=now)
