"""Which loopback ports do the servers of one data folder use, run after run?"""

import json
import socket
from pathlib import Path


LOOPBACK = "127.0.0.1"


def is_free(port: int) -> bool:
    """Say whether nothing listens on this loopback port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
    return True


def _a_free_port(taken: set[int]) -> int:
    """Ask the system for a port nobody uses and this folder has not handed out."""
    while True:
        with socket.socket() as probe:
            probe.bind((LOOPBACK, 0))
            port = int(probe.getsockname()[1])
        if port not in taken:
            return port


class Ports:
    """Named ports, remembered in a file so that a restart keeps its addresses."""

    def __init__(self, remembered_in: Path, *, in_use: bool = False) -> None:
        """Read what is remembered; `in_use` says that these servers are up already."""
        self._file = remembered_in
        self._ports: dict[str, int] = {}
        if remembered_in.exists():
            self._ports = json.loads(remembered_in.read_text())
        self._given: set[str] = set(self._ports) if in_use else set()

    def of(self, name: str, wanted: int | None = None) -> int:
        """Give the port of `name`: the last one, else `wanted`, else any free one.

        A port that somebody else has taken meanwhile is replaced by a free one. Once
        given, a name keeps its port for this run.
        """
        if name in self._given:
            return self._ports[name]
        self._given.add(name)
        for port in (self._ports.get(name), wanted):
            if port is not None and is_free(port):
                break
        else:
            port = _a_free_port(set(self._ports.values()))
        if self._ports.get(name) != port:
            self._ports[name] = port
            self._file.write_text(json.dumps(self._ports, indent=2) + "\n")
        return port
