"""In which keys do two packs differ, in plain words?"""

from dataclasses import dataclass

from tenants.packs.pack import Pack
from tenants.packs.wording import NOTHING, lines_of, title_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One key, with what the one pack says of it and what the other does."""

    key: str
    title: str
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.key}: {self.title}: {self.before} → {self.after}"


def differences(before: Pack, after: Pack) -> list[Difference]:
    """Every key in which they differ, in the order of the reference."""
    one, other = lines_of(before), lines_of(after)
    keys = [*one, *(key for key in other if key not in one)]
    return [
        Difference(
            key=key,
            title=title_of(key),
            before=one.get(key, NOTHING),
            after=other.get(key, NOTHING),
        )
        for key in keys
        if one.get(key, NOTHING) != other.get(key, NOTHING)
    ]
