"""Have the style sheets and scripts changed since they were last gathered?"""

import hashlib
from pathlib import Path

from infra.local.environment import ROOT


GATHERED = ROOT / "var/static"
MARK = ROOT / "var/setup/static"
SOURCES = ("var/frontend", "platform/*/static", "api/static")
# The packages bring static files too.
PINS = ROOT / "requirements.txt"


def digest() -> str:
    """Sum up every source file by its name, size and time, and the packages' pins."""
    sum_of_all = hashlib.sha256(PINS.read_bytes())
    for pattern in SOURCES:
        for file in sorted(_files(pattern)):
            facts = file.stat()
            line = f"{file} {facts.st_size} {facts.st_mtime_ns}\n"
            sum_of_all.update(line.encode())
    return sum_of_all.hexdigest()


def are_gathered() -> bool:
    """Say whether the last gathering still holds."""
    return GATHERED.exists() and MARK.exists() and MARK.read_text() == digest()


def remember() -> None:
    """Note what was gathered just now."""
    MARK.parent.mkdir(parents=True, exist_ok=True)
    MARK.write_text(digest())


def _files(pattern: str) -> list[Path]:
    return [
        file
        for folder in ROOT.glob(pattern)
        for file in folder.rglob("*")
        if file.is_file()
    ]
