"""Who asks, and which one or two rows of every shared table stand there?

A council (D) has an agreement with a contractor (R); another council (T) has no part in
it; P is the platform. The rows are written as the tables' owner. Constraints, column
grants and triggers that would refuse first are taken away: here the policies are tried
alone, in a database of the test's own.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.apps import apps
from django.db import models
from psycopg import sql
from psycopg.types.json import Jsonb

from tenants.codes import OrganisationKind
from tenants.context import as_owner
from tenants.models import Organisation
from tests.organisations import open_one


NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
TODAY = date(2026, 3, 2)
PARTIES = {"discloser": "D", "recipient": "R"}
BARE = """
DO $$ DECLARE one record; BEGIN
    FOR one IN SELECT conrelid::regclass AS on_table, conname FROM pg_constraint
        WHERE contype IN ('c', 'u') AND conrelid::regclass::text ~ '^(sharing|markers)_'
    LOOP
        EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I CASCADE',
            one.on_table, one.conname);
    END LOOP;
    FOR one IN SELECT indexrelid::regclass AS named FROM pg_index
        WHERE indisunique AND NOT indisprimary
        AND indrelid::regclass::text ~ '^(sharing|markers)_'
        AND indexrelid NOT IN (SELECT conindid FROM pg_constraint)
    LOOP
        EXECUTE format('DROP INDEX %s', one.named);
    END LOOP;
    FOR one IN SELECT oid::regclass AS named FROM pg_class
        WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
        AND relname ~ '^(sharing|markers)_'
    LOOP
        EXECUTE format('ALTER TABLE %s DISABLE TRIGGER USER', one.named);
        EXECUTE format('GRANT ALL ON %s TO heed_organisation, heed_platform, heed_check',
            one.named);
    END LOOP;
END $$
"""
AGREEMENT, VERSION, ROUTE, CASE, CLOSED, BATCH, CHANGE, MARKER, EXTRACT = (
    UUID(int=number) for number in range(1, 10)
)
# Each row of the scene: its table, and what is not simply filled in. What is ended is
# there twice, so that it is never taken for what stands.
ROWS: list[tuple[str, dict[str, Any]]] = [
    ("agreement", {**PARTIES, "id": AGREEMENT}),
    ("agreementversion", {**PARTIES, "id": VERSION, "state": "IN_FORCE"}),
    ("agreementevent", {**PARTIES, "by_organisation": "D"}),
    ("indemnity", {**PARTIES}),
    ("attestation", {**PARTIES}),
    ("portfolioitem", {**PARTIES}),
    ("release", {"owner": "D", "recipient": "R"}),
    *[("release", {"owner": "D", "recipient": "R", "withdrawn_at": NOW})] * 2,
    ("teamrelease", {"owner": "D"}),
    *[("teamrelease", {"owner": "D", "withdrawn_at": NOW})] * 2,
    ("recall", {"owner": "D", "recipient": "R"}),
    ("recall", {"owner": "D", "recipient": "R", "acknowledged_at": NOW}),
    ("check", {"organisation": "R"}),
    ("checkbatch", {"organisation": "R", "id": BATCH}),
    ("checkbatchpart", {"organisation": "R"}),
    *(
        (
            "receipt",
            {"owner": "D", "organisation": "R", "question": of, "permitted": permitted},
        )
        for of, permitted in (
            *(("CHECK", True), ("CHECK", False)),
            *(("EXTRACT", True), ("RELEASE", True)),
        )
    ),
    ("paper", {**PARTIES, "by_organisation": "D"}),
    ("misusecase", {**PARTIES, "id": CASE, "reported_by_organisation": "R"}),
    ("misusecase", {**PARTIES, "id": CLOSED, "closed_at": NOW}),
    ("misusetask", {**PARTIES, "organisation": "D"}),
    ("misusetask", {**PARTIES, "organisation": "D", "done_at": NOW}),
    ("misusetask", {**PARTIES, "organisation": "R"}),
    ("misusedecision", {**PARTIES, "organisation": "D"}),
    ("service", {"organisation": "R"}),
    ("service", {"organisation": "D"}),
    ("servicequestion", {"organisation": "R", "asked_by_organisation": "D"}),
    *[
        (
            "servicequestion",
            {"organisation": "R", "asked_by_organisation": "D", "answered_at": NOW},
        )
    ]
    * 2,
    ("extractroute", {**PARTIES, "id": ROUTE}),
    *[("extractroute", {**PARTIES, "withdrawn_at": NOW})] * 2,
    ("extract", {**PARTIES, "id": EXTRACT, "kind": "LINK", "state": "SENT"}),
    *(
        ("extract", {**PARTIES, "kind": kind, "state": state})
        for kind, state in (("LINK", "OPENED"), ("SMIME", "SENT"), ("LINK", "ASKED"))
    ),
    ("neverleft", {**PARTIES}),
    ("signingkey", {"organisation": "D"}),
    ("portfoliochange", {"discloser": "D", "id": CHANGE}),
    ("portfoliostaged", {"discloser": "D"}),
    ("marker", {"owner": "D", "id": MARKER}),
    ("key", {"owner": "D"}),
]
# Which row of the scene a key to another table leads to.
LEAD_TO = {
    "agreement": AGREEMENT,
    "version": VERSION,
    "route": ROUTE,
    "case": CASE,
    "batch": BATCH,
    "change": CHANGE,
    "marker": MARKER,
    "extract": EXTRACT,
}
FILLED = {
    "UUIDField": lambda: uuid4(),
    "CharField": lambda: "x",
    "TextField": lambda: "x",
    "DateField": lambda: TODAY,
    "DateTimeField": lambda: NOW,
    "BinaryField": lambda: b"x",
    "BooleanField": lambda: True,
    "JSONField": lambda: Jsonb({}),
}


@dataclass(frozen=True)
class Scene:
    """The four, by letter. A small letter is the same one's check."""

    who: dict[str, Organisation]

    def value(self, given: Any) -> Any:
        """A letter that stands for an organisation, as its id."""
        organisation = self.who.get(given) if isinstance(given, str) else None
        return organisation.pk if organisation else given

    def insert(self, table: str, changes: dict[str, Any]) -> sql.Composed:
        row = {**filled(model_of(table)), **changes}
        return sql.SQL("INSERT INTO public.{} ({}) VALUES ({})").format(
            sql.Identifier(model_of(table)._meta.db_table),
            sql.SQL(", ").join(map(sql.Identifier, row)),
            sql.SQL(", ").join(sql.Literal(self.value(one)) for one in row.values()),
        )


def lay_out() -> Scene:
    kinds = {
        "D": (OrganisationKind.COUNCIL, "eastmere"),
        "R": (OrganisationKind.CONTRACTOR, "brightfix"),
        "T": (OrganisationKind.COUNCIL, "torley"),
        "P": (OrganisationKind.PLATFORM, "platform"),
    }
    who = {
        letter: open_one(f"wall-{letter.lower()}", *kind, f"Wall {letter}")
        for letter, kind in kinds.items()
    }
    scene = Scene(who)
    with as_owner() as cursor:
        cursor.execute(BARE)
        for table, changes in ROWS:
            cursor.execute(scene.insert(table, changes).as_string())
    return scene


def model_of(table: str) -> type[models.Model]:
    app = "markers" if table in {"marker", "key"} else "sharing"
    return apps.get_model(app, table)


def filled(model: type[models.Model]) -> dict[str, Any]:
    """A value for each column that must have one; empty where it may be empty."""
    row = {}
    for field in model._meta.concrete_fields:
        if isinstance(field, models.ForeignKey):
            row[field.attname] = LEAD_TO[field.name]
        elif not field.null:
            row[field.attname] = _value(field)
    return row


def _value(field: models.Field) -> Any:
    if field.has_default():
        given = field.get_default()
        return Jsonb(given) if isinstance(field, models.JSONField) else given
    kind = field.get_internal_type()
    if kind in FILLED:
        return FILLED[kind]()
    return [] if kind == "ArrayField" else 1
