"""What does one subject hold, that was two?

Pure: what was chosen of each side stands, what only one side knew is kept, and no name
either was known by is lost.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Any


# What somebody chooses a side for, and the fields that go with each choice.
CHOICES: Mapping[str, tuple[str, ...]] = {
    "name": ("name",),
    "born": ("date_of_birth", "birth_year", "approximate_age"),
    "place": ("address", "building", "postcode", "uprn", "area_code"),
    "phone": ("phone",),
    "email": ("email",),
    "gender": ("gender",),
    "appearance": ("appearance",),
}
LISTS = ("vehicles", "animals", "external_ids")

type Fields = Mapping[str, Any]


def merged_fields(kept: Fields, other: Fields, *, of_other: Collection[str]) -> Fields:
    """The fields of the one that stays. `of_other` names the choices taken from the
    other; a choice of which the kept one knows nothing is taken from it anyway."""
    fields: dict[str, Any] = {}
    for choice, names in CHOICES.items():
        unknown = not any(kept[name] for name in names)
        source = other if choice in of_other or unknown else kept
        fields |= {name: source[name] for name in names}
    known_by = [kept["name"], *kept["aliases"], other["name"], *other["aliases"]]
    fields["aliases"] = _without(fields["name"], known_by)
    for name in LISTS:
        fields[name] = _each_once([*kept[name], *other[name]])
    return fields


def _without(chosen: str, names: Iterable[str]) -> list[str]:
    seen = {chosen.casefold(), ""}
    left = []
    for name in names:
        if name.casefold() not in seen:
            seen.add(name.casefold())
            left.append(name)
    return left


def _each_once(items: Iterable[Any]) -> list[Any]:
    kept: list[Any] = []
    for item in items:
        if item not in kept:
            kept.append(item)
    return kept
