"""What has a date brought about since yesterday?

Every query computes the dates itself; here they are only recorded and told.
"""

from django.utils import timezone

from sharing.actions.lapses import record_lapses as record


def record_lapses() -> int:
    """Record what lapsed among this organisation's own agreements."""
    return record(at=timezone.now())
