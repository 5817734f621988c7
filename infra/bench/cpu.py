"""How much processor time has a tree of processes used?"""

import os
from collections.abc import Iterable
from pathlib import Path


TICKS = os.sysconf("SC_CLK_TCK")


def cpu_seconds(roots: Iterable[int]) -> float:
    """Seconds used by these processes and all below them, the ended ones included.

    Read from /proc, so it is 0 where there is none (macOS): wall time stands alone.
    """
    used = _all_processes()
    below: dict[int, list[int]] = {}
    for pid, (parent, _) in used.items():
        below.setdefault(parent, []).append(pid)
    total, waiting = 0.0, list(roots)
    while waiting:
        pid = waiting.pop()
        total += used.get(pid, (0, 0.0))[1]
        waiting += below.get(pid, [])
    return total


def _all_processes() -> dict[int, tuple[int, float]]:
    """Each process's parent and the time of it and of its ended children."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            text = (folder / "stat").read_text()
        except OSError:
            continue
        fields = text.rpartition(")")[2].split()
        found[int(folder.name)] = (
            int(fields[1]),
            sum(int(field) for field in fields[11:15]) / TICKS,
        )
    return found
