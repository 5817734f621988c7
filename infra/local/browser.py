"""Which Chromium do the browser tests drive?

`python -m infra.local.browser` prints it, and fails when there is none that starts.
"""

import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from infra.local.errors import CannotStart


NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
# No call home, and no sandbox: a container has no user namespaces.
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def _starts(program: str) -> bool:
    """Say whether it runs: Ubuntu's `chromium-browser` may be an empty shell."""
    asked = subprocess.run(
        [program, "--version", "--no-sandbox"], capture_output=True, check=False
    )
    return asked.returncode == 0


def chromium() -> str:
    """Give the program's path: the system's, else the one playwright has fetched."""
    for name in NAMES:
        program = shutil.which(name)
        if program and _starts(program):
            return program
    with sync_playwright() as playwright:
        fetched = playwright.chromium.executable_path
    if Path(fetched).exists() and _starts(fetched):
        return fetched
    raise CannotStart("There is no Chromium. Run: make setup-test")


if __name__ == "__main__":
    try:
        print(chromium())
    except CannotStart as error:
        sys.exit(str(error))
