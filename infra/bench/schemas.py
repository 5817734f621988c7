"""What do opening an organisation, and a migration with nothing to do, cost?"""

import os
import statistics
import subprocess
import sys
from time import perf_counter

from django.db import connections


def bare_schema() -> float:
    """Seconds to create and drop an empty schema, the median of twenty."""
    took = []
    with connections["owner"].cursor() as cursor:
        for number in range(20):
            began = perf_counter()
            cursor.execute(f"CREATE SCHEMA bench_bare_{number}")
            took.append(perf_counter() - began)
            cursor.execute(f"DROP SCHEMA bench_bare_{number}")
    return statistics.median(took)


def idle_migration() -> tuple[float, int]:
    """Seconds of `manage.py migrate` with nothing to do, and the queries it sent."""
    before = statements()
    began = perf_counter()
    done = subprocess.run(
        [sys.executable, "manage.py", "migrate"],
        env=os.environ,
        capture_output=True,
        text=True,
        check=False,
    )
    took = perf_counter() - began
    if done.returncode:
        sys.exit(f"migrate stopped: {done.stderr[-800:]}")
    return took, statements() - before


def statements() -> int:
    """Statements the server has run so far, our own counting left out."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(sum(calls), 0) FROM pg_stat_statements"
            " WHERE query NOT LIKE '%pg_stat_statements%'"
        )
        return int(cursor.fetchone()[0])
