"""What does the repository hold? Tracked files and the product's syntax trees."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path


ROOT = Path(__file__).resolve().parents[2]
PRODUCT = ("platform", "tenants", "sharing", "api", "infra")


@cache
def tracked_files() -> tuple[Path, ...]:
    """Give every file that git tracks, or that a commit would add."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    names = [ROOT / name for name in listed.stdout.split("\0") if name]
    return tuple(sorted(path for path in names if path.is_file()))


def relative(path: Path) -> str:
    """Name a file as a message should."""
    return path.relative_to(ROOT).as_posix()


def python_files(*folders: str) -> Iterator[Path]:
    """Give the Python files under these top folders."""
    for path in tracked_files():
        if path.suffix == ".py" and relative(path).split("/")[0] in folders:
            yield path


@cache
def tree_of(path: Path) -> ast.Module:
    """Parse one file."""
    return ast.parse(path.read_text(), filename=str(path))


def is_migration(path: Path) -> bool:
    """Say whether Django wrote this file, or could have."""
    return path.parent.name == "migrations"
