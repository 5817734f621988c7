"""Which invented organisations, markers and agreements are measured?

Written straight to the shared tables as their owner: the actions that write them in
life are measured elsewhere and would take an hour here.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from secrets import token_hex
from time import perf_counter
from uuid import UUID, uuid4

from audit.actors import system
from markers.actions import SAME
from markers.facts import MarkerContent
from markers.keys import entry_keys
from markers.models import Marker
from markers.states import MarkerState
from tenants import packs
from tenants.codes import OrganisationKind
from tenants.context import as_owner
from tenants.models import Asker, Organisation
from tenants.provision import open_organisation


# So that a second run in one database meets nothing of the first.
RUN = token_hex(3)
MARKERS = 60
AT = datetime.now(UTC)
TODAY = AT.date()
NEXT_YEAR = TODAY + timedelta(days=365)
FIRST = ["Ada", "Bram", "Cleo", "Dov", "Edda", "Finn", "Greta", "Hugo", "Ines", "Jory"]
LAST = [
    *("Applegarth", "Brightwell", "Copperdale", "Dunmallow", "Evenholt"),
    *("Fernsby", "Greenacre", "Hollowell", "Inkpen", "Juniper"),
]
MEASURED = (
    *("markers_marker", "markers_key", "tenants_asker", "tenants_organisation"),
    *("sharing_agreement", "sharing_agreementversion", "sharing_indemnity"),
    *("sharing_attestation", "sharing_portfolioitem", "sharing_release"),
)


@dataclass(frozen=True, slots=True)
class Register:
    """One organisation of the bench, and its number."""

    organisation: Organisation
    number: int

    def uprn(self, marker: int) -> str:
        return f"999{self.number:04d}{marker:05d}"

    def postcode(self, marker: int) -> str:
        return f"ZX{self.number % 90 + 1} {marker % 9 + 1}AA"


def open_one(number: int, *, kind: OrganisationKind) -> tuple[Register, float]:
    """Open one organisation; the seconds it took."""
    pack = "brightfix" if kind == OrganisationKind.CONTRACTOR else "eastmere"
    began = perf_counter()
    organisation = open_organisation(
        slug=f"bench-{RUN}-{number}",
        name=f"Bench {number}",
        kind=kind,
        pack_toml=packs.shipped(pack),
        domain=f"bench-{RUN}-{number}.localhost",
        duty_name="Duty desk",
        duty_phone="01632 960000",
        by=system("bench"),
        at=AT,
    )
    return Register(organisation, number), perf_counter() - began


def fill(register: Register) -> None:
    """Give a register its markers and their keys."""
    contents = [_content(register, number) for number in range(MARKERS)]
    owner = register.organisation.id
    Marker.objects.using("owner").bulk_create(
        _marker(owner, content) for content in contents
    )
    keys = [(c.entry_id, key) for c in contents for key in entry_keys(c)]
    with as_owner() as cursor:
        cursor.execute(
            "INSERT INTO public.markers_key (marker_id, owner, value)"
            " SELECT unnest(%s::uuid[]), %s, unnest(%s::bigint[])",
            [[marker for marker, _ in keys], owner, [key for _, key in keys]],
        )


def _content(register: Register, number: int) -> MarkerContent:
    return MarkerContent(
        entry_id=uuid4(),
        reference=f"B-{register.number}-{number}",
        subject_kind="PERSON_AT_PREMISES",
        follows="BOTH",
        category="PHYS",
        precautions=("TWO",),
        ring_name="Duty desk",
        ring_phone="01632 960001",
        state=MarkerState.ACTIVE,
        starts_on=TODAY,
        ends_on=NEXT_YEAR,
        review_on=NEXT_YEAR,
        shareable=True,
        name=f"{FIRST[number % 10]} {LAST[number // 10 % 10]}",
        date_of_birth=date(1950 + number % 50, number % 12 + 1, number % 28 + 1),
        address=f"{number + 1} Mill Street, Bench",
        uprn=register.uprn(number),
        postcode=register.postcode(number),
        building=str(number + 1),
        summary="Struck an officer at the door.",
    )


def _marker(owner: UUID, content: MarkerContent) -> Marker:
    """As `markers.actions.publish` would write it, the entry's id for its own."""
    same = {name: getattr(content, name) for name in SAME}
    return Marker(
        **same,
        id=content.entry_id,
        entry_id=content.entry_id,
        owner=owner,
        uprn=content.uprn,
        postcode=content.postcode.replace(" ", ""),
        building=content.building,
        address_key=f"{content.building}|mill street",
        name_forms=[content.name.lower()],
        date_of_birth=content.date_of_birth,
        display_name=content.name,
        display_address=content.address,
        precautions=list(content.precautions),
        state="ACTIVE",
        published_at=AT,
    )


def let_in(organisation: Organisation, token: str) -> None:
    """A machine's live token, as the token endpoint leaves it."""
    let_in_id(organisation.id, token)


def let_in_id(organisation: UUID, token: str) -> None:
    """The same, where only the organisation's row is there."""
    Asker.objects.using("owner").create(
        digest=sha256(token.encode()).digest(),
        organisation=organisation,
        kind="CLIENT",
        actor_id=str(uuid4()),
        role="VISITING_OFFICER",
        roles=["VISITING_OFFICER"],
        ceiling="SUMMARY",
        reads_register=True,
        briefing_ends=NEXT_YEAR,
        second_factor=True,
        scopes=["check"],
        responsible_id=str(uuid4()),
        responsible_role="VISITING_OFFICER",
        responsible_ceiling="SUMMARY",
        responsible_briefing_ends=NEXT_YEAR,
        expires_at=AT + timedelta(days=1),
        idle_expires_at=AT + timedelta(days=1),
    )


def settle() -> None:
    """Let the planner know what is there now."""
    with as_owner() as cursor:
        for table in MEASURED:
            cursor.execute(f"ANALYZE public.{table}")
