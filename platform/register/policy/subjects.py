"""May a subject be known by these names, vehicles and animals?"""

from collections.abc import Iterator, Mapping, Sequence

from register.facts import SubjectFacts
from tenants.packs import Pack
from tenants.packs.choices import Presence


LINES_MAX = 20
LINE_MAX = 200


def against_lines(subject: SubjectFacts) -> Iterator[str]:
    """Other names, vehicles and animals: so many, so long, and none without a name."""
    lists: Mapping[str, Sequence[object]] = {
        "other names": subject.aliases,
        "vehicles": subject.vehicles,
        "animals": subject.animals,
    }
    for what, lines in lists.items():
        if len(lines) > LINES_MAX:
            yield f"Enter no more than {LINES_MAX} {what}."
        if any(len(str(line)) > LINE_MAX for line in lines):
            yield f"Enter no more than {LINE_MAX} characters on a line of the {what}."
    if not all(vehicle.registration.strip() for vehicle in subject.vehicles):
        yield "Give the registration of each vehicle, or say that it is not known."
    if not all(animal.kind.strip() for animal in subject.animals):
        yield "Say what kind of animal each is."


def not_held(subject: SubjectFacts, pack: Pack) -> Iterator[str]:
    """The lists of a subject that this register keeps none of."""
    for name in ("aliases", "vehicles", "animals"):
        if getattr(subject, name) and pack.presence_of(name) is Presence.FORBIDDEN:
            words = "other names" if name == "aliases" else name
            yield f"This register does not hold {words}. Leave them empty."
