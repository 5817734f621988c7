"""How can a program drive the whole demonstration? `var/demo.json` says."""

import json
import os
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings

from infra.demo.examples import EXAMPLES
from infra.demo.people import Peopled
from tenants.codes import OrganisationKind


WRITTEN_TO = Path(settings.BASE_DIR) / "var/demo.json"
LOOPBACK = "127.0.0.1"


def write(peopled: Sequence[Peopled], *, to: Path) -> None:
    """Write every address, sign-in and example, readable by this user alone."""
    platform = next(p for p in peopled if _is_platform(p))
    others = [p for p in peopled if not _is_platform(p)]
    _store(
        {
            "platform": _described(platform),
            "organisations": [_described(p) for p in others if p.client],
            # A guest has named people only, so no machine client.
            "guests": [_described(p) for p in others if not p.client],
            "examples": [
                {
                    "organisation": example.organisation,
                    "what": example.what,
                    "request": example.request,
                    "answer": example.answer,
                }
                for example in EXAMPLES
            ],
        },
        to,
    )


def move_to_this_port(path: Path) -> None:
    """The data were kept and the port may have changed: say the new addresses."""
    demo = json.loads(path.read_text(encoding="utf-8"))
    every = (demo["platform"], *demo["organisations"], *demo.get("guests", ()))
    for described in every:
        described.update(_addresses(described["slug"]))
        if client := described.get("client"):
            client["token_url"] = f"{described['url']}oauth/token/"
    _store(demo, path)


def _is_platform(peopled: Peopled) -> bool:
    return peopled.invented.kind is OrganisationKind.PLATFORM


def _addresses(slug: str) -> dict[str, str]:
    port = settings.PUBLIC_PORT
    host = f"{slug}.localhost:{port}"
    return {
        "url": f"{settings.PUBLIC_SCHEME}://{host}/",
        "connect": f"{LOOPBACK}:{port}",
        "host": host,
    }


def _described(peopled: Peopled) -> dict[str, object]:
    slug = peopled.invented.slug
    described: dict[str, object] = {
        "slug": slug,
        "name": peopled.invented.name,
        "kind": peopled.invented.kind.value,
        **_addresses(slug),
        "personas": [
            {
                "name": sign_in.name,
                "role": sign_in.role,
                "teams": list(sign_in.teams),
                "email": sign_in.email,
                "password": sign_in.password,
                "totp_secret": sign_in.totp_secret,
            }
            for sign_in in peopled.sign_ins
        ],
    }
    if peopled.client is not None:
        described["client"] = {
            "token_url": f"{described['url']}oauth/token/",
            "client_id": peopled.client.client_id,
            "client_secret": peopled.client.client_secret,
            "scopes": list(peopled.client.scopes),
        }
    return described


def _store(demo: object, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(demo, file, indent=2)
    part.replace(path)
