"""How is a server started, waited for, and stopped together with whoever started it?"""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from infra.local.errors import CannotStart
from infra.local.leftovers import Started


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """One server process: what to run, as whom, and how to ask it to stop."""

    name: str
    command: Sequence[str]
    log: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    stop_signal: signal.Signals = signal.SIGTERM
    stop_seconds: float = 20.0
    user: str | None = None
    folder: Path | None = None


@dataclass(frozen=True, slots=True)
class Running:
    """A started program and its process."""

    program: Program
    process: subprocess.Popen[bytes]


class Children:
    """Started programs. They stop when this closes, and when this process dies."""

    def __init__(self, started: Started) -> None:
        self._started = started
        self._running: list[Running] = []
        self._guard: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self._started.stop_left_over()
        guard = Path(__file__).with_name("guard.py")
        self._guard = subprocess.Popen(
            [sys.executable, "-I", "-S", str(guard)],
            stdin=subprocess.PIPE,
            start_new_session=True,
        )
        return self

    def __exit__(self, *_: object) -> None:
        while self._running:
            self.stop(self._running[-1])
        if self._guard and self._guard.stdin:
            self._guard.stdin.close()
            self._guard.wait()

    def start(self, program: Program) -> Running:
        """Start a program in its own session, so that Ctrl-C reaches only us."""
        program.log.parent.mkdir(parents=True, exist_ok=True)
        with program.log.open("ab") as log:
            process = subprocess.Popen(
                program.command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                env=dict(os.environ) | dict(program.environment),
                cwd=program.folder,
                user=program.user,
                extra_groups=None if program.user is None else [],
                start_new_session=True,
            )
        self._tell(f"watch {process.pid} {int(program.stop_signal)}")
        self._started.add(process.pid, program.stop_signal)
        running = Running(program, process)
        self._running.append(running)
        return running

    def stop(self, running: Running) -> None:
        """Ask it to stop, wait, and only then force it."""
        process = running.process
        if process.poll() is None:
            process.send_signal(running.program.stop_signal)
            try:
                process.wait(running.program.stop_seconds)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self._tell(f"forget {process.pid}")
        self._started.remove(process.pid)
        self._running.remove(running)

    def ended(self) -> Running | None:
        """Give a program that has ended by itself, if there is one."""
        return next(
            (one for one in self._running if one.process.poll() is not None), None
        )

    def _tell(self, line: str) -> None:
        if self._guard and self._guard.stdin:
            with contextlib.suppress(BrokenPipeError):
                self._guard.stdin.write(line.encode() + b"\n")
                self._guard.stdin.flush()


def last_lines(log: Path, count: int = 8) -> str:
    """Give the end of a log, for a message."""
    if not log.exists():
        return ""
    lines = log.read_text(errors="replace").splitlines()
    return "\n".join(f"    {line}" for line in lines[-count:])


def wait_until(
    ready: Callable[[], bool], *, running: Running, seconds: float = 60.0
) -> None:
    """Wait for a server to answer, and say what its log says when it does not."""
    program = running.program
    deadline = time.monotonic() + seconds
    while not ready():
        code = running.process.poll()
        if code is not None or time.monotonic() > deadline:
            what = "did not answer" if code is None else f"ended with code {code}"
            message = f"{program.name} {what}. Its log, {program.log}, ends:"
            raise CannotStart(f"{message}\n{last_lines(program.log)}")
        time.sleep(0.05)
