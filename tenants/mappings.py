"""To which codes of other standards does each of ours correspond, if to any?

Where a standard has nothing for a code, the reason is said: an empty mapping is a
finding, not an omission. Sources: HACT UK Housing Data Standards v3.5,
`PersonAlertTypeCode`; HL7 FHIR R4 code system flag-category. The draft person alert
codes of MHCLG and HACT are not mapped until they are published.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from tenants.codes import Category, Precaution


HACT = "hact-ukhds:PersonAlertTypeCode:3.5"
FHIR = "http://terminology.hl7.org/CodeSystem/flag-category"
MHCLG = "mhclg-hact:person-alert-codes:draft"

_HACT_NO_RISK = (
    "HACT's list has support needs and “do not visit alone”, no kinds of risk."
)
_HACT_NO_MATCH = "HACT's list has no such instruction."
_DRAFT = "The draft list is not published yet."
_FHIR_NO_INSTRUCTION = "A FHIR flag's category says what it is about, not what to do."


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapped:
    """The other standard's code, or an empty one and the reason why there is none."""

    code: str
    words: str = ""
    why_none: str = ""


def _none(why: str) -> Mapped:
    return Mapped(code="", why_none=why)


_BEHAVIOUR = Mapped(code="behavioral", words="Behavioral")
_SAFETY = Mapped(code="safety", words="Safety")

FHIR_CATEGORIES: Mapping[Category, Mapped] = {
    Category.PHYS: _BEHAVIOUR,
    Category.THREAT: _BEHAVIOUR,
    Category.VERBAL: _BEHAVIOUR,
    Category.SEXUAL: _BEHAVIOUR,
    Category.HATE: _BEHAVIOUR,
    Category.STALK: _BEHAVIOUR,
    Category.WEAPON: _SAFETY,
    Category.ANIMAL: _SAFETY,
    Category.ENVIRON: _SAFETY,
    Category.ORDER: Mapped(code="admin", words="Administrative"),
    Category.CONTACT: Mapped(code="contact", words="Subject Contact"),
    Category.OTHER: _SAFETY,
}
_HACT_PRECAUTIONS: Mapping[Precaution, Mapped] = {
    Precaution.TWO: Mapped(code="1", words="Do not visit alone"),
}


def mappings_of(code: Category | Precaution) -> Mapping[str, Mapped]:
    """Every standard we know, with the code or the reason why it has none."""
    if isinstance(code, Category):
        return {
            HACT: _none(_HACT_NO_RISK),
            FHIR: FHIR_CATEGORIES[code],
            MHCLG: _none(_DRAFT),
        }
    return {
        HACT: _HACT_PRECAUTIONS.get(code, _none(_HACT_NO_MATCH)),
        FHIR: _none(_FHIR_NO_INSTRUCTION),
        MHCLG: _none(_DRAFT),
    }
