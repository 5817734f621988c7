"""Which work starts by the clock, and who does it?

The schedule is fixed: each entry either serves all organisations at once or leaves one
outbox row an organisation. Workers are processes of their own, never threads.
"""

import os

from celery import Celery
from celery.concurrency.prefork import TaskPool as Prefork
from celery.concurrency.solo import TaskPool as Solo
from celery.schedules import crontab
from celery.signals import (
    celeryd_after_setup,
    celeryd_init,
    setup_logging,
    worker_process_init,
)
from django.db import DEFAULT_DB_ALIAS, connections

from config.logs import configure
from config.sentry import start
from tenants.backend.pooler import refuse_pooler


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

PROVISIONING = "provisioning"

app = Celery("heed")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.autodiscover_tasks(["register.imports"], related_name="tasks", force=False)
app.conf.update(
    task_ignore_result=True,
    task_serializer="json",
    accept_content=["json"],
    timezone="Europe/London",
    worker_hijack_root_logger=False,
    worker_prefetch_multiplier=1,
    task_acks_late=True,
    broker_connection_retry_on_startup=True,
    broker_transport_options={"visibility_timeout": 600, "socket_timeout": 5},
    task_routes={
        "tenants.open_organisation": {"queue": PROVISIONING},
        "tenants.suspend_organisation": {"queue": PROVISIONING},
        "tenants.resume_organisation": {"queue": PROVISIONING},
        "tenants.close_organisation": {"queue": PROVISIONING},
        "sharing.reconcile_floor": {"queue": PROVISIONING},
    },
)
app.conf.beat_schedule = {
    "relay": {"task": "tenants.relay", "schedule": 2.0, "options": {"expires": 2}},
    "sweep": {"task": "tenants.sweep", "schedule": crontab(hour="*/6", minute="7")},
    "accounts-nightly": {
        "task": "tenants.fan_out",
        "schedule": crontab(hour="0", minute="5"),
        "kwargs": {"task": "accounts.nightly"},
    },
    "sharing-nightly": {
        "task": "tenants.fan_out",
        "schedule": crontab(hour="0", minute="1"),
        "kwargs": {"task": "sharing.record_lapses"},
    },
    "recalls-nightly": {
        "task": "tenants.fan_out",
        "schedule": crontab(hour="0", minute="2"),
        "kwargs": {"task": "sharing.chase_recalls"},
    },
    "matches-nightly": {
        "task": "tenants.fan_out",
        "schedule": crontab(hour="1", minute="35"),
        "kwargs": {"task": "register.propose_matches"},
    },
    "check-batches-nightly": {
        "task": "tenants.fan_out",
        "schedule": crontab(hour="0", minute="35"),
        "kwargs": {"task": "sharing.remove_check_batches"},
    },
    # After what the new day changes has been written.
    "reconcile-nightly": {
        "task": "tenants.fan_out",
        "schedule": crontab(hour="2", minute="20"),
        "kwargs": {"task": "sharing.reconcile"},
    },
    "reconcile-floor": {
        "task": "sharing.reconcile_floor",
        "schedule": crontab(hour="2", minute="50"),
    },
    "register-lapses": {
        "task": "tenants.fan_out",
        "schedule": crontab(hour="0", minute="3"),
        "kwargs": {"task": "register.record_lapses"},
    },
    "register-erasures": {
        "task": "tenants.fan_out",
        "schedule": crontab(hour="2", minute="5"),
        "kwargs": {"task": "register.erase_due"},
    },
    "reminders": {
        "task": "tenants.fan_out",
        "schedule": crontab(hour="7", minute="3"),
        "kwargs": {"task": "notifications.remind"},
    },
    "imports-nightly": {
        "task": "tenants.fan_out",
        "schedule": crontab(hour="1", minute="5"),
        "kwargs": {"task": "register.imports.abandon_old"},
    },
}


class ThreadsRefused(RuntimeError):
    """The worker was started with a pool that shares one process."""


@setup_logging.connect
def our_own_log(*, loglevel: int | str, **_: object) -> None:
    """Celery's own lines would repeat the text of a fault."""
    configure(loglevel)


@celeryd_after_setup.connect
def only_processes(sender: object, instance: object, **_: object) -> None:
    """Refuse gevent, eventlet and threads: an organisation is set on a connection."""
    pool = getattr(instance, "pool_cls", None)
    if not (isinstance(pool, type) and issubclass(pool, (Prefork, Solo))):
        sentence = (
            "Start the worker with --pool=prefork: threads would share connections."
        )
        raise ThreadsRefused(sentence)
    refuse_pooler()


@celeryd_init.connect
def report_faults(**_: object) -> None:
    """Before any task is prepared, or its faults would go unseen."""
    start()


@worker_process_init.connect
def own_connections(**_: object) -> None:
    """A pool made before the fork must not be used after it."""
    type(connections[DEFAULT_DB_ALIAS])._connection_pools.clear()  # type: ignore[attr-defined]
