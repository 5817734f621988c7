"""Does local storage check keys, keep versions and locks; is mail caught and shown safely?"""

import json
import shutil
import signal
import smtplib
import time
import urllib.request
import uuid
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage

import pytest
from botocore.exceptions import ClientError

from infra.doctor import neighbours
from infra.local.buckets import s3_client
from infra.local.servers import LocalServers
from tests.architecture.repository import ROOT


@pytest.fixture(scope="module")
def servers():
    data = ROOT / "var" / f"try-{uuid.uuid4().hex[:8]}"
    services = ("broker", "storage", "mail")
    with LocalServers(data=data, services=services, quick=True) as running:
        yield running
    shutil.rmtree(data)


@pytest.fixture
def variables(servers):
    return servers.environment()


def client_of(variables, **changes):
    return s3_client(
        url=variables["S3_ENDPOINT_URL"],
        region=variables["S3_REGION"],
        access_key=variables["S3_ACCESS_KEY_ID"],
        secret_key=changes.get("secret_key", variables["S3_SECRET_ACCESS_KEY"]),
    )


def size_of(client, key):
    """Read an object, giving a server that has just started time to find it."""
    deadline = time.monotonic() + 30
    while True:
        try:
            return len(client.get_object(Bucket="heed", Key=key)["Body"].read())
        except ClientError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)


def test_a_wrong_key_is_refused(variables):
    with pytest.raises(ClientError, match="SignatureDoesNotMatch"):
        client_of(variables, secret_key="wrong").list_buckets()


def test_earlier_versions_are_kept(variables):
    client = client_of(variables)
    for body in (b"first", b"second"):
        client.put_object(Bucket="heed", Key="letter", Body=body)

    versions = client.list_object_versions(Bucket="heed", Prefix="letter")["Versions"]

    assert len(versions) == 2


def test_what_is_locked_cannot_be_deleted(variables):
    client = client_of(variables)
    kept = client.put_object(
        Bucket="heed-audit",
        Key="head",
        Body=b"sealed",
        ObjectLockMode="COMPLIANCE",
        ObjectLockRetainUntilDate=datetime.now(UTC) + timedelta(minutes=5),
    )

    with pytest.raises(ClientError, match="AccessDenied"):
        client.delete_object(
            Bucket="heed-audit", Key="head", VersionId=kept["VersionId"]
        )


def test_the_doctor_finds_the_storage_sound(variables):
    found = list(
        neighbours.storage(
            url=variables["S3_ENDPOINT_URL"],
            region=variables["S3_REGION"],
            access_key=variables["S3_ACCESS_KEY_ID"],
            secret_key=variables["S3_SECRET_ACCESS_KEY"],
            bucket="heed",
            audit_bucket="heed-audit",
        )
    )

    assert [one.found for one in found] == [
        "It keeps versions.",
        "It has Object Lock.",
        "It refuses whoever has no key.",
    ]


def test_the_doctor_says_how_to_make_a_bucket(variables):
    found = list(
        neighbours.storage(
            url=variables["S3_ENDPOINT_URL"],
            region=variables["S3_REGION"],
            access_key=variables["S3_ACCESS_KEY_ID"],
            secret_key=variables["S3_SECRET_ACCESS_KEY"],
            bucket="none",
            audit_bucket="heed",
        )
    )

    assert found[0].remedy == "Run: python -m infra.local.buckets"
    assert found[1].found.startswith("It has no Object Lock")


def test_the_doctor_asks_broker_and_mail(variables):
    mail = {"host": "127.0.0.1", "user": "", "password": "", "tls": False}

    assert neighbours.broker(variables["BROKER_URL"]).is_well
    assert not neighbours.broker("redis://:wrong@127.0.0.1:1/0").is_well
    assert neighbours.mail(port=int(variables["SMTP_PORT"]), **mail).is_well
    assert not neighbours.mail(port=1, **mail).is_well


def test_mail_is_caught_and_shown_as_text(variables):
    message = EmailMessage()
    message["From"] = "heed@heed.example"
    message["To"] = "ann@eastmere.example"
    message["Subject"] = "<script>alert(1)</script>"
    message.set_content("A letter waits for you.")
    message.add_attachment(
        b"%PDF", maintype="application", subtype="pdf", filename="a.pdf"
    )

    with smtplib.SMTP("127.0.0.1", int(variables["SMTP_PORT"])) as server:
        server.send_message(message)

    page = urllib.request.urlopen(variables["MAIL_PAGE_URL"]).read().decode()
    records = json.load(
        urllib.request.urlopen(f"{variables['MAIL_PAGE_URL']}messages.json")
    )
    one = urllib.request.urlopen(f"{variables['MAIL_PAGE_URL']}{records[0]['name']}")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>" not in page
    assert records[0]["attachments"] == ["a.pdf"]
    assert "A letter waits for you." in one.read().decode()


def test_what_storage_acknowledged_outlives_a_kill():
    data = ROOT / "var" / f"try-{uuid.uuid4().hex[:8]}"
    with LocalServers(data=data, services=("storage",)) as servers:
        client = client_of(servers.environment())
        for number in range(20):
            client.put_object(Bucket="heed", Key=f"kept-{number}", Body=b"x" * 100_000)
        process = servers.children._running[0].process
        process.send_signal(signal.SIGKILL)
        process.wait()
        time.sleep(0.1)
        assert servers.ended() is not None

    with LocalServers(data=data, services=("storage",)) as servers:
        client = client_of(servers.environment())
        sizes = {size_of(client, f"kept-{number}") for number in range(20)}

    shutil.rmtree(data)
    assert sizes == {100_000}
