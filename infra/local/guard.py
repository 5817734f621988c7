"""Has the process that started the servers gone? Then stop them.

Run as a child with a pipe for standard input. Each line says `watch PID SIGNAL` or
`forget PID`; the pipe's end means that the parent is gone, however it died. Uses the
standard library only, so that it starts at once.
"""

import contextlib
import os
import signal
import sys
import time


PATIENCE_SECONDS = 20.0
EVERY_SECONDS = 0.05


def is_alive(pid: int) -> bool:
    """Say whether a process of this number exists."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def stop_all(watched: dict[int, int]) -> None:
    """Stop them politely, newest first, and after a while by force."""
    for pid, number in reversed(watched.items()):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.kill(pid, number)
    deadline = time.monotonic() + PATIENCE_SECONDS
    while any(is_alive(pid) for pid in watched) and time.monotonic() < deadline:
        time.sleep(EVERY_SECONDS)
    for pid in watched:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.kill(pid, signal.SIGKILL)


def main() -> None:
    """Keep the list that the parent tells until the pipe closes."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    watched: dict[int, int] = {}
    for line in sys.stdin:
        word, pid, *rest = line.split()
        if word == "watch":
            watched[int(pid)] = int(rest[0])
        else:
            watched.pop(int(pid), None)
    stop_all(watched)


if __name__ == "__main__":
    main()
