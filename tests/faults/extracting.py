"""What the product is told of extracts, in a process of its own.

Two councils send the same partner extracts: one sealed to its certificate, one by links
that open once. `open-links` writes one line for each link once it is opened.
"""

import json
from collections import Counter
from typing import Any

from audit.kinds import Kind
from audit.queries import events_for
from sharing.actions import extract_opening
from sharing.models import Extract, Receipt
from tenants.codes import OrganisationKind, Role
from tenants.context import as_owner, in_organisation
from tenants.models import Organisation
from tests.organisations import open_one
from tests.sharing import people, worlds
from tests.sharing.actions.test_extracts import Way


WAYS = {"SMIME": "extracts-sealed", "LINK": "extracts-by-link"}
PARTNER = "extracts-partner"
TASK = "sharing.make_extract"
A_WHILE = "interval '4 seconds'"


def organisation(slug: str) -> Organisation:
    return Organisation.objects.get(slug=slug)


def ask_for_extracts(number: str) -> dict[str, int]:
    """Agree, release and confirm the way, then ask for so many by each."""
    partner = open_one(PARTNER, OrganisationKind.CONTRACTOR, "brightfix", "Partner")
    for kind, slug in WAYS.items():
        council = open_one(slug, OrganisationKind.COUNCIL, "eastmere", slug)
        way = Way(people.parties(council, partner), kind=kind)
        way.confirm()
        for _ in range(int(number)):
            way.ask()
    return {"asked": int(number) * len(WAYS)}


def later() -> dict[str, int]:
    """Whatever was begun a while ago and is not done was begun ten minutes ago."""
    aged = 0
    with as_owner() as cursor:
        cursor.execute(
            "UPDATE audit_outbox SET sent_at = sent_at - interval '10 minutes'"
            " WHERE done_at IS NULL AND task = %s"
            f" AND sent_at < now() - {A_WHILE}",
            [TASK],
        )
        aged += cursor.rowcount
    for slug in WAYS.values():
        with as_owner(organisation(slug).schema_name) as cursor:
            cursor.execute(
                "UPDATE notifications_message"
                " SET claimed_at = claimed_at - interval '10 minutes'"
                f" WHERE state = 'SENDING' AND claimed_at < now() - {A_WHILE}"
            )
            aged += cursor.rowcount
    return {"aged": aged}


def left() -> dict[str, int]:
    """How many extracts are still to be made."""
    with as_owner() as cursor:
        cursor.execute(
            "SELECT count(*) FROM audit_outbox WHERE done_at IS NULL AND task = %s",
            [TASK],
        )
        return {"open": cursor.fetchone()[0]}


def extracts() -> dict[str, Any]:
    """What became of each extract, and what is on record of it."""
    told: dict[str, Any] = {}
    partner = organisation(PARTNER)
    with in_organisation(partner):
        opened = events_for(
            organisation=partner.pk, kinds=[Kind.EXTRACT_OPENED], limit=1000
        )
        told["opened"] = sorted(Counter(event.subject for event in opened).values())
    for kind, slug in WAYS.items():
        with in_organisation(organisation(slug)) as here:
            sent = events_for(
                organisation=here.pk, kinds=[Kind.EXTRACT_SENT], limit=1000
            )
            told[kind] = {
                "states": Counter(Extract.objects.values_list("state", flat=True)),
                "digests": Extract.objects.exclude(digest="").count(),
                "sent": sorted(Counter(event.subject for event in sent).values()),
                "receipts": Receipt.objects.filter(
                    question="EXTRACT", permitted=True
                ).count(),
                "kept": Extract.objects.filter(sealed__isnull=False).count(),
            }
    return told


def open_links() -> dict[str, int]:
    """Open every link that is not opened yet, saying so after each commit."""
    partner = organisation(PARTNER)
    officer = people.person(partner, Role.PARTNER_OFFICER)
    asker = worlds.sign_in(partner, actor_id=str(officer.pk), role=Role.PARTNER_OFFICER)
    with in_organisation(partner):
        sent = Extract.objects.filter(kind="LINK", state="SENT").order_by("pk")
        waiting = list(sent.values_list("pk", flat=True))
        for extract_id in waiting:
            extract_opening.open_once(
                extract_id=extract_id, asker_digest=asker, by=officer, at=worlds.now()
            )
            print(json.dumps({"went": str(extract_id)}), flush=True)
    return {"opened": len(waiting)}


COMMANDS = {
    "ask-for-extracts": ask_for_extracts,
    "extracts-later": later,
    "extracts-left": left,
    "extracts": extracts,
    "open-links": open_links,
}
