"""Start a database of its own, measure, stop. `make bench` runs this."""

import os
import subprocess
import sys
from pathlib import Path

from infra.local.environment import ROOT, demo_environment
from infra.local.ports import Ports
from infra.local.servers import LocalServers, start_over


DATA = ROOT / "var/bench"
PYTHON = sys.executable


def say(sentence: str) -> None:
    """Tell the person at the terminal what is being done."""
    print(f"==> {sentence}", flush=True)


def main() -> int:
    """Measure from nothing, so that each run measures the same.

    `--only PART …` measures those parts alone, `--small` rehearses.
    """
    start_over(DATA)
    # The storage too: each web process asks it now and then for what was erased, and
    # would spend seconds on asking one that is not there.
    services = ("postgres", "broker", "storage")
    with LocalServers(data=DATA, services=services, say=say) as servers:
        ports = Ports(DATA / "ports.json", in_use=True)
        web = ports.of("web")
        environment = {
            **os.environ,
            **demo_environment(servers.environment(), web_port=web),
            "HEED_API_CLIENT_CALLS": "100000000",
            "HEED_API_ORGANISATION_CALLS": "100000000",
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "HEED_BENCH_SECOND_PORT": str(ports.of("second_web")),
        }
        for command in (
            ["migrate"],
            ["collectstatic", "--noinput", "--verbosity=0"],
            ["bench", *sys.argv[1:], f"--data={DATA}"],
        ):
            code = subprocess.call(
                [PYTHON, "manage.py", *command], cwd=ROOT, env=environment
            )
            if code:
                return code
    return 0


if __name__ == "__main__":
    Path(DATA).parent.mkdir(exist_ok=True)
    sys.exit(main())
