"""What happens when two people do something at the same moment?

The first is stopped in the middle, holding what it holds; then the second begins, and
either waits for the first or overtakes it. Both really commit.
"""

import threading
import time
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field
from unittest import mock

from django.db import connection, connections
from django.db.models.query import QuerySet

from tenants.context import as_owner, in_organisation
from tenants.models import Organisation


PATIENCE = 30.0


@dataclass
class Step:
    """One of the two: what it does, and what came of it."""

    organisation: Organisation
    act: Callable[[], object]
    outcome: object = None
    error: Exception | None = None
    pid: int = 0
    begun: threading.Event = field(default_factory=threading.Event)
    thread: threading.Thread = field(init=False)

    def start(self) -> None:
        self.thread = threading.Thread(target=self._run)
        self.thread.start()

    def _run(self) -> None:
        try:
            with in_organisation(self.organisation):
                with connection.cursor() as cursor:
                    cursor.execute("SELECT pg_backend_pid()")
                    self.pid = cursor.fetchone()[0]
                self.begun.set()
                self.outcome = self.act()
        except Exception as error:
            self.error = error
        finally:
            self.begun.set()
            connections["default"].close()


@dataclass
class Race:
    """What came of both, and whether the second was done before the first went on."""

    first: Step
    second: Step
    overtook: bool


def race(first: Step, second: Step, *, pause: str) -> Race:
    """Stop the first once it has called `pause`; run the second; let the first go on."""
    reached, go_on = threading.Event(), threading.Event()
    module, _, name = pause.rpartition(".")
    real = getattr(__import__(module, fromlist=[name]), name)

    def paused(*args: object, **options: object) -> object:
        answer = real(*args, **options)
        if threading.current_thread() is first.thread:
            reached.set()
            go_on.wait(PATIENCE)
        return answer

    with mock.patch(pause, paused):
        first.start()
        assert reached.wait(PATIENCE), first.error
        second.start()
        overtook = _finished(second)
        go_on.set()
        first.thread.join(PATIENCE)
        second.thread.join(PATIENCE)
    return Race(first, second, overtook)


def _finished(step: Step) -> bool:
    """Wait until the step has ended, or waits for somebody else's lock."""
    step.begun.wait(PATIENCE)
    ends = time.monotonic() + PATIENCE
    while step.thread.is_alive() and time.monotonic() < ends:
        with as_owner() as cursor:
            cursor.execute("SELECT cardinality(pg_blocking_pids(%s))", [step.pid])
            if cursor.fetchone()[0]:
                return False
        step.thread.join(0.01)
    return not step.thread.is_alive()


@contextmanager
def without_locks():
    """The same program with its row locks taken out."""
    with mock.patch.object(QuerySet, "select_for_update", lambda rows, **_: rows):
        yield
