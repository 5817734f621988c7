"""A program that holds a token of one organisation."""

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tenants.context import in_organisation
from tenants.models import Asker
from tests.accounts.making import come_in
from tests.sharing.worlds import sign_in, today


UPRN = {"premises": {"uprn": "999111000001"}}
REPAIR = {"purpose": "repair", "activity": "REPAIRS", **UPRN}


@dataclass
class Program:
    """Calls with a bearer token, as a machine does."""

    client: Client
    token: str = ""

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"} if self.token else {}

    def post(self, body: Any = None, *, path="/api/v1/checks", **headers):
        data = body if isinstance(body, (str, bytes)) else json.dumps(body)
        kind = headers.pop("content_type", "application/json")
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.post(
            path, data, content_type=kind, headers={**self.headers, **named}
        )

    def send(self, body: Any = None, *, path: str, headers=None, **files: bytes):
        """A form: each file in a part of its own, and what is said beside them."""
        parts: dict[str, Any] = {
            name: SimpleUploadedFile(f"{name}.bin", content)
            for name, content in files.items()
        }
        if body is not None:
            parts["body"] = json.dumps(body)
        return self.client.post(path, parts, headers=self.headers | (headers or {}))

    def get(self, path: str, **headers):
        return self.client.get(path, headers={**self.headers, **headers})


def token_for(organisation, **changes) -> str:
    """A live token whose responsible person may read the whole register."""
    token = f"token-{uuid4().hex}"
    digest = sign_in(
        organisation,
        **{
            "kind": "CLIENT",
            "actor_id": f"client-{uuid4().hex[:8]}",
            "scopes": ["check"],
            "reads_register": True,
            "responsible_id": "officer-9",
            "responsible_role": "VISITING_OFFICER",
            "responsible_ceiling": "SUMMARY",
            "responsible_briefing_ends": today(),
            **changes,
        },
    )
    rename(digest, sha256(token.encode()).digest(), organisation)
    return token


def rename(old: bytes, new: bytes, organisation) -> None:
    with in_organisation(organisation):
        Asker.objects.filter(digest=old).update(digest=new)


def problem(response) -> dict[str, Any]:
    """The problem document of an answer, which every error must be."""
    assert response["Content-Type"] == "application/problem+json"
    assert response["Cache-Control"] == "no-store"
    body = json.loads(response.content)
    assert body["status"] == response.status_code
    assert body["type"].startswith("urn:heed:problem:")
    return body


def program_of(organisation, user, *scopes: str, client) -> Program:
    """A machine for which this person answers, with these scopes."""
    token = token_for(
        organisation,
        actor_id=str(uuid4()),
        scopes=list(scopes),
        responsible_id=str(user.pk),
    )
    return Program(client, token)


def session_of(organisation, user, *, client) -> Program:
    """Somebody at a browser who came in just now, as a page's script would call."""
    with in_organisation(organisation):
        come_in(client, user)
    return Program(client)


def grow_old(organisation, program: Program) -> None:
    """Let the proof of who this person is be from hours ago."""
    with in_organisation(organisation):
        session = program.client.session
        for proof in session["account_authentication_methods"]:
            proof["at"] -= 6 * 3600
        session.save()
