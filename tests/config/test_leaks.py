"""Does a made-up name, wherever it is put, reach a log line or a fault report?"""

import io
import logging
import os
import subprocess
import sys
from collections.abc import Iterator

import pytest
from celery import Celery
from django.db import IntegrityError

from config.logs import PlaceInCode
from infra.local.check import production_environment
from infra.local.environment import ROOT
from tenants.codes import Role
from tests.web.walking import browser
from web.home import views


CANARY = "Maud Canary"
QUOTED = f"duplicate key\nDETAIL:  Key (name)=({CANARY}) already exists."


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """All that would be written to standard error, every level of it."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(PlaceInCode("%(levelname)s %(name)s %(message)s"))
    root = logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    yield written
    root.setLevel(before)
    root.removeHandler(handler)


def refuse() -> None:
    """As a database does: the row that it refused stands in the error."""
    raise IntegrityError(QUOTED)


def fail(*_: object, **__: object) -> None:
    try:
        refuse()
    except IntegrityError as error:
        sentence = f"{CANARY} cannot be kept"
        raise RuntimeError(sentence) from error


def test_a_page_that_fails_leaves_its_place_and_no_data(in_eastmere, monkeypatch, log):
    monkeypatch.setattr(views, "render", fail)
    client = browser(in_eastmere, Role.VISITING_OFFICER)
    client.raise_request_exception = False

    answer = client.get("/", {"who": CANARY})

    assert answer.status_code == 500
    assert "Canary" not in log.getvalue()
    assert "home:work 500" in log.getvalue()
    assert "django.db.utils.IntegrityError" in log.getvalue()
    assert f"{__file__}:" in log.getvalue()


def test_an_address_with_a_key_in_it_is_not_written(in_eastmere, client_at, log):
    client = client_at(in_eastmere)

    client.get("/join/maud-canary-key/")
    logging.getLogger("django.request").error(
        "Internal Server Error: %s",
        "/join/maud-canary-key/",
        extra={"status_code": 500, "request": client.get("/").wsgi_request},
    )

    assert "canary" not in log.getvalue().lower()
    assert "500" in log.getvalue()


def test_a_failed_sign_in_names_nobody(in_eastmere, client_at, log):
    client = client_at(in_eastmere)

    for _ in range(12):
        client.post(
            "/account/sign-in/",
            {"login": "maud.canary@eastmere.example", "password": CANARY},
        )

    assert "AXES" in log.getvalue()
    assert "canary" not in log.getvalue().lower()


def test_a_task_that_fails_is_named_with_its_id_and_nothing_else(log):
    app = Celery("canary", set_as_current=False)
    task = app.task(name="canary.fails")(fail)

    task.apply(kwargs={"name": CANARY}, task_id="the-id")

    assert "Canary" not in log.getvalue()
    assert "task canary.fails the-id" in log.getvalue()
    assert "builtins.RuntimeError" in log.getvalue()


REPORT = """
import logging, os, sys
import sentry_sdk
from sentry_sdk.transport import Transport

class Kept(Transport):
    sent = []
    def capture_envelope(self, envelope):
        self.sent.append(envelope.serialize())

init = sentry_sdk.init
sentry_sdk.init = lambda **options: init(transport=Kept, **options)
from config import sentry
sentry.start()

def check(name):
    raise ValueError(name)

try:
    check(sys.argv[1])
except ValueError:
    sentry_sdk.capture_exception()
    logging.getLogger("x").exception("%s was refused", sys.argv[1])
    sentry_sdk.capture_message(sys.argv[1])
sentry_sdk.flush()
sys.stdout.buffer.write(b"".join(Kept.sent))
"""


def test_a_fault_report_as_it_is_sent_holds_the_place_and_no_data():
    sent = subprocess.run(
        [sys.executable, "-c", REPORT, CANARY],
        env={
            **os.environ,
            "PYTHONPATH": f"{ROOT}:{ROOT / 'platform'}",
            "SENTRY_DSN": "http://key@127.0.0.1:9/1",
        },
        capture_output=True,
        check=True,
    ).stdout

    assert b"ValueError" in sent
    assert b'"function":"check"' in sent
    assert b"Canary" not in sent


ORDER = """
import logging
from config.logs import configure
configure()
import django
django.setup()
logging.getLogger("django.request").warning("Not Found: %s", "/join/the-key/")
logging.getLogger("django.security.csrf").warning(
    "Forbidden: %s", "/join/the-key/", extra={"status_code": 403, "request": object()}
)
"""


def test_django_does_not_undo_what_the_log_keeps_out():
    done = subprocess.run(
        [sys.executable, "-c", ORDER],
        env={
            **os.environ,
            **production_environment(),
            "PYTHONPATH": f"{ROOT}:{ROOT / 'platform'}",
            "DJANGO_SETTINGS_MODULE": "config.settings",
        },
        capture_output=True,
        check=True,
        text=True,
    )

    assert "the-key" not in done.stderr + done.stdout
    assert "no route 403" in done.stderr
