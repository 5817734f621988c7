"""Which law or good practice does this pack trip, and what does each one ask?

Points of law are the product's reading; a lawyer settles them, and the pages that
show these findings say so.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from tenants.codes import Category
from tenants.packs.choices import MemberAccess
from tenants.packs.lines import line_of, lines_of_keys
from tenants.packs.pack import Pack


CLIFT = "Clift v Slough Borough Council [2010] EWCA Civ 1484"
LONG_RETENTION_MONTHS = 60
SUPPORT_NEEDS = re.compile(
    r"\b(mental|autis\w+|disab\w+|vulnerab\w+|support need\w*|special need\w*|dementia"
    r"|learning|deaf|language|cognitive|trauma\w*|substance|alcohol|illness)\b",
    re.IGNORECASE,
)
AS_FELT = re.compile(
    r"\b(felt|feels?|perceiv\w+|uncomfortable|as seen by)\b", re.IGNORECASE
)


class Weight(StrEnum):
    """REFUSE: it does not load. STATEMENT: it loads once explained. WARN: it loads."""

    REFUSE = "refuse"
    STATEMENT = "needs statement"
    WARN = "warn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing the lint says. `answered`: the pack already gives what it asks.

    `line` counts from 1 in the pack's file; 0 where no file was given.
    """

    key: str
    weight: Weight
    sentence: str
    answered: bool = False
    line: int = 0

    @property
    def stops(self) -> bool:
        """Whether the pack cannot be adopted as it stands."""
        return self.weight is not Weight.WARN and not self.answered

    @property
    def place(self) -> str:
        """Where in the file it is mended."""
        return f"line {self.line}, {self.key}" if self.line else self.key


type Rule = Callable[[Pack], Iterator[Finding]]


def seen_by_all(pack: Pack) -> Iterator[Finding]:
    """All staff or all members may see: asks why that is proportionate."""
    said = bool(pack.statements.proportionality)
    if pack.everyone_sees is not None:
        yield Finding(
            key="view_levels.ALL_STAFF",
            weight=Weight.STATEMENT,
            sentence="All staff may see markers. In "
            f"{CLIFT} that was not proportionate for staff who never meet the "
            "person. Say why it is here, in statements.proportionality.",
            answered=said,
        )
    if pack.member_access is MemberAccess.ALL:
        yield Finding(
            key="member_access",
            weight=Weight.STATEMENT,
            sentence=f"All elected members may see markers. See {CLIFT}. Say why it "
            "is proportionate, in statements.proportionality.",
            answered=said,
        )


def retention_is_bounded(pack: Pack) -> Iterator[Finding]:
    """An entry that never ends cannot be justified; a long one must be."""
    open_ended = [c for c in pack.categories if not pack.retention_months[c]]
    if open_ended:
        yield Finding(
            key="retention_months",
            weight=Weight.REFUSE,
            sentence="Nothing bounds how long an entry stays for "
            f"{', '.join(open_ended)}. Give each a number of months, or a default.",
        )
    long = [
        c for c in pack.categories if pack.retention_months[c] >= LONG_RETENTION_MONTHS
    ]
    if long:
        yield Finding(
            key="retention_months",
            weight=Weight.STATEMENT,
            sentence=f"{', '.join(long)} may stay five years or more. Give the reasons "
            "in statements.retention; each is reviewed every 12 months all the same.",
            answered=bool(pack.statements.retention),
        )


def no_support_need_is_a_risk(pack: Pack) -> Iterator[Finding]:
    """A support need is not a kind of risk: it belongs in another record."""
    for category, label in pack.category_labels.items():
        if SUPPORT_NEEDS.search(label):
            yield Finding(
                key=f"category_labels.{category}",
                weight=Weight.REFUSE,
                sentence=f"“{label}” reads as a support need. A category says what "
                "kind of risk there is; keep support needs in their own record.",
            )


def basis_suits_a_public_task(pack: Pack) -> Iterator[Finding]:
    """Legitimate interests are not open to a public authority's own tasks."""
    if any("6(1)(f)" in basis for basis in pack.lawful_basis):
        yield Finding(
            key="lawful_basis",
            weight=Weight.WARN,
            sentence="6(1)(f), legitimate interests, is not available to a council "
            "for its own tasks. Consider 6(1)(c) or 6(1)(e).",
        )


def riddor_is_not_the_basis(pack: Pack) -> Iterator[Finding]:
    """RIDDOR covers reportable physical violence, not every entry."""
    if any("riddor" in basis.casefold() for basis in pack.lawful_basis):
        yield Finding(
            key="lawful_basis",
            weight=Weight.WARN,
            sentence="RIDDOR is given as the basis for every entry. It covers "
            "reportable physical violence only.",
        )


def thresholds_are_facts(pack: Pack) -> Iterator[Finding]:
    """A threshold is what was done or said, not what the reporter felt."""
    for key in ("thresholds", "compulsory", "discretionary"):
        for text in getattr(pack, key):
            if AS_FELT.search(text):
                yield Finding(
                    key=key,
                    weight=Weight.WARN,
                    sentence=f"“{text}” rests on what the reporter felt. Name what "
                    "was done or said, so that another person would decide alike.",
                )


def markers_stay_here(pack: Pack) -> Iterator[Finding]:
    """The register is the only place for a marker."""
    if pack.copies_to:
        yield Finding(
            key="copies_to",
            weight=Weight.WARN,
            sentence=f"Markers are copied to {', '.join(pack.copies_to)}. A copy is not "
            "corrected or removed with the entry: let that system ask the API.",
        )


def contact_is_another_basis(pack: Pack) -> Iterator[Finding]:
    """A contact route is no violence risk and needs its own lawful basis."""
    if Category.CONTACT in pack.categories and not pack.contact_basis:
        yield Finding(
            key="contact_basis",
            weight=Weight.WARN,
            sentence="CONTACT is not a violence risk: give its own lawful basis too.",
        )


RULES: tuple[Rule, ...] = (
    seen_by_all,
    retention_is_bounded,
    no_support_need_is_a_risk,
    basis_suits_a_public_task,
    riddor_is_not_the_basis,
    thresholds_are_facts,
    markers_stay_here,
    contact_is_another_basis,
)


def lint(pack: Pack, toml_text: str = "") -> list[Finding]:
    """Everything the law and the policy ask of this pack, its panels' rules too.

    With the text that the pack was read from, each finding names its line.
    """
    if not pack.has_register:
        return []
    found = [finding for rule in RULES for finding in rule(pack)]
    for place, panel in enumerate(pack.panels):
        # What a panel takes over from the register has been said already.
        own = [f for f in lint(panel.rules) if f not in found]
        found += [replace(f, key=f"panels.{place}.{f.key}") for f in own]
    if not toml_text:
        return found
    lines = lines_of_keys(toml_text)
    return [replace(f, line=line_of(f.key, lines)) for f in found]
