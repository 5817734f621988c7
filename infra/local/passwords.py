"""Which passwords and keys do the servers of one data folder use?"""

import json
import secrets
from pathlib import Path


NAMES = (
    "secret_key",
    "wrapping_key",
    "postgres",
    "heed_app",
    "heed_provisioner",
    "broker",
    "s3_access_key",
    "s3_secret_key",
)


def secrets_of(data: Path) -> dict[str, str]:
    """Read the folder's secrets, making those that are missing. Only its owner reads them."""
    file = data / "secrets.json"
    kept: dict[str, str] = json.loads(file.read_text()) if file.exists() else {}
    missing = [name for name in NAMES if name not in kept]
    if missing:
        kept |= {name: secrets.token_hex(24) for name in missing}
        file.touch(mode=0o600)
        file.write_text(json.dumps(kept, indent=2) + "\n")
    return kept
