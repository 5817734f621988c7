"""How are a million released rows written, with the agreements they rest on?

Straight to the shared tables, by the set. Row-level security is off while they are
written: their owner is subject to it, and a million rows would each be asked.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import batched
from random import Random
from uuid import UUID, uuid4

from infra.bench.agreements import Standing, standing_between
from infra.bench.bulk import bulk, write_keys
from infra.bench.world import AT, NEXT_YEAR, TODAY
from markers.keys import person_keys
from markers.names import name_parts
from markers.place_keys import premises_keys
from sharing.models import Agreement, AgreementVersion, Attestation, Indemnity
from tenants import packs
from tenants.adoption import summary_of
from tenants.codes import OrganisationKind
from tenants.context import as_owner
from tenants.models import Organisation, PackSummary, Status
from tests.markers.misspellings import spoil_name
from tests.markers.people import District


DISCLOSERS = 10
AT_A_TIME = 20_000
WRITTEN = ("markers_marker", "markers_key", "sharing_portfolioitem", "sharing_release")


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How much is written; the first `named` rows can be found by name as well."""

    markers: int
    recipients: int
    agreements: int
    named: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor:
    """Who asks, about which places, and by which misspelt names."""

    recipient: UUID
    uprns: Sequence[str]
    names: Sequence[str]


@dataclass(frozen=True, slots=True)
class Row:
    """One released row. Its number settles everything but the name."""

    number: int
    id: UUID
    agreement: Agreement
    name: str

    @property
    def uprn(self) -> str:
        return f"{999_200_000_000 + self.number}"

    @property
    def keys(self) -> set[int]:
        place = premises_keys(uprn=self.uprn, postcode="", building="", address="")
        named = person_keys(name=self.name, date_of_birth=None) if self.name else set()
        return place | named


MARKERS = """
INSERT INTO public.markers_marker (id, owner, entry_id, reference, subject_kind, follows,
    uprn, postcode, building, address_key, area_code, elsewhere, name_forms, display_name,
    display_address, panel, category, precautions, summary, ring_name, ring_phone, state,
    starts_on, ends_on, review_on, processing_restricted, shareable, published_at)
SELECT id, owner, id, 'B-' || n, 'PERSON_AT_PREMISES', 'BOTH', uprn, '', '', '', '', '[]',
    CASE WHEN form = '' THEN '{}'::varchar[] ELSE ARRAY[form]::varchar[] END, form, '',
    '', 'PHYS', '{TWO}', '', 'Duty desk', '01632 960001', 'ACTIVE', %(today)s::date,
    %(ends)s::date, %(ends)s::date, false, true, %(at)s::timestamptz
FROM unnest(%(ids)s::uuid[], %(owners)s::uuid[], %(numbers)s::int[], %(uprns)s::text[],
    %(forms)s::text[]) AS made (id, owner, n, uprn, form)
"""
PLACES = """
INSERT INTO public.sharing_portfolioitem (agreement_id, discloser, recipient, kind, value)
SELECT agreement, owner, recipient, 'UPRN', uprn
FROM unnest(%(agreements)s::uuid[], %(owners)s::uuid[], %(recipients)s::uuid[],
    %(uprns)s::text[]) AS made (agreement, owner, recipient, uprn)
"""
RELEASES = """
INSERT INTO public.sharing_release (marker_id, entry_id, agreement_id, owner, recipient,
    activity, mode, level, decided_by, decided_role, decided_at, reason, withdrawn_by,
    withdrawn_reason)
SELECT id, id, agreement, owner, recipient, 'REPAIRS', 'ENTERS_PREMISES', 'SUMMARY',
    'bench', 'SHARING_OFFICER', %(at)s::timestamptz, 'They enter this home.', '', ''
FROM unnest(%(ids)s::uuid[], %(agreements)s::uuid[], %(owners)s::uuid[],
    %(recipients)s::uuid[]) AS made (id, agreement, owner, recipient)
"""


def write_floor(size: Size, *, say: Callable[[str], None]) -> Floor:
    """Write it all; the first recipient is the one who asks."""
    say(f"Writing {size.agreements:,} agreements")
    disclosers = _organisations(DISCLOSERS, OrganisationKind.COUNCIL)
    recipients = _organisations(size.recipients, OrganisationKind.CONTRACTOR)
    agreements = _agreements(disclosers, recipients, size.agreements)
    me = recipients[0]
    say(f"Writing {size.markers:,} released rows")
    district, random = District(7), Random(3)  # noqa: S311  a draw, no secret
    uprns: list[str] = []
    names: list[str] = []
    with bulk(WRITTEN):
        for numbers in batched(range(size.markers), AT_A_TIME, strict=False):
            rows = [
                Row(
                    number,
                    uuid4(),
                    agreements[number % len(agreements)],
                    district.someone().name if number < size.named else "",
                )
                for number in numbers
            ]
            _write(rows)
            mine = [row for row in rows if row.agreement.recipient == me]
            uprns += [row.uprn for row in mine]
            names += [spoil_name(row.name, random) for row in mine if row.name]
    return Floor(recipient=me, uprns=uprns, names=_enough(names, district, random))


def _enough(names: list[str], district: District, random: Random) -> list[str]:
    """Beside those who can be found, as many again who cannot."""
    others = [spoil_name(district.someone().name, random) for _ in range(250)]
    return [name for pair in zip(names * 20, others, strict=False) for name in pair]


def _organisations(count: int, kind: OrganisationKind) -> list[UUID]:
    made = [
        Organisation(
            id=(identity := uuid4()),
            schema_name=f"t_{identity.hex[:12]}",
            slug=f"floor-{identity.hex[:16]}",
            name=f"Floor {identity.hex[:8]}",
            short_name="Floor",
            kind=kind.value,
            status=Status.ACTIVE,
        )
        for _ in range(count)
    ]
    Organisation.objects.using("owner").bulk_create(made)
    pack = "eastmere" if kind == OrganisationKind.COUNCIL else "brightfix"
    summary = summary_of(packs.load(packs.shipped(pack)))
    PackSummary.objects.using("owner").bulk_create(
        PackSummary(organisation=one, number=1, counts_from=TODAY, **summary)
        for one in made
    )
    return [organisation.id for organisation in made]


def _agreements(
    disclosers: Sequence[UUID], recipients: Sequence[UUID], count: int
) -> list[Agreement]:
    """Each recipient in turn, with each discloser in turn."""
    standings: list[Standing] = [
        standing_between(
            disclosers[number // len(recipients) % len(disclosers)],
            recipients[number % len(recipients)],
        )
        for number in range(count)
    ]
    for some in batched(standings, 2_000, strict=False):
        Agreement.objects.using("owner").bulk_create(s.agreement for s in some)
        AgreementVersion.objects.using("owner").bulk_create(s.version for s in some)
        Indemnity.objects.using("owner").bulk_create(s.indemnity for s in some)
        Attestation.objects.using("owner").bulk_create(s.attestation for s in some)
    return [standing.agreement for standing in standings]


def _write(rows: Sequence[Row]) -> None:
    values = {
        "today": TODAY,
        "ends": NEXT_YEAR,
        "at": AT,
        "ids": [row.id for row in rows],
        "numbers": [row.number for row in rows],
        "owners": [row.agreement.discloser for row in rows],
        "recipients": [row.agreement.recipient for row in rows],
        "agreements": [row.agreement.id for row in rows],
        "uprns": [row.uprn for row in rows],
        "forms": [" ".join(name_parts(row.name)) if row.name else "" for row in rows],
    }
    with as_owner() as cursor:
        for statement in (MARKERS, PLACES, RELEASES):
            cursor.execute(statement, values)
    write_keys(
        (row.id, row.agreement.discloser, key) for row in rows for key in row.keys
    )
