"""Is there a place for next month's events? Made ahead; a default takes the rest."""

from tenants.context import as_relay


def make_months(*, ahead: int) -> int:
    """Make the audit's partitions up to `ahead` months from now; how many were new."""
    with as_relay() as cursor:
        row = cursor.execute(
            "SELECT public.audit_make_months(%s::integer)", (ahead,)
        ).fetchone()
    return int(row[0]) if row else 0
