"""Servers of their own, the product beside them, and how each is killed."""

import json
import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import psycopg

from infra.local import binaries
from infra.local.environment import ROOT
from infra.local.postgres import DATABASE
from infra.local.servers import LocalServers
from tenants.login_roles import database_statements, make_groups
from tests import database


class Acting:
    """`tests.faults.acting` in a process of its own."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.acting"],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def tell(self, command: str) -> None:
        self.process.stdin.write(f"{command}\n")
        self.process.stdin.flush()

    def hear(self) -> dict[str, Any] | None:
        """The next line, or None where the process is gone."""
        for line in self.process.stdout:
            if line.startswith("{") and line.endswith("}\n"):
                return json.loads(line)  # what else it writes is for its log
        return None

    def say(self, command: str) -> dict[str, Any]:
        """The command's own answer, after whatever it reported on the way."""
        self.tell(command)
        while (answer := self.hear()) is not None:
            if not answer.keys() & {"released", "went"}:
                return answer
        raise AssertionError(self.process.stderr.read()[-2000:])

    def close(self) -> None:
        with suppress(BrokenPipeError):
            self.process.stdin.close()
        self.process.wait(60)
        for pipe in (self.process.stdout, self.process.stderr):
            pipe.close()


class Scene:
    """PostgreSQL and the broker, migrated, and every program told where they are."""

    def __init__(self, servers: LocalServers) -> None:
        self.servers = servers
        self.environment = {
            **os.environ,
            **servers.environment(),
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "PYTHONPATH": f"{ROOT}:{ROOT / 'platform'}",
        }
        self.started: list[Acting] = []
        self.workers: list[subprocess.Popen[bytes]] = []

    def copy_template(self) -> None:
        """The database that the other tests copy, brought over from their server."""
        here = self.servers._postgres().url("postgres")
        with psycopg.connect(
            self.environment["OWNER_DATABASE_URL"], autocommit=True
        ) as provisioner:
            for statement in make_groups():
                provisioner.execute(statement)
        with psycopg.connect(here, autocommit=True) as own:
            for statement in database_statements(DATABASE):
                own.execute(statement)
        template = database.url("owner", database.ensure_template())
        dump = [_program("pg_dump"), "--role=heed_owner", "--enable-row-security"]
        dumped = subprocess.run([*dump, template], check=True, capture_output=True)
        subprocess.run(
            [_program("psql"), "--quiet", "--set=ON_ERROR_STOP=1", here],
            input=dumped.stdout,
            check=True,
            stdout=subprocess.DEVNULL,
        )

    def acting(self) -> Acting:
        self.started.append(Acting(self.environment))
        return self.started[-1]

    def close(self) -> None:
        for worker in self.workers:
            kill_family(worker)
        for acting in self.started:
            acting.close()

    def worker(self) -> subprocess.Popen[bytes]:
        command = ["worker", "--pool=prefork", "--concurrency=1", "--loglevel=error"]
        with self.servers.log("worker").open("ab") as log:
            worker = subprocess.Popen(
                [
                    *(sys.executable, "-m", "celery", "-A", "config.celery", "--quiet"),
                    *(*command, "--without-gossip", "--without-mingle"),
                ],
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.workers.append(worker)
        return worker

    def kill_broker(self) -> None:
        self._kill("Valkey")
        self.servers._broker().start(self.servers.children)

    def kill_postgres(self) -> None:
        self._kill("PostgreSQL")
        self.servers._postgres().start(self.servers.children)

    def _kill(self, name: str) -> None:
        """The server and every process of its own, with no time to say goodbye."""
        [running] = [
            one
            for one in self.servers.children._running
            if one.program.name.startswith(name)
        ]
        family = children_of(running.process.pid)
        for pid in (running.process.pid, *family):
            kill(pid)
        running.process.wait(30)
        self.servers.children.stop(running)


def _program(name: str) -> str:
    return str(binaries.postgresql() / "bin" / name)


def children_of(parent: int) -> list[int]:
    listed = subprocess.run(
        ["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True
    )
    rows = [line.split() for line in listed.stdout.splitlines()]
    return [int(pid) for pid, of in rows if int(of) == parent]


def kill(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def kill_family(process: subprocess.Popen[bytes]) -> None:
    """A worker and the processes it has forked, unless it is gone already."""
    if process.poll() is not None:
        return
    for pid in (process.pid, *children_of(process.pid)):
        kill(pid)
    process.wait(30)


def folder() -> Path:
    return ROOT / "var" / f"faults-{os.getpid()}"
