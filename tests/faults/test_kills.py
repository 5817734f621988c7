"""Is each thing done exactly once, and is nothing half done, when servers are killed?"""

import shutil
import time

import pytest

from infra.local import postgres
from infra.local.servers import LocalServers
from tests.faults.scene import Scene, folder, kill_family
from tests.figures import record_figure


pytestmark = [pytest.mark.faults, pytest.mark.proof]
ENTRIES = 20
PATIENCE = 120


@pytest.fixture(scope="module")
def scene():
    data = folder()
    with LocalServers(data=data, services=("postgres", "broker"), quick=True) as up:
        scene = Scene(up)
        try:
            scene.copy_template()
            assert scene.acting().say(f"lay-out {ENTRIES}") == {"shown": ENTRIES}
            yield scene
        finally:
            scene.close()
    postgres.forget(data)
    shutil.rmtree(data, ignore_errors=True)


def test_recalls_happen_once_though_worker_and_broker_are_killed(scene):
    acting = scene.acting()
    ended = acting.say("end")["ended"]
    first = scene.worker()
    acting.say("relay")
    seen = until(acting, lambda told: told["recalls"] > 0)
    kill_family(first)
    scene.kill_broker()
    left = acting.say("recalls")["open"]

    scene.worker()
    acting.say("later")
    done = until(acting, lambda told: told["open"] == 0)

    record_figure("Recalls open when worker and broker were killed", left)
    record_figure("Kills survived by recalls", 2)
    assert seen["open"] > 0
    assert left > 0
    assert done == {
        "recalls": ended,
        "releases": ended,
        "events": ended,
        "standing": 0,
        "open": 0,
    }


def test_a_release_is_whole_or_not_at_all_when_postgresql_is_killed(scene):
    acting = scene.acting()
    acting.tell(f"release {ENTRIES}")
    told = []
    while len(told) < ENTRIES // 3:
        told.append(acting.hear()["released"])
    scene.kill_postgres()
    while (more := acting.hear()) is not None:
        told += [more["released"]] if "released" in more else []

    agreed = scene.acting().say("agree")

    record_figure("Releases acknowledged before PostgreSQL was killed", len(told))
    record_figure("Kills of PostgreSQL survived", 1)
    assert len(told) < ENTRIES
    assert set(told) <= set(agreed["releases"])
    assert agreed["releases"] == agreed["events"]
    assert len(agreed["releases"]) == agreed["receipts"]
    assert agreed["differences"] == {}
    assert agreed["rows"] > 0


def until(acting, reached) -> dict[str, int]:
    ends = time.monotonic() + PATIENCE
    while not reached(told := acting.say("recalls")) and time.monotonic() < ends:
        time.sleep(0.02)
    assert reached(told), told
    return told
