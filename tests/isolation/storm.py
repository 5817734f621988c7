"""Does a storm of cancelled statements ever show one organisation another's rows?

Each schema holds a table `known` with one row that names its organisation. Threads enter
organisations in turn and ask for it, while another connection cancels whatever is
running. The same harness drives our backend and the library's.
"""

import random
import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, field

import psycopg
from django.db import DatabaseError, InterfaceError


CANCEL = """
SELECT count(pg_cancel_backend(pid)) FROM pg_stat_activity
 WHERE usename = %s AND datname = current_database() AND pid <> pg_backend_pid()
   AND state <> 'idle'
"""

type Ask = Callable[[random.Random], tuple[str, list[str]]]


@dataclass
class Tally:
    """What the threads saw. `foreign` must be 0."""

    queries: int = 0
    cancelled: int = 0
    foreign: list[tuple[str, str]] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, wanted: str, rows: list[str]) -> None:
        with self.lock:
            self.queries += 1
            self.foreign.extend((wanted, row) for row in rows if row != wanted)

    def add_cancelled(self) -> None:
        with self.lock:
            self.queries += 1
            self.cancelled += 1


def _ask_until(
    tally: Tally,
    total: int,
    ask: Ask,
    seed: int,
    leave: Callable[[], None],
    stop: threading.Event,
) -> None:
    chance = random.Random(seed)
    try:
        while tally.queries < total and not stop.is_set():
            try:
                tally.add(*ask(chance))
            except (DatabaseError, InterfaceError, psycopg.Error):
                tally.add_cancelled()
    finally:
        with suppress(DatabaseError, InterfaceError, psycopg.Error):
            leave()


def _cancel_until(stop: threading.Event, dsn: str, login: str, pause: float) -> None:
    with psycopg.connect(dsn, autocommit=True) as connection:
        while not stop.is_set():
            connection.execute(CANCEL, (login,))
            time.sleep(pause)


def run_storm(
    *,
    ask: Ask,
    leave: Callable[[], None],
    total: int,
    threads: int,
    dsn: str,
    login: str,
    pause: float = 0.002,
    seconds: float = 115,
    until_foreign: bool = False,
) -> Tally:
    """Ask `total` times over `threads` threads, under cancellation all the while."""
    tally, stop = Tally(), threading.Event()
    canceller = threading.Thread(target=_cancel_until, args=(stop, dsn, login, pause))
    askers = [
        threading.Thread(target=_ask_until, args=(tally, total, ask, seed, leave, stop))
        for seed in range(threads)
    ]
    ends = time.monotonic() + seconds
    for thread in (canceller, *askers):
        thread.start()
    while any(thread.is_alive() for thread in askers) and time.monotonic() < ends:
        if until_foreign and tally.foreign:
            break
        time.sleep(0.05)
    stop.set()
    for thread in (*askers, canceller):
        thread.join()
    return tally


type Door = Callable[[], AbstractContextManager[object]]
