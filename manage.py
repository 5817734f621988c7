#!/usr/bin/env python
"""Which management command is asked for?"""

import os
import sys
from pathlib import Path

from django.core.management import execute_from_command_line
from django.db import connections


def main() -> None:
    """Put `platform/` on the import path, hand over to Django, and close its pools.

    A pool that is left open waits for each of its threads as the interpreter ends, in
    vain, and says so.
    """
    sys.path.insert(0, str(Path(__file__).resolve().parent / "platform"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        execute_from_command_line(sys.argv)
    finally:
        close_pools()


def close_pools() -> None:
    """Let go of every connection that a command kept for its next question."""
    for connection in connections.all(initialized_only=True):
        if close := getattr(connection, "close_pool", None):
            connection.close()
            close()


if __name__ == "__main__":
    main()
