"""How does the shared floor look when many organisations share at once, as chance has it?

Agreements, releases and entries are laid out at random, most whole and some with one
thing wrong, and written set-wise as the tables' owner, so that only the reading is
tried. The rows kept in memory are what the gate is asked about.
"""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from itertools import cycle, product
from random import Random
from typing import Any
from uuid import UUID, uuid4

from markers.models import Key, Marker
from sharing.models import (
    Agreement,
    AgreementVersion,
    Attestation,
    Indemnity,
    PortfolioItem,
    Release,
)
from sharing.queries.standing import Standing
from tenants.models import Organisation, PackSummary
from tests.sharing.worlds import HASH, HEADS


OWNER = "owner"
FIRST = date(2026, 3, 2)
LONG = timedelta(days=500)
NOW = datetime.now(UTC)
UNATTESTED = 0.03
ACTIVITIES = (
    *("REPAIRS", "GAS_SAFETY", "CARE_VISITS"),
    *("VOID_WORKS", "TENANCY_VISITS", "HOUSING_MANAGEMENT"),
)
EXCLUDED = ("GROUNDS_MAINTENANCE", "REFUSE_COLLECTION")
MODES = ("ENTERS_PREMISES", "CROSSES_BOUNDARY", "FACE_TO_FACE")
WRITTEN = (
    PackSummary,
    *(Agreement, AgreementVersion, Indemnity, Attestation, PortfolioItem),
    *(Marker, Key, Release),
)


@dataclass
class Floor:
    """All rows of one world, and for each release what it rests on."""

    disclosers: list[Organisation]
    recipients: list[Organisation]
    days: list[date]
    rows: dict[type, list[Any]] = field(
        default_factory=lambda: {model: [] for model in WRITTEN}
    )
    standings: dict[UUID, Standing] = field(default_factory=dict)

    def terms_on(self, day: date) -> dict[UUID, PackSummary]:
        """Each discloser's pack in force: of those whose day has come the newest."""
        come = [one for one in self.rows[PackSummary] if one.counts_from <= day]
        come.sort(key=lambda one: one.number)
        return {one.organisation_id: one for one in come}

    @property
    def markers(self) -> dict[UUID, Marker]:
        return {marker.pk: marker for marker in self.rows[Marker]}

    def add(self, row: Any) -> Any:
        self.rows[type(row)].append(row)
        return row

    def write(self) -> None:
        """As the owner, table by table."""
        for model in WRITTEN:
            model.objects.using(OWNER).bulk_create(self.rows[model], batch_size=2000)


def lay_out(
    draw: Random,
    *,
    disclosers: list[Organisation],
    recipients: list[Organisation],
    days: int,
    agreements: int,
    markers: int,
) -> Floor:
    """So many agreements for each pair, and so many entries for each discloser."""
    floor = Floor(
        disclosers, recipients, [FIRST + timedelta(days=n) for n in range(days)]
    )
    for number, discloser in enumerate(disclosers):
        _exclude(floor, discloser, number, draw)
    held: dict[tuple[UUID, UUID], list[Standing]] = {}
    turn = cycle(draw.sample(WRONG, len(WRONG)))
    for discloser, recipient in product(disclosers, recipients):
        held[discloser.id, recipient.id] = [
            _agree(floor, discloser, recipient, next(turn), draw)
            for _ in range(agreements)
        ]
    for discloser in disclosers:
        for _ in range(markers):
            marker = floor.add(_marker(discloser, floor.days, draw))
            floor.add(
                Key(marker=marker, owner=discloser.id, value=draw.getrandbits(60))
            )
            for recipient in recipients:
                _release(floor, marker, held[discloser.id, recipient.id], draw)
    _lie(floor, held, draw)
    return floor


def _exclude(floor: Floor, discloser: Organisation, turn: int, draw: Random) -> None:
    """Versions of a discloser's pack, each with a kind of work that the others let be.

    One has counted since long before and the next counts from one of the days looked at.
    An older one whose day comes among them never counts again, and the last does not
    count yet. The packs with which they were opened count from long after these days.
    What the policy excludes for everybody is in none of them: it is refused all the same.
    """
    comes = draw.choice(floor.days[1:-1])
    first, second, neither = (
        ACTIVITIES[(turn + n) % len(ACTIVITIES)] for n in (0, 1, 2)
    )
    versions = (
        (draw.choice(floor.days), neither),
        (floor.days[0] - LONG, first),
        (comes, second),
        (floor.days[-1] + LONG, neither),
    )
    for number, (counts_from, work) in enumerate(versions, start=2):
        floor.add(
            PackSummary(
                id=uuid4(),
                organisation_id=discloser.id,
                number=number,
                counts_from=counts_from,
                has_register=True,
                sharing_ceiling="SUMMARY",
                register_suspended=False,
                search_modes="both",
                excluded_activities=[work],
            )
        )


CUT = ("begins", "ends", "both")


def _term(days: list[date], draw: Random, cut: str) -> tuple[date, date]:
    """From well before to well after; or, where it is cut, on the days looked at."""
    starts, ends = sorted(draw.choice(days) for _ in range(2))
    return (
        starts if cut in {"begins", "both"} else days[0] - LONG,
        ends if cut in {"ends", "both"} else days[-1] + LONG,
    )


# Each has its turn, so that a world of so many agreements a pair holds each for each.
WRONG = (
    *("nothing",) * 8,
    *("begins", "ends", "state", "activity", "hash", "undertaking", "cover"),
    *(f"without {head}" for head in HEADS),
    *("attested: begins", "attested: ends", "approver", "mode"),
    *("replaced", "attestation withdrawn", *EXCLUDED),
)


def _agree(
    floor: Floor,
    discloser: Organisation,
    recipient: Organisation,
    wrong: str,
    draw: Random,
) -> Standing:
    """One agreement with at most one thing wrong."""
    activity = draw.choice(ACTIVITIES)
    if wrong in EXCLUDED:
        activity = wrong
    parties = {"discloser": discloser.id, "recipient": recipient.id}
    agreement = floor.add(
        Agreement(
            id=uuid4(),
            **parties,
            reference=uuid4().hex[:16],
            title="Repairs",
            drafted_by="officer-1",
            drafted_at=NOW,
        )
    )
    version = floor.add(
        _version(floor, agreement, parties, activity, wrong=wrong, draw=draw)
    )
    indemnity = floor.add(_indemnity(floor, version, parties, wrong=wrong, draw=draw))
    attestation = floor.add(
        _attestation(floor, agreement, parties, activity, wrong=wrong, draw=draw)
    )
    floor.add(PortfolioItem(agreement=agreement, **parties, kind="AREA", value="E1"))
    return Standing(
        agreement=agreement,
        version=version,
        activity=activity,
        indemnity=indemnity if wrong != "replaced" else None,
        attestation=attestation if wrong != "attestation withdrawn" else None,
        discloser=discloser,
        recipient=recipient,
        terms=None,
    )


def _version(
    floor: Floor,
    agreement: Agreement,
    parties: dict[str, UUID],
    activity: str,
    *,
    wrong: str,
    draw: Random,
) -> AgreementVersion:
    starts, ends = _term(floor.days, draw, wrong)
    state = "IN_FORCE"
    if wrong == "state":
        state = draw.choice(("SUSPENDED", "EXPIRED", "TERMINATED", "INDEMNIFIED"))
    agreed = [activity] if wrong != "activity" else []
    return AgreementVersion(
        id=uuid4(),
        agreement=agreement,
        **parties,
        number=1,
        state=state,
        purposes=["repair"],
        categories=["PHYS"],
        activities=["SURVEYS", *agreed],
        level="SUMMARY",
        lawful_basis_discloser="uk-gdpr:6(1)(e)",
        lawful_basis_recipient="uk-gdpr:6(1)(c)",
        starts_on=starts,
        review_on=starts,
        ends_on=ends,
        document_hash=HASH,
        discloser_signed_at=NOW,
        recipient_signed_at=NOW,
        basis_activity="REPAIRS",
        basis_mode="ENTERS_PREMISES",
        in_force_at=NOW,
        in_force_by="officer-1",
        in_force_reason="All is in place.",
        suspended_by=parties["discloser"],
        suspended_at=NOW,
        suspension_reason="x",
        drafted_at=NOW,
    )


def _indemnity(
    floor: Floor,
    version: AgreementVersion,
    parties: dict[str, UUID],
    *,
    wrong: str,
    draw: Random,
) -> Indemnity:
    heads = [head for head in [*HEADS, "COSTS"] if wrong != f"without {head}"]
    return Indemnity(
        id=uuid4(),
        version=version,
        agreement_id=version.agreement_id,
        **parties,
        version_hash="b" * 64 if wrong == "hash" else HASH,
        heads=heads,
        policy_undertaking=wrong != "undertaking",
        insurer="Mutual",
        policy_number="P-1",
        cover_ends_on=draw.choice(floor.days)
        if wrong == "cover"
        else floor.days[-1] + LONG,
        signatory_name="Sign Atory",
        signatory_role="Director",
        signatory_authority="Board minute 3",
        executed_by="signatory",
        executed_at=NOW,
        replaced_at=NOW if wrong == "replaced" else None,
    )


def _attestation(
    floor: Floor,
    agreement: Agreement,
    parties: dict[str, UUID],
    activity: str,
    *,
    wrong: str,
    draw: Random,
) -> Attestation:
    starts, ends = _term(floor.days, draw, wrong.removeprefix("attested: "))
    approved = wrong != "approver"
    withdrawn = wrong == "attestation withdrawn"
    return Attestation(
        id=uuid4(),
        agreement=agreement,
        **parties,
        activity=activity,
        mode=draw.choice(("REMOTE_DIRECT", "NONE"))
        if wrong == "mode"
        else draw.choice(MODES),
        evidence="Job sheets",
        people=7,
        starts_on=starts,
        ends_on=ends,
        attested_by="signatory",
        attested_at=NOW,
        approved_by="officer-1" if approved else None,
        approved_at=NOW if approved else None,
        withdrawn_at=NOW if withdrawn else None,
        withdrawn_by="x" if withdrawn else None,
    )


def _marker(owner: Organisation, days: list[date], draw: Random) -> Marker:
    """An entry's marker; one in three has something wrong with it."""
    wrong = draw.choice(("", "", "", "", "", "", "term", "state", "shareable"))
    starts, ends = _term(days, draw, draw.choice(CUT) if wrong == "term" else "")
    state = draw.choice(("ACTIVE", "UNDER_REVIEW", "PROVISIONAL"))
    hours = timedelta(hours=-6 if wrong == "state" else 6)
    if wrong == "state":
        state = "PROVISIONAL"
    return Marker(
        id=uuid4(),
        owner=owner.id,
        entry_id=uuid4(),
        reference=uuid4().hex[:12],
        subject_kind="PREMISES",
        follows="PREMISES",
        area_code="E1",
        category="PHYS",
        precautions=["TWO"],
        ring_name="Duty desk",
        ring_phone="01632 960100",
        state=state,
        provisional_until=NOW + hours if state == "PROVISIONAL" else None,
        starts_on=starts,
        ends_on=ends,
        review_on=ends,
        shareable=wrong != "shareable",
        published_at=NOW,
    )


def _release(floor: Floor, marker: Marker, held: list[Standing], draw: Random) -> None:
    """Mostly one, now and then none, two under two agreements, or one for work that
    nobody has attested there."""
    for given in draw.sample(held, draw.choice((0, 1, 1, 1, 1, 1, 1, 1, 2))):
        standing = given
        if draw.random() < UNATTESTED:
            standing = replace(given, activity="ENFORCEMENT", attestation=None)
        floor.add(_released(floor, marker, standing, withdrawn=draw.random() < 0.08))


def _released(
    floor: Floor, marker: Marker, standing: Standing, *, withdrawn: bool
) -> Release:
    release = Release(
        id=uuid4(),
        marker_id=marker.pk,
        entry_id=marker.entry_id,
        agreement=standing.agreement,
        owner=standing.agreement.discloser,
        recipient=standing.agreement.recipient,
        activity=standing.activity,
        mode="ENTERS_PREMISES",
        level="SUMMARY",
        decided_by="officer-1",
        decided_role="SHARING_OFFICER",
        decided_at=NOW,
        reason="They enter this home.",
        withdrawn_at=NOW if withdrawn else None,
        withdrawn_by="x" if withdrawn else "",
        withdrawn_reason="y" if withdrawn else "",
    )
    floor.standings[release.pk] = standing
    return release


def _lie(floor: Floor, held: dict[Any, list[Standing]], draw: Random) -> None:
    """Releases of what is another organisation's: its owner released nothing."""
    for marker in draw.sample(floor.rows[Marker], min(40, len(floor.rows[Marker]))):
        liars = [one for one in floor.disclosers if one.id != marker.owner]
        pair = draw.choice(liars).id, draw.choice(floor.recipients).id
        floor.add(_released(floor, marker, draw.choice(held[pair]), withdrawn=False))
