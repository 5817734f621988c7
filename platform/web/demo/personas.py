"""Which invented people may a visitor be?"""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse

from tenants.codes import OrganisationKind, Role


FIRST_PAGES = {OrganisationKind.PLATFORM.value: "/organisations/"}
"""Where somebody begins, where that is not their own work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Persona:
    label: str
    name: str
    teams: str
    """Told where it tells two people of one role apart; empty else."""
    email: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoHost:
    """One organisation of the demonstration and its people."""

    name: str
    what: str
    host: str
    origin: str
    become: str
    first_page: str
    personas: tuple[Persona, ...]


def read_demo() -> Mapping[str, Any]:
    """Return what the demonstration wrote about itself; nothing before it has."""
    file = settings.BASE_DIR / "var" / "demo.json"
    if not file.exists():
        return {}
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return found


def hosts(demo: Mapping[str, Any]) -> list[DemoHost]:
    """Return the organisations, the platform last."""
    told = [*demo.get("organisations", []), *demo.get("guests", [])]
    found = [demo_host(host) for host in told]
    if "platform" in demo:
        platform = {"name": "The platform", "kind": "PLATFORM", **demo["platform"]}
        found.append(demo_host(platform))
    return found


def demo_host(host: Mapping[str, Any]) -> DemoHost:
    origin = str(host["url"]).rstrip("/")
    held = Counter(persona["role"] for persona in host.get("personas", []))
    return DemoHost(
        name=host["name"],
        what=OrganisationKind(host["kind"]).label,
        host=host["host"],
        origin=origin,
        first_page=FIRST_PAGES.get(host["kind"], "/"),
        become=origin + reverse("people:become"),
        personas=tuple(
            Persona(
                label=Role(persona["role"]).label,
                name=persona.get("name", ""),
                teams=", ".join(persona.get("teams", []))
                if held[persona["role"]] > 1
                else "",
                email=persona["email"],
            )
            for persona in host.get("personas", [])
        ),
    )
