"""How does a worker start, and what does the log keep out?"""

from types import SimpleNamespace

import pytest
from celery.concurrency import prefork, solo, thread

from config import celery, logs, sentry


@pytest.mark.parametrize(
    "pool", [prefork.TaskPool, solo.TaskPool], ids=["prefork", "solo"]
)
def test_a_worker_of_processes_starts(db, pool):
    celery.only_processes(sender=None, instance=SimpleNamespace(pool_cls=pool))


@pytest.mark.parametrize(
    "pool", [thread.TaskPool, None, "gevent"], ids=["thread", "none", "gevent"]
)
def test_a_worker_of_threads_is_refused(db, pool):
    with pytest.raises(celery.ThreadsRefused, match="--pool=prefork"):
        celery.only_processes(sender=None, instance=SimpleNamespace(pool_cls=pool))


def test_every_entry_of_the_clock_names_a_task_that_exists():
    celery.app.loader.import_default_modules()
    known = set(celery.app.tasks)

    for entry in celery.app.conf.beat_schedule.values():
        assert entry["task"] in known
        assert entry.get("kwargs", {}).get("task", entry["task"]) in known


def test_what_makes_schemas_goes_to_the_worker_that_may():
    for name in celery.app.conf.task_routes:
        assert celery.app.conf.task_routes[name] == {"queue": "provisioning"}


def test_a_log_line_loses_what_is_personal():
    line = logs.without_personal_data(
        None,
        "info",
        {"event": "checked", "name": "Maud Invented", "postcode": "ZX1 1AA"},
    )

    assert line == {"event": "checked", "name": "[removed]", "postcode": "[removed]"}


def test_a_fault_report_holds_the_place_and_no_data():
    frame = {"function": "check", "vars": {"name": "Maud Invented"}}
    event = {
        "event_id": "1",
        "request": {"data": "Maud Invented"},
        "user": {"id": "1"},
        "exception": {
            "values": [
                {
                    "type": "ValueError",
                    "value": "Maud",
                    "stacktrace": {"frames": [frame]},
                }
            ]
        },
    }

    kept = sentry.scrubbed(event, {})

    assert "Maud" not in str(kept)
    assert set(kept) == {"event_id", "exception"}
