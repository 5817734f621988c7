"""How does the whole of Heed run on this machine, with invented data, until Ctrl-C?

python -m infra.local.demo --data var/demo --port 8000 [--reset]
"""

import argparse
import contextlib
import http.client
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from infra.local import static
from infra.local.environment import ROOT, demo_environment, without_owner
from infra.local.errors import CannotStart
from infra.local.ports import LOOPBACK
from infra.local.processes import Program, last_lines, wait_until
from infra.local.servers import LocalServers, start_over


PYTHON = sys.executable
WRITTEN_TO = ROOT / "var/demo.json"


def say(sentence: str) -> None:
    """Tell the person at the terminal what is being done."""
    print(f"\033[1m==>\033[0m {sentence}", flush=True)


def _manage(environment: dict[str, str], *arguments: str) -> None:
    """Run a management command; its own words go to the terminal."""
    command = [PYTHON, "manage.py", *arguments]
    code = subprocess.call(command, cwd=ROOT, env=dict(os.environ) | environment)
    if code != 0:
        raise CannotStart(f"manage.py {arguments[0]} failed; its words are above.")


def _prepare(environment: dict[str, str]) -> None:
    say("Bringing the database up to date")
    _manage(environment, "migrate_organisations")
    if not static.are_gathered():
        say("Gathering style sheets and scripts")
        _manage(environment, "collectstatic", "--clear", "--noinput", "--verbosity=0")
        static.remember()
    say("Inventing organisations, people and entries")
    _manage(environment, "demo_seed")


def _programs(servers: LocalServers, environment: dict[str, str]) -> list[Program]:
    """List the product's own processes: who serves, who works, who keeps the clock."""
    celery = [PYTHON, "-m", "celery", "-A", "config.celery", "--quiet"]
    worker = [*celery, "worker", "--pool=prefork", "--loglevel=warning"]
    plain = without_owner(environment)

    def program(name: str, log: str, command: list[str], keeps_owner: bool) -> Program:
        return Program(
            name=name,
            command=command,
            log=servers.log(log),
            environment=environment if keeps_owner else plain,
            folder=ROOT,
        )

    granian = [
        *(str(Path(PYTHON).with_name("granian")), "--interface=wsgi"),
        *(f"--host={LOOPBACK}", f"--port={servers.ports.of('web')}", "--no-ws"),
        *("--workers=2", "--blocking-threads=1", "--log-level=warning"),
        "config.wsgi:application",
    ]
    beat = [
        *celery,
        "beat",
        f"--schedule={servers.data / 'beat'}",
        "--loglevel=warning",
    ]
    return [
        program("The web server", "web", granian, False),
        program("The worker", "worker", [*worker, "--concurrency=2"], False),
        program(
            "The provisioner",
            "provisioner",
            [*worker, "--concurrency=1", "--queues=provisioning", "--hostname=p@%h"],
            True,
        ),
        program("The clock", "beat", beat, False),
    ]


def _answers(port: int) -> bool:
    """Say whether the web server answers at all; a refusal is an answer."""
    line = http.client.HTTPConnection(LOOPBACK, port, timeout=2)
    try:
        line.request("GET", "/")
        line.getresponse()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        line.close()
    return True


def _supervise(servers: LocalServers) -> None:
    """Wait for Ctrl-C, or for any part to end by itself."""
    while True:
        if ended := servers.ended():
            program = ended.program
            message = (
                f"{program.name} has ended by itself (code {ended.process.returncode});"
                f" everything else was stopped. Its log, {program.log}, ends:"
            )
            raise CannotStart(f"{message}\n{last_lines(program.log)}")
        time.sleep(0.3)


def _index_page() -> str:
    demo = json.loads(WRITTEN_TO.read_text())
    return str(demo["platform"]["url"])


def _run(data: Path, port: int) -> None:
    with LocalServers(data=data, say=say) as servers:
        web = servers.ports.of("web", wanted=port)
        environment = demo_environment(servers.environment(), web_port=web)
        _prepare(environment)
        say("Starting the web server, the workers and the clock")
        for program in _programs(servers, environment):
            running = servers.children.start(program)
            if program.name == "The web server":
                wait_until(lambda: _answers(web), running=running)
        say(f"Heed is running: {_index_page()}")
        say(f"Mail that it sends: {environment['MAIL_PAGE_URL']}")
        say("Sign-ins for programs: var/demo.json. Stop with Ctrl-C; the data is kept.")
        _supervise(servers)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make demo")
    parser.add_argument("--data", type=Path, default=Path("var/demo"))
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--reset", action="store_true")
    return parser.parse_args()


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def main() -> int:
    """Run until stopped; answer 0 for a wanted stop."""
    asked = _asked()
    # SIGINT too: a shell that started this in the background has it ignored.
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _interrupt)
    try:
        if asked.reset:
            say(f"Removing everything kept in {asked.data}")
            start_over(asked.data)
        _run(asked.data, asked.port)
    except KeyboardInterrupt:
        with contextlib.suppress(ValueError):
            say("Stopped. The data is kept; make demo goes on with it.")
        return 0
    except CannotStart as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
