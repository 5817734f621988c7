"""How does one command run with the local servers up?

python -m infra.local.run --data var/tests --quick -- pytest
"""

import argparse
import os
import shlex
import signal
import subprocess
import sys
from pathlib import Path

from infra.local.environment import demo_environment
from infra.local.errors import CannotStart
from infra.local.ports import Ports
from infra.local.servers import LocalServers, running_environment


def _asked(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m infra.local.run")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--write", type=Path, help="also write the variables here")
    parser.add_argument("--demo", action="store_true", help="beside the running demo")
    parser.add_argument("command", nargs="+")
    return parser.parse_args(arguments)


def as_lines(environment: dict[str, str]) -> str:
    """Write variables as a shell reads them."""
    pairs = sorted(environment.items())
    return "".join(f"export {name}={shlex.quote(value)}\n" for name, value in pairs)


def _call(command: list[str], variables: dict[str, str]) -> int:
    return subprocess.call(command, env=dict(os.environ) | variables)


def _of_the_demo(data: Path) -> dict[str, str]:
    servers = running_environment(data)
    ports = Ports(data / "ports.json", in_use=True)
    return demo_environment(servers, web_port=ports.of("web"))


def main() -> int:
    """Run the command; its exit code is ours."""
    asked = _asked(sys.argv[1:])
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        if asked.demo:
            return _call(asked.command, _of_the_demo(asked.data))
        with LocalServers(data=asked.data, quick=asked.quick) as servers:
            variables = servers.environment()
            if asked.write:
                asked.write.touch(mode=0o600)
                asked.write.write_text(as_lines(variables))
            return _call(asked.command, variables)
    except CannotStart as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
