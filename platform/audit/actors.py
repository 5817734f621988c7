"""Who did it?"""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class ActorKind(StrEnum):
    PERSON = "PERSON"
    CLIENT = "CLIENT"
    SYSTEM = "SYSTEM"


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A person, a machine client or the system itself, as events keep it: no name.

    `id` is the person's or client's id within the organisation; `session` a digest.
    `responsible` is the id of the person who answers for a client's step.
    """

    kind: str
    id: str
    role: str = ""
    organisation: UUID | None = None
    session: str = ""
    responsible: str = ""

    @property
    def person(self) -> str:
        """Whoever stands behind the step: the person, or who answers for a client."""
        return self.responsible or self.id


def system(name: str, *, organisation: UUID | None = None) -> Actor:
    """The system acting by itself: `name` says which part of it."""
    return Actor(kind=ActorKind.SYSTEM, id=name, organisation=organisation)
