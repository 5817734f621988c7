"""The product in a process of its own, doing what it is told line by line.

`python -m tests.faults.acting`: each line read is a command, each line written is the
answer as JSON. `release` writes one line for each release once it is committed. What
is told of extracts is in `extracting.py`.
"""

import json
import os
import sys
from collections.abc import Callable
from typing import Any

import django


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

# ruff: noqa: E402 - Django is set up above
from dataclasses import replace
from uuid import uuid4

from accounts.models import User
from audit.kinds import Kind
from audit.queries import events_for
from config.celery import app
from register.actions import entries
from register.models import Entry
from sharing.actions import comparing, releases
from sharing.models import Agreement, Recall, Receipt, Release
from tenants import outbox
from tenants.codes import OrganisationKind, Role
from tenants.context import as_owner, in_organisation
from tenants.models import Organisation
from tenants.tasks import send
from tests.accounts.making import make_person
from tests.faults import extracting
from tests.organisations import open_one
from tests.register import making
from tests.sharing import people, worlds


UPRN = "999111000001"
RECALL = "sharing.recall_marker"


def council() -> Organisation:
    return Organisation.objects.get(slug="council")


def somebody(role: Role) -> User:
    """A person of an address that no other process has made."""
    email = f"{uuid4().hex}@eastmere.example"
    return make_person(role, email=email, password=None, totp_secret=None)


def lay_out(number: str) -> dict[str, int]:
    """So many entries that were released and shown, and as many that were not."""
    parties = people.parties(
        open_one("council", OrganisationKind.COUNCIL, "eastmere", "Council"),
        open_one("partner", OrganisationKind.CONTRACTOR, "brightfix", "Partner"),
    )
    parties.in_force(categories=("THREAT",))
    subject = replace(making.CONTENT.subject, uprn=UPRN)
    content = replace(making.CONTENT, subject=subject)
    with parties.here("council"):
        staff = making.make_people()
        for _ in range(2 * int(number)):
            report = making.make_report(staff, content=content, at=worlds.now())
            making.decided(staff, report, at=worlds.now())
    release(number)
    digest = worlds.sign_in(parties.partner)
    shown = worlds.ask(parties.partner, digest)
    return {"shown": len(shown.markers)}


def release(number: str) -> dict[str, int]:
    """Release so many that are not released yet, saying so after each commit."""
    made = 0
    with in_organisation(council()):
        officer = somebody(Role.SHARING_OFFICER)
        agreement = Agreement.objects.get().pk
        given = set(Release.objects.values_list("entry_id", flat=True))
        for entry in Entry.objects.exclude(pk__in=given).order_by("pk")[: int(number)]:
            releases.release(
                entry_reference=entry.reference,
                choices=[(agreement, "REPAIRS", "FLAG")],
                proportionality="They enter this home.",
                by=officer,
                at=worlds.now(),
            )
            made += 1
            print(json.dumps({"released": entry.reference}), flush=True)
    return {"made": made}


def end() -> dict[str, int]:
    """Withdraw every entry that was released and shown."""
    with in_organisation(council()):
        decider = somebody(Role.DECISION_OFFICER)
        shown = Receipt.objects.filter(question="CHECK", permitted=True)
        released = Release.objects.filter(marker_id__in=shown.values("marker_id"))
        found = list(Entry.objects.filter(pk__in=released.values("entry_id")))
        for entry in found:
            entries.withdraw(
                reference=entry.reference, reason="Gone.", by=decider, at=worlds.now()
            )
        return {"ended": len(found)}


def relay() -> dict[str, int]:
    return {"sent": outbox.relay(send=send)}


def later() -> dict[str, int]:
    """Whatever was sent and is not done was sent ten minutes ago."""
    with as_owner() as cursor:
        cursor.execute(
            "UPDATE audit_outbox SET sent_at = sent_at - interval '10 minutes'"
            " WHERE done_at IS NULL AND task = %s",
            [RECALL],
        )
    return relay()


def recalls() -> dict[str, int]:
    """How many recalls there are, of how many releases, told how often, and what is
    still to be done: that first, so that where nothing is, the rest is final."""
    with as_owner() as cursor:
        cursor.execute(
            "SELECT count(*) FROM audit_outbox WHERE done_at IS NULL AND task = %s",
            [RECALL],
        )
        still_open = cursor.fetchone()[0]
    with in_organisation(council()) as here:
        releases_told = Recall.objects.values_list("release_id", flat=True)
        return {
            "recalls": len(releases_told),
            "releases": len(set(releases_told)),
            "events": len(
                events_for(organisation=here.pk, kinds=[Kind.RECALL_RAISED], limit=1000)
            ),
            "standing": Release.objects.filter(
                withdrawn_at__isnull=True,
                entry_id__in=Entry.objects.filter(ended_at__isnull=False).values("pk"),
            ).count(),
            "open": still_open,
        }


def agree() -> dict[str, Any]:
    """What each place says of the releases that there are, and what differs."""
    with in_organisation(council()) as here:
        found = comparing.compare(at=worlds.now())
        standing = Release.objects.all()
        entries_of = dict(Entry.objects.values_list("pk", "reference"))
        events = events_for(
            organisation=here.pk, kinds=[Kind.ENTRY_RELEASED], limit=1000
        )
        return {
            "rows": found.rows,
            "differences": found.kinds,
            "releases": sorted(entries_of[one.entry_id] for one in standing),
            "events": sorted(event.subject for event in events),
            "receipts": Receipt.objects.filter(
                question="RELEASE", permitted=True
            ).count(),
        }


COMMANDS: dict[str, Callable[..., dict[str, Any]]] = {
    "lay-out": lay_out,
    "release": release,
    "end": end,
    "relay": relay,
    "later": later,
    "recalls": recalls,
    "agree": agree,
    **extracting.COMMANDS,
}


def main() -> None:
    app.set_current()
    for line in sys.stdin:
        command, *given = line.split()
        print(json.dumps(COMMANDS[command](*given)), flush=True)


if __name__ == "__main__":
    main()
