"""Are the two buckets there, one with versions and one with locks?

`python -m infra.local.buckets` makes them from the S3_* variables; compose does so once.
"""

import os
import time
from typing import TYPE_CHECKING

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from infra.local.errors import CannotStart


if TYPE_CHECKING:
    from types_boto3_s3.client import S3Client


def s3_client(*, url: str, region: str, access_key: str, secret_key: str) -> "S3Client":
    """Open a client that waits for a bounded time and does not try again by itself."""
    return boto3.client(
        "s3",
        endpoint_url=url or None,
        region_name=region,
        aws_access_key_id=access_key,
        aws_secret_access_key=secret_key,
        config=Config(
            s3={"addressing_style": "path"},
            connect_timeout=2,
            read_timeout=20,
            retries={"total_max_attempts": 1},
        ),
    )


def make_buckets(client: "S3Client", *, bucket: str, audit_bucket: str) -> None:
    """Make what is missing, switch versions on, and wait until an object can be kept."""
    known = {one["Name"] for one in client.list_buckets()["Buckets"]}
    if bucket not in known:
        client.create_bucket(Bucket=bucket)
    if audit_bucket not in known:
        client.create_bucket(Bucket=audit_bucket, ObjectLockEnabledForBucket=True)
    client.put_bucket_versioning(
        Bucket=bucket, VersioningConfiguration={"Status": "Enabled"}
    )
    deadline = time.monotonic() + 60
    while (error := _refusal(client, bucket)) is not None:
        if time.monotonic() > deadline:
            raise CannotStart(f"S3 storage takes no object: {error}")
        time.sleep(0.2)


def _refusal(client: "S3Client", bucket: str) -> Exception | None:
    try:
        client.put_object(Bucket=bucket, Key="ready", Body=b"")
    except (BotoCoreError, ClientError) as error:
        return error
    return None


def main() -> None:
    """Make the buckets that the environment names."""
    client = s3_client(
        url=os.environ["S3_ENDPOINT_URL"],
        region=os.environ["S3_REGION"],
        access_key=os.environ["S3_ACCESS_KEY_ID"],
        secret_key=os.environ["S3_SECRET_ACCESS_KEY"],
    )
    make_buckets(
        client,
        bucket=os.environ["S3_BUCKET"],
        audit_bucket=os.environ["S3_AUDIT_BUCKET"],
    )


if __name__ == "__main__":
    main()
