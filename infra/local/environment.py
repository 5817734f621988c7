"""Which variables tell Heed's settings where its servers are?

One function for the demo, the tests and the bench; `.env.example` and
`docker-compose.yml` name the same variables, and a test compares them.
"""

from collections.abc import Mapping
from pathlib import Path

from infra.local.ports import LOOPBACK, Ports
from infra.local.postgres import DATABASE
from infra.local.storage import AUDIT_BUCKET, BUCKET, REGION


ROOT = Path(__file__).resolve().parents[2]


def environment(*, ports: Ports, secrets: Mapping[str, str]) -> dict[str, str]:
    """Give every variable for the servers of one data folder."""
    database = f"{LOOPBACK}:{ports.of('postgres')}/{DATABASE}"
    return {
        "DATABASE_URL": f"postgres://heed_app:{secrets['heed_app']}@{database}",
        "OWNER_DATABASE_URL": (
            f"postgres://heed_provisioner:{secrets['heed_provisioner']}@{database}"
        ),
        "BROKER_URL": f"redis://:{secrets['broker']}@{LOOPBACK}:{ports.of('broker')}/0",
        "S3_ENDPOINT_URL": f"http://{LOOPBACK}:{ports.of('s3')}",
        "S3_REGION": REGION,
        "S3_ACCESS_KEY_ID": secrets["s3_access_key"],
        "S3_SECRET_ACCESS_KEY": secrets["s3_secret_key"],
        "S3_BUCKET": BUCKET,
        "S3_AUDIT_BUCKET": AUDIT_BUCKET,
        "SMTP_HOST": LOOPBACK,
        "SMTP_PORT": str(ports.of("smtp")),
        "MAIL_PAGE_URL": f"http://{LOOPBACK}:{ports.of('mail_page')}/",
        "SECRET_KEY": secrets["secret_key"],
    }


def demo_environment(servers: Mapping[str, str], *, web_port: int) -> dict[str, str]:
    """Add what makes it a demonstration: invented people, plain http on loopback."""
    return {
        **servers,
        "HEED_DEMO": "true",
        "HEED_PLAIN_HTTP": "true",
        "HEED_PUBLIC_PORT": str(web_port),
        "PYTHONPATH": f"{ROOT}:{ROOT / 'platform'}",
    }


def without_owner(environment: Mapping[str, str]) -> dict[str, str]:
    """Take away the login that makes schemas: web and worker must not hold it."""
    return dict(environment) | {"OWNER_DATABASE_URL": ""}
