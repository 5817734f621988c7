"""How do two who change the same thing at the same moment wait for each other?"""

from django.db import connection


LOCK = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))"


def take_turns(about: str) -> None:
    """Wait for whoever changes this now; until our transaction ends, others wait."""
    with connection.cursor() as cursor:
        cursor.execute(LOCK, [about])
