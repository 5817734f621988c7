"""Is each thing done exactly once, and is nothing half done, when servers are killed?"""

import shutil
import time
from email.message import EmailMessage
from typing import Any

import pytest

from infra.local import postgres
from infra.local.mail import kept
from infra.local.servers import LocalServers
from tests.faults.scene import Scene, folder, kill_family
from tests.figures import record_figure


pytestmark = [pytest.mark.faults, pytest.mark.proof(seconds=60)]
ENTRIES = 20
PATIENCE = 120


@pytest.fixture(scope="module")
def scene():
    data = folder()
    with LocalServers(
        data=data, services=("postgres", "broker", "mail"), quick=True
    ) as up:
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
    done = until(acting, lambda told: told["open"] == 0, again=("relay",))

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


EXTRACTS = 10


def test_extracts_go_and_open_once_whoever_is_killed(scene):
    acting = scene.acting()
    asked = acting.say(f"ask-for-extracts {EXTRACTS}")["asked"]
    sent_once_though_worker_and_broker_are_killed(scene, acting, asked)
    opened_once_though_whoever_opens_is_killed(scene, acting)


def sent_once_though_worker_and_broker_are_killed(scene, acting, asked) -> None:
    first = scene.worker()
    acting.say("relay")
    until(acting, lambda told: told["open"] < asked, "extracts-left")
    kill_family(first)
    scene.kill_broker()
    left = acting.say("extracts-left")["open"]

    scene.worker()
    again = ("extracts-later", "relay")
    until(acting, lambda told: told["open"] == 0, "extracts-left", again)
    done = acting.say("extracts")
    mails = [one for _, one in kept(scene.servers.data / "mail") if is_extract(one)]

    record_figure("Extracts open when worker and broker were killed", left)
    record_figure("Kills survived by extracts", 2)
    assert 0 < left < asked
    sealed, linked = done["SMIME"], done["LINK"]
    assert sealed["states"] == linked["states"] == {"SENT": EXTRACTS}
    assert sealed["sent"] == linked["sent"] == [1] * EXTRACTS
    # Each holds one entry: sealed it is told already, by a link only to who opens it.
    assert (sealed["receipts"], sealed["digests"]) == (EXTRACTS, EXTRACTS)
    assert (linked["receipts"], linked["digests"]) == (0, 0)
    assert (sealed["kept"], linked["kept"]) == (0, 0)
    # A mail that was handed over and not marked goes again as the very same one.
    bodies: dict[str, set[bytes]] = {}
    for one in mails:
        body = one.as_bytes().partition(b"\n\n")[2]
        bodies.setdefault(str(one["Message-ID"]), set()).add(body)
    assert len(bodies) == asked
    assert {len(each) for each in bodies.values()} == {1}


def opened_once_though_whoever_opens_is_killed(scene, acting) -> None:
    opening = scene.acting()
    opening.tell("open-links")
    told = [opening.hear()["went"]]
    opening.process.kill()
    while (more := opening.hear()) is not None:
        told.append(more["went"])
    kept_open = acting.say("extracts")["LINK"]["states"].get("OPENED", 0)

    acting.say("open-links")
    done = acting.say("extracts")

    record_figure("Links opened before the process was killed", len(told))
    record_figure("Kills survived by extracts", 1)
    assert 0 < len(told) <= kept_open < EXTRACTS
    assert done["LINK"]["states"] == {"OPENED": EXTRACTS}
    assert done["opened"] == [1] * EXTRACTS
    assert (done["LINK"]["receipts"], done["LINK"]["digests"]) == (EXTRACTS, EXTRACTS)


def is_extract(message: EmailMessage) -> bool:
    return str(message["Subject"]).startswith("Extract ")


def until(acting, reached, question="recalls", again=()) -> dict[str, Any]:
    """Ask until it is so. `again` is what the clock does over and over: what a dying
    process still holds is passed over, and taken the next time."""
    ends = time.monotonic() + PATIENCE
    while not reached(told := acting.say(question)) and time.monotonic() < ends:
        for command in again:
            acting.say(command)
        time.sleep(0.02)
    assert reached(told), told
    return told
