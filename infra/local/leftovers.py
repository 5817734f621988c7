"""Which servers outlived a run that was killed together with its guard? Stop them.

Each started process is kept in a file beside the data, with the moment it began: a number
that was given to another program since is left alone.
"""

import contextlib
import os
import signal
import subprocess
from pathlib import Path

from infra.local.guard import stop_all


class Started:
    """The processes that one data folder's run has started, one a line."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._lines: dict[int, str] = {}

    def add(self, pid: int, stop_signal: signal.Signals) -> None:
        """Keep one that has just been started."""
        self._lines[pid] = f"{pid} {int(stop_signal)} {_began(pid)}"
        self._write()

    def remove(self, pid: int) -> None:
        """Forget one that has ended."""
        self._lines.pop(pid, None)
        self._write()

    def stop_left_over(self) -> None:
        """Stop what an earlier run of this folder has left running, and forget it."""
        if not self._file.exists():
            return
        found = [line.split(maxsplit=2) for line in self._file.read_text().splitlines()]
        running = {
            int(pid): int(number)
            for pid, number, began in found
            if _began(int(pid)) == began
        }
        stop_all(running)
        self._write()

    def _write(self) -> None:
        if not self._lines:
            with contextlib.suppress(FileNotFoundError):
                self._file.unlink()
            return
        beside = self._file.with_suffix(".new")
        beside.write_text("".join(f"{line}\n" for line in self._lines.values()))
        beside.replace(self._file)


def _began(pid: int) -> str:
    """When the process began, as `ps` says it; empty when there is none."""
    listed = subprocess.run(
        ["ps", "-o", "lstart=", "-p", str(pid)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "LC_ALL": "C"},
    )
    return listed.stdout.strip()
