"""Do the local servers keep their data, refuse a second run, and die with their parent?"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import uuid

import psycopg
import pytest

from infra.local import postgres
from infra.local.errors import CannotStart
from infra.local.ports import LOOPBACK, Ports, is_free
from infra.local.servers import LocalServers, running_environment, start_over
from tests.architecture.repository import ROOT
from tests.figures import record_figure


POSTGRES = ("postgres",)


@pytest.fixture
def data():
    """Give a folder that the account PostgreSQL runs as can reach."""
    folder = ROOT / "var" / f"try-{uuid.uuid4().hex[:8]}"
    yield folder
    postgres.forget(folder)
    shutil.rmtree(folder, ignore_errors=True)


def ask(address, statement):
    with psycopg.connect(address, autocommit=True) as connection:
        return connection.execute(statement).fetchall()


def run_beside(data, *command):
    """Start servers in a process of their own, and wait until they are up."""
    ready = data.with_suffix(".ready")
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "infra.local.run", "--data", str(data), "--quick"),
            *("--write", str(ready), "--", *command),
        ],
        cwd=ROOT,
        start_new_session=True,
    )
    deadline = time.monotonic() + 60
    while not ready.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    ready.unlink()
    return process


def wait_for_free(port):
    deadline = time.monotonic() + 30
    while not is_free(port) and time.monotonic() < deadline:
        time.sleep(0.05)
    return is_free(port)


def children_of(pid, containing):
    listed = subprocess.run(
        ["ps", "-wweo", "pid=,ppid=,args="], capture_output=True, text=True, check=True
    )
    rows = [line.split(None, 2) for line in listed.stdout.splitlines()]
    return [
        int(child)
        for child, parent, arguments in rows
        if int(parent) == pid and containing in arguments
    ]


def test_data_and_addresses_are_kept_over_a_restart(data):
    with LocalServers(data=data, services=POSTGRES, quick=True) as servers:
        owner = servers.environment()["OWNER_DATABASE_URL"]
        with psycopg.connect(owner, autocommit=True) as connection:
            connection.execute("CREATE TABLE kept AS SELECT 7 AS number")

    with LocalServers(data=data, services=POSTGRES, quick=True) as servers:
        assert servers.environment()["OWNER_DATABASE_URL"] == owner
        assert ask(owner, "SELECT number FROM kept") == [(7,)]


def test_starting_over_removes_everything(data):
    with LocalServers(data=data, services=POSTGRES, quick=True):
        pass

    start_over(data)

    assert not data.exists()


def test_a_folder_deleted_by_hand_begins_anew(data):
    with LocalServers(data=data, services=POSTGRES, quick=True) as servers:
        first = servers.environment()["OWNER_DATABASE_URL"]
    shutil.rmtree(data)

    with LocalServers(data=data, services=POSTGRES, quick=True) as servers:
        second = servers.environment()["OWNER_DATABASE_URL"]
        assert ask(second, "SELECT 1") == [(1,)]
    assert first != second


def test_a_second_run_is_refused_with_a_sentence(data):
    with (
        LocalServers(data=data, services=POSTGRES, quick=True),
        pytest.raises(CannotStart) as refusal,
    ):
        LocalServers(data=data, services=POSTGRES, quick=True).__enter__()

    assert str(refusal.value) == (
        f"The folder {data} is in use: Heed is already running (process {os.getpid()})."
        " Use that one, stop it with Ctrl-C, or choose another folder with DATA=…"
    )


def test_servers_die_with_a_parent_that_is_killed(data):
    process = run_beside(data, "sleep", "600")
    port = Ports(data / "ports.json", in_use=True).of("postgres")

    process.kill()
    process.wait()

    assert wait_for_free(port)
    with LocalServers(data=data, services=POSTGRES, quick=True) as servers:
        assert ask(servers.environment()["DATABASE_URL"], "SELECT 1") == [(1,)]
    record_figure("Kills of the local servers survived", 1)


def test_a_server_left_over_by_a_crash_is_stopped_first(data):
    process = run_beside(data, "sleep", "600")
    for guard in children_of(process.pid, "guard.py"):
        os.kill(guard, signal.SIGKILL)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    address = running_environment(data)["DATABASE_URL"]
    assert ask(address, "SELECT 1") == [(1,)]
    ports = Ports(data / "ports.json", in_use=True)
    assert not is_free(ports.of("broker"))

    with LocalServers(data=data, services=POSTGRES, quick=True) as servers:
        assert ask(servers.environment()["DATABASE_URL"], "SELECT 1") == [(1,)]
        assert all(is_free(ports.of(name)) for name in ("broker", "s3", "smtp"))
    record_figure("Kills of the local servers survived", 1)


def test_a_polite_request_stops_everything(data):
    process = run_beside(data, "sleep", "600")
    ports = Ports(data / "ports.json", in_use=True)

    process.terminate()

    assert process.wait(60) == 143
    assert all(is_free(ports.of(name)) for name in ("postgres", "broker", "s3", "smtp"))


def test_the_commands_answer_is_ours(data):
    process = run_beside(data, "sh", "-c", "sleep 1; exit 7")

    assert process.wait(60) == 7


def test_a_port_taken_by_another_program_is_replaced(tmp_path):
    with socket.socket() as other:
        other.bind((LOOPBACK, 0))
        other.listen()
        taken = other.getsockname()[1]

        given = Ports(tmp_path / "ports.json").of("web", wanted=taken)

    assert given != taken
    assert Ports(tmp_path / "ports.json").of("web", wanted=taken) == given


def test_nothing_has_run_yet_is_a_sentence(tmp_path):
    with pytest.raises(CannotStart, match=r"Nothing has run in .* yet. Run: make demo"):
        running_environment(tmp_path)
