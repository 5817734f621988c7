"""What must hold before a change lands? Every check, then every test.

python -m infra.local.check [--only tests|proof] [pytest's own options]
"""

import argparse
import os
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from infra.local.environment import ROOT
from infra.local.errors import CannotStart
from infra.local.servers import LocalServers
from tests import figures


BIN = Path(sys.executable).parent
REPORTS = ROOT / "var/reports"
PRODUCTION = ROOT / ".env.example"
DATA = ROOT / "var/tests"
AT_ONCE = 2
# One more than processors: a browser and a database are waited for.
WORKERS = (os.cpu_count() or 1) + 1


@dataclass(frozen=True, slots=True)
class Check:
    """One program that must answer 0."""

    name: str
    command: tuple[str, ...]


def _manage(*arguments: str) -> tuple[str, ...]:
    return (sys.executable, "manage.py", *arguments)


def _tool(name: str, *arguments: str) -> tuple[str, ...]:
    return (str(BIN / name), *arguments)


# Random proofs have budgets of time, so nothing slows them that need not, and each
# worker is handed one at a time: they are few and long.
KINDS = {
    "tests": (
        *("--dist=loadscope", "--cov", "--cov-report=term:skip-covered"),
        *("-m", "not proof"),
    ),
    "proof": ("--maxschedchunk=1", "-m", "proof"),
}
# Two at a time, the longest first.
CHECKS = (
    Check("Types (mypy)", _tool("mypy", ".")),
    Check("Form (ruff format)", _tool("ruff", "format", "--check", ".")),
    Check("Style (ruff)", _tool("ruff", "check", ".")),
    Check("Layers (import-linter)", _tool("lint-imports", "--no-cache")),
    Check("Templates (djlint)", _tool("djlint", "--lint", "--quiet", "platform")),
    Check("Migrations complete", _manage("makemigrations", "--check", "--dry-run")),
    Check(
        "Ready to deploy",
        _manage("check", "--deploy", "--fail-level=WARNING"),
    ),
)


def production_environment() -> dict[str, str]:
    """Give the variables of `.env.example`, as a real deployment would set them."""
    lines = PRODUCTION.read_text().splitlines()
    pairs = [line.partition("=") for line in lines if line and not line.startswith("#")]
    return {name: value.strip('"') for name, _, value in pairs}


def _environment() -> dict[str, str]:
    return {
        **os.environ,
        **production_environment(),
        "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'platform'}",
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }


def run(check: Check) -> bool:
    """Run one check; its words are shown only when it fails."""
    started = time.monotonic()
    done = subprocess.run(
        check.command,
        cwd=ROOT,
        env=_environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    took = time.monotonic() - started
    word = "ok" if done.returncode == 0 else "FAILED"
    said = "" if done.returncode == 0 else f"\n{done.stdout}{done.stderr}"
    print(f"  {check.name:<26}{word:<8}{took:5.1f} s{said}", flush=True)
    return done.returncode == 0


def run_tests(wanted: list[str], options: list[str]) -> bool:
    """Run each kind of test against real servers; say whether all passed."""
    with LocalServers(data=DATA, quick=True) as servers:
        environment = {
            **os.environ,
            **servers.environment(),
            "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'platform'}",
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "DJANGO_ALLOW_ASYNC_UNSAFE": "true",
        }
        codes = [
            subprocess.call(
                [
                    *(sys.executable, "-m", "pytest", f"-n{WORKERS}", *KINDS[kind]),
                    *(f"--junitxml={REPORTS / kind}.xml", *options),
                ],
                cwd=ROOT,
                env=environment,
            )
            for kind in wanted
        ]
    return not any(codes)


def closing_line() -> str:
    """Count the tests of this run: 'N passed, N failed, N skipped'."""
    total: Counter[str] = Counter()
    for file in REPORTS.glob("*.xml"):
        report = ElementTree.parse(file)  # noqa: S314 - our own pytest wrote it
        for suite in report.getroot().iter("testsuite"):
            for count in ("tests", "failures", "errors", "skipped"):
                total[count] += int(suite.attrib.get(count, 0))
    failed = total["failures"] + total["errors"]
    passed = total["tests"] - failed - total["skipped"]
    return f"{passed} passed, {failed} failed, {total['skipped']} skipped"


def _asked() -> tuple[argparse.Namespace, list[str]]:
    parser = argparse.ArgumentParser(prog="make test")
    parser.add_argument("--only", choices=("tests", "proof"))
    return parser.parse_known_args()


def main() -> int:
    """Run everything asked for; say at the end what failed."""
    asked, options = _asked()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    failed = []
    if asked.only is None:
        with ThreadPoolExecutor(AT_ONCE) as several:
            held = several.map(run, CHECKS)
        failed = [check.name for check, ok in zip(CHECKS, held, strict=True) if not ok]
    figures.forget_figures()
    for left in (REPORTS, ROOT / "var/coverage", ROOT / "var/judged"):
        shutil.rmtree(left, ignore_errors=True)
    wanted = [asked.only] if asked.only else list(KINDS)
    try:
        if not run_tests(wanted, options):
            failed.append("Tests (pytest)")
    except CannotStart as error:
        print(error, file=sys.stderr)
        return 1
    figures.main()
    if failed:
        print(f"Failed: {', '.join(failed)}")
    print(closing_line())
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
