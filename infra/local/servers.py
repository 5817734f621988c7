"""Which servers does Heed need on this machine, and how are they reached?"""

import contextlib
import shutil
import signal
import socket
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Self

from infra.local import postgres
from infra.local.broker import Broker
from infra.local.environment import ROOT, environment
from infra.local.errors import CannotStart
from infra.local.leftovers import Started
from infra.local.lock import FolderLock
from infra.local.passwords import secrets_of
from infra.local.ports import LOOPBACK, Ports
from infra.local.postgres import Postgres
from infra.local.processes import Children, Program, Running, wait_until
from infra.local.storage import Storage


SERVICES = ("postgres", "broker", "storage", "mail")


def _silent(_: str) -> None:
    """Say nothing."""


class LocalServers:
    """Real servers for one data folder, up while this is open.

    `quick` gives up safety against power loss, for tests. `say` is told each step.
    `services` may name fewer of `SERVICES`. Closing stops them and keeps the data.
    """

    def __init__(
        self,
        *,
        data: Path,
        services: Iterable[str] = SERVICES,
        quick: bool = False,
        say: Callable[[str], None] = _silent,
    ) -> None:
        self.data = data.resolve()
        self._services = tuple(services)
        self._quick = quick
        self._say = say
        self._open = contextlib.ExitStack()
        self.children = Children(Started(self.data / "started.txt"))

    def __enter__(self) -> Self:
        self.data.mkdir(parents=True, exist_ok=True)
        with contextlib.ExitStack() as opening:
            opening.enter_context(FolderLock(self.data))
            self.ports = Ports(self.data / "ports.json")
            self._secrets = secrets_of(self.data)
            opening.enter_context(self.children)
            self._start()
            self._open = opening.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def environment(self) -> dict[str, str]:
        """Give the variables by which settings find these servers."""
        return environment(ports=self.ports, secrets=self._secrets)

    def ended(self) -> Running | None:
        """Give a server that has ended by itself, if there is one."""
        return self.children.ended()

    def log(self, name: str) -> Path:
        """Name the log file of one server or process."""
        return self.data / "logs" / f"{name}.log"

    def _start(self) -> None:
        if "postgres" in self._services:
            self._say("Starting PostgreSQL 18")
            self._postgres().start(self.children)
        if "broker" in self._services:
            self._say("Starting Valkey")
            self._broker().start(self.children)
        if "storage" in self._services:
            self._say("Starting S3 storage")
            self._storage().start(self.children)
        if "mail" in self._services:
            self._say("Starting the mail catcher")
            self._start_mail()

    def _postgres(self) -> Postgres:
        return Postgres(
            data=self.data,
            port=self.ports.of("postgres"),
            secrets=self._secrets,
            log=self.log("postgres"),
            quick=self._quick,
        )

    def _broker(self) -> Broker:
        return Broker(
            data=self.data / "valkey",
            port=self.ports.of("broker"),
            secrets=self._secrets,
            log=self.log("valkey"),
        )

    def _storage(self) -> Storage:
        return Storage(
            data=self.data / "s3",
            ports=self.ports,
            secrets=self._secrets,
            log=self.log("s3"),
        )

    def _start_mail(self) -> None:
        smtp, page = self.ports.of("smtp"), self.ports.of("mail_page")
        folder = str(self.data / "mail")
        running = self.children.start(
            Program(
                name="The mail catcher",
                command=[
                    *(sys.executable, "-m", "infra.local.mail"),
                    *(folder, str(smtp), str(page)),
                ],
                log=self.log("mail"),
                stop_signal=signal.SIGTERM,
                folder=ROOT,
            )
        )
        wait_until(lambda: _accepts(smtp) and _accepts(page), running=running)


def running_environment(data: Path) -> dict[str, str]:
    """Give the variables of servers that another process keeps up."""
    file = data / "ports.json"
    if not file.exists():
        raise CannotStart(f"Nothing has run in {data} yet. Run: make demo")
    return environment(ports=Ports(file, in_use=True), secrets=secrets_of(data))


def start_over(data: Path) -> None:
    """Remove everything that a data folder's servers have kept."""
    if data.exists():
        with FolderLock(data):
            postgres.forget(data)
            shutil.rmtree(data)


def _accepts(port: int) -> bool:
    try:
        socket.create_connection((LOOPBACK, port), timeout=2).close()
    except OSError:
        return False
    return True
