"""As whom does PostgreSQL run? It refuses to run as root, so then as somebody else."""

import os
import pwd
import subprocess
from pathlib import Path


CANDIDATES = ("postgres", "nobody")


def account_for(folder: Path) -> str | None:
    """Name the account to drop to: none for an ordinary user, the data's owner for root."""
    if os.geteuid() != 0:
        return None
    if folder.exists() and (owner := folder.stat().st_uid) != 0:
        return pwd.getpwuid(owner).pw_name
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in CANDIDATES if name in known)


def can_reach(folder: Path, account: str | None) -> bool:
    """Say whether the account may enter the folder (root's home is closed to others)."""
    if account is None:
        return True
    entered = subprocess.run(
        ["/bin/sh", "-c", 'cd "$1"', "sh", str(folder)],
        user=account,
        extra_groups=[],
        stderr=subprocess.DEVNULL,
        check=False,
    )
    return entered.returncode == 0


def give_to(folder: Path, account: str | None) -> None:
    """Make the account the owner of a new, private folder."""
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    own(folder, account)


def own(path: Path, account: str | None) -> None:
    """Make the account, when we dropped to one, the owner of a file or folder."""
    if account is not None:
        entry = pwd.getpwnam(account)
        os.chown(path, entry.pw_uid, entry.pw_gid)
