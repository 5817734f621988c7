"""What must be known to open an organisation, and can it be used?

A page and a call ask for the same, and both are told the same sentence.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass

from tenants import packs
from tenants.brand import readable
from tenants.codes import OrganisationKind


SLUG = re.compile(r"[a-z][a-z0-9-]{1,38}[a-z0-9]\Z")
PHONE = re.compile(r"[0-9+ ]{6,20}\Z")


class NotAsked(ValueError):
    """The organisation cannot be opened like this; the sentence says why."""


class WrongDetails(NotAsked):
    """Something given cannot be used. `errors` maps a field to a sentence."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__(" ".join(errors.values()))
        self.errors = dict(errors)


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """An organisation as it is asked for. `pack` is a shipped pack's name."""

    slug: str
    name: str
    kind: OrganisationKind
    pack: str
    duty_name: str
    duty_phone: str
    gss_code: str = ""
    rsh_number: str = ""
    brand_colour: str = ""

    def check(self) -> None:
        """Raise WrongDetails, naming each field that cannot be used."""
        errors = {
            field: sentence
            for field, value in asdict(self).items()
            if (sentence := wrong_with(field, value))
        }
        if errors:
            raise WrongDetails(errors)

    def columns(self) -> dict[str, str]:
        """What the organisation is opened with beside its name, kind and pack."""
        held = {name: getattr(self, name) for name in COLUMNS}
        return {name: value for name, value in held.items() if value}


COLUMNS = ("duty_name", "duty_phone", "gss_code", "rsh_number", "brand_colour")


def wrong_with(field: str, value: str) -> str:
    """What is wrong with one field as given, in a sentence; empty where nothing is."""
    judged = JUDGED.get(field)
    if judged is None:
        return ""
    fits, sentence = judged
    return "" if fits(value) else sentence


def _is_colour(value: str) -> bool:
    return not value or readable(value) == value


JUDGED: dict[str, tuple[Callable[[str], object], str]] = {
    "slug": (
        SLUG.match,
        "Short name must be 3 to 40 small letters, digits and hyphens.",
    ),
    "name": (str.strip, "Enter the organisation's name."),
    "kind": (
        lambda kind: kind != OrganisationKind.PLATFORM,
        "There is one platform. Choose another kind of organisation.",
    ),
    "pack": (lambda name: name in packs.names(), "Choose the policy pack."),
    "duty_name": (str.strip, "Enter the duty desk's name."),
    "duty_phone": (PHONE.match, "Enter a telephone number, like 01632 960101."),
    "brand_colour": (
        _is_colour,
        "White cannot be read on this colour. Choose a darker one, like #1f4b63.",
    ),
}
