"""Do the broker, the storage and the mail server answer, and as they must?"""

import smtplib
from collections.abc import Iterator
from typing import TYPE_CHECKING

import boto3
from botocore import UNSIGNED
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from kombu import Connection
from kombu.exceptions import KombuError, OperationalError

from infra.doctor.findings import Finding
from infra.local.buckets import s3_client


if TYPE_CHECKING:
    from types_boto3_s3.client import S3Client

MAKE_BUCKETS = "Run: python -m infra.local.buckets"
SECONDS = 5


def broker(address: str) -> Finding:
    """Ask the broker that carries later work."""
    try:
        with Connection(address, connect_timeout=SECONDS) as connection:
            connection.ensure_connection(max_retries=1, timeout=SECONDS)
    except (OSError, KombuError, OperationalError) as error:
        return Finding(
            "broker",
            f"It does not answer: {error}",
            "Start Valkey, and see that BROKER_URL names its host, port and password."
            " Nothing is lost meanwhile: the outbox keeps what is to be done.",
        )
    return Finding("broker", "It answers.")


def storage(
    *,
    url: str,
    region: str,
    access_key: str,
    secret_key: str,
    bucket: str,
    audit_bucket: str,
) -> Iterator[Finding]:
    """Ask the storage for its two buckets, and whether it lets a stranger in."""
    client = s3_client(
        url=url, region=region, access_key=access_key, secret_key=secret_key
    )
    try:
        names = {one["Name"] for one in client.list_buckets()["Buckets"]}
    except (BotoCoreError, ClientError) as error:
        yield Finding(
            "storage",
            f"It does not answer: {error}",
            "Start the S3 storage, and see that S3_ENDPOINT_URL, S3_ACCESS_KEY_ID and"
            " S3_SECRET_ACCESS_KEY are right.",
        )
        return
    yield _versions(client, bucket, names)
    yield _locks(client, audit_bucket, names)
    yield _strangers(url, region, bucket)


def _versions(client: "S3Client", bucket: str, names: set[str]) -> Finding:
    about = f"bucket {bucket}"
    if bucket not in names:
        return Finding(about, "It does not exist.", MAKE_BUCKETS)
    if client.get_bucket_versioning(Bucket=bucket).get("Status") != "Enabled":
        return Finding(about, "It keeps no versions.", MAKE_BUCKETS)
    return Finding(about, "It keeps versions.")


def _locks(client: "S3Client", bucket: str, names: set[str]) -> Finding:
    about = f"bucket {bucket}"
    if bucket not in names:
        return Finding(about, "It does not exist.", MAKE_BUCKETS)
    try:
        client.get_object_lock_configuration(Bucket=bucket)
    except ClientError:
        return Finding(
            about,
            "It has no Object Lock, which can be set only when a bucket is made.",
            f"Name another bucket in S3_AUDIT_BUCKET. {MAKE_BUCKETS}",
        )
    return Finding(about, "It has Object Lock.")


def _strangers(url: str, region: str, bucket: str) -> Finding:
    """Ask without a signature: the answer must be a refusal."""
    about = "storage's door"
    stranger = boto3.client(
        "s3",
        endpoint_url=url or None,
        region_name=region,
        config=Config(signature_version=UNSIGNED, s3={"addressing_style": "path"}),
    )
    try:
        stranger.list_objects_v2(Bucket=bucket, MaxKeys=1)
    except (BotoCoreError, ClientError):
        return Finding(about, "It refuses whoever has no key.")
    return Finding(
        about,
        f"Anybody may list the bucket {bucket} without a key.",
        "Make the bucket private, and let the server require signatures.",
    )


def mail(*, host: str, port: int, user: str, password: str, tls: bool) -> Finding:
    """Greet the mail server, and sign in when there is a user; send nothing."""
    try:
        with smtplib.SMTP(host, port, timeout=SECONDS) as server:
            if tls:
                server.starttls()
            if user:
                server.login(user, password)
            server.noop()
    except (OSError, smtplib.SMTPException) as error:
        return Finding(
            "mail",
            f"{host}:{port} does not take mail: {error}",
            "See that SMTP_HOST, SMTP_PORT, SMTP_USER, SMTP_PASSWORD and SMTP_TLS are"
            " right. Letters wait in the outbox meanwhile.",
        )
    return Finding("mail", f"{host}:{port} takes mail.")
