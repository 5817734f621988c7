"""What does another organisation hold, and under which ids?

Eastmere's register, with an entry about `SECRET` that is under appeal and released to
Brightfix. Its ids are tried at Torley, where none of it exists.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID, uuid4

from django.apps import apps
from django.db import Error, models, transaction

from markers.models import Marker
from register.references import new_reference
from tenants.context import in_organisation
from tests.register import making
from tests.register.appeals import hearing
from tests.sharing import worlds


SECRET = "Rowan Ashby"
"""Whom Eastmere's entry is about. No page or answer of Torley's may hold the name."""

REGEX = {"account_reset_password_from_key": "forgotten/a1-set/"}
OURS = (
    *("accounts", "register", "rights", "documents", "notifications"),
    *("markers", "sharing"),
)


@dataclass(frozen=True)
class Foreign:
    """One id for each kind of thing, and the references that people read."""

    uuids: dict[str, UUID]
    references: tuple[str, ...]

    def parts(self, uuid: UUID, reference: str) -> dict[str, object]:
        """What stands for each part of an address."""
        return {
            "uuid": uuid,
            "string": reference,
            "slug": "factors",
            "int": 1,
            "path": "anything",
            "regex": REGEX,
        }

    def first(self) -> dict[str, object]:
        return self.parts(self.uuids["register.report"], self.references[0])

    def each(self) -> list[dict[str, object]]:
        """Every id once; the references take turns."""
        return [
            self.parts(uuid, self.references[number % len(self.references)])
            for number, uuid in enumerate(self.uuids.values())
        ]

    def beside_unknown(self) -> Iterator[tuple[dict[str, object], dict[str, object]]]:
        """Every id once, each beside ids of the same form that nobody has."""
        nobodys = uuid4()
        unknown = {known: new_reference(known[0]) for known in self.references}
        for known in self.each():
            yield known, self.parts(nobodys, unknown[str(known["string"])])


def make_foreign(eastmere, brightfix) -> Foreign:
    standing = worlds.agree(eastmere, brightfix)
    with in_organisation(eastmere):
        people = making.make_people()
        report = making.make_report(people)
        entry = making.decided(people, making.make_report(people)).entry
        appeal = hearing.received(entry, hearing.make_panel())
        marker = Marker.objects.get(entry_id=entry.pk)
    worlds.release_to(standing, marker, eastmere)
    worlds.ask(
        eastmere, worlds.sign_in(eastmere, reads_register=True), uprn=marker.uprn
    )
    return Foreign(
        uuids=_uuids(eastmere),
        references=(report.reference, entry.reference, appeal.reference),
    )


def _uuids(organisation) -> dict[str, UUID]:
    found: dict[str, UUID] = {}
    with in_organisation(organisation):
        for model in apps.get_models():
            label = model._meta.label_lower
            if label.partition(".")[0] in OURS and isinstance(
                model._meta.pk, models.UUIDField
            ):
                held = _one_of(model)
                if held is not None:
                    found[label] = held.pk
    return found


def _one_of(model: type[models.Model]) -> models.Model | None:
    try:
        with transaction.atomic():
            return model._default_manager.order_by("pk").first()
    except Error:
        return None  # out of this organisation's reach altogether
