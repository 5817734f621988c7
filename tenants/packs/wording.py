"""What does a pack say, key by key, in words that need no manual?

Used by the policy page, by `manage.py pack diff` and by a rehearsal: one set of words.
"""

from collections.abc import Iterator, Mapping, Set
from dataclasses import fields, is_dataclass
from decimal import Decimal
from enum import StrEnum

from tenants.codes import Category, Role
from tenants.packs.pack import Pack


NOTHING = "not set"
FIELD_WORDS = {"uprn": "UPRN", "riddor_class": "RIDDOR class"}
BY_CATEGORY = frozenset({"review_months", "retention_months"})
# One line a key, in the order of the reference.
TITLES: Mapping[str, str] = {
    "has_register": "Is a register kept here?",
    "register_name": "What the register is called",
    "subject_kinds": "What an entry may be about",
    "fields": "Field",
    "one_of_fields": "At least one must be given of",
    "narrative_max": "Longest account, in characters",
    "categories": "Kinds of risk",
    "category_labels": "Our words for kinds of risk",
    "precautions": "Precautions in use",
    "thresholds": "Thresholds",
    "compulsory": "What makes an entry compulsory",
    "discretionary": "What leaves it to the decider",
    "monitor_outcome": "May a report be monitored without an entry?",
    "report_chain": "Reports come from",
    "countersign_role": "Who countersigns",
    "decider_role": "Who decides",
    "decider_consults": "Whom the decider consults first",
    "evidence_required": "Is evidence needed for an entry?",
    "risk_rating": "Risk ratings",
    "provisional": "Provisional entries",
    "review_months": "Months between reviews",
    "sweep_months": "Months that each sweep of reviews looks ahead",
    "retention_months": "Months an entry is kept",
    "term_from": "The term runs from",
    "under_age": "The young",
    "order_end_required": "Must a report give the end of a court order?",
    "view_levels": "What each role may see",
    "everyone_sees": "What all staff may see",
    "team_limits": "Teams that see no more than",
    "search_modes": "How the register is searched",
    "index_visible": "Is there a list?",
    "at_address_only": "Does an entry answer at its address only?",
    "member_access": "Elected members",
    "ward_notice": "Is the area's member told of a new entry?",
    "access_gate": "What somebody needs before they may look",
    "access_limit": "Most people who may look (0: no limit)",
    "letters": "Letters",
    "notify_days": "Working days for letter and notice",
    "not_told": "Not telling the person",
    "appeal": "Appeals",
    "push": "Messages about new entries",
    "external_sources": "Reports from outside",
    "sharing": "Sharing",
    "transport": "How entries leave",
    "training_months": "Months a briefing counts",
    "follows": "An entry usually follows",
    "suspended": "Is the register suspended?",
    "lawful_basis": "Lawful basis",
    "contact_basis": "Lawful basis of a contact route",
    "copies_to": "Systems that markers are copied to",
    "statements": "Why this is proportionate",
}


def lines_of(pack: Pack) -> dict[str, str]:
    """Dotted key → its value in words. A panel's keys begin `panels.<name>.` and are
    those only in which it differs from the register."""
    said = dict(_lines_of(pack))
    for panel in pack.panels:
        for key, words in _lines_of(panel.rules):
            if said.get(key) != words:
                said[f"panels.{panel.name}.{key}"] = words
        said.setdefault(f"panels.{panel.name}", "yes")
    return said


def title_of(key: str) -> str:
    """The words for a dotted key: its title, and what of it is meant."""
    prefix = ""
    if key.startswith("panels."):
        _, name, key = [*key.split(".", 2), ""][:3]
        prefix = f"Panel {name}: " if key else f"Panel {name}"
    first, _, rest = key.partition(".")
    title = TITLES.get(first, first)
    detail = f"{_joined(first)}{_detail(rest)}" if rest else ""
    return f"{prefix}{title}{detail}" if key else prefix


def _joined(first: str) -> str:
    return ": " if first == "fields" else ", "


def _detail(rest: str) -> str:
    """A code by its label, a part of a table by its name."""
    if rest in FIELD_WORDS:
        return FIELD_WORDS[rest]
    for codes in (Category, Role):
        if rest in codes:
            return codes(rest).label.lower()
    return rest.replace("_", " ").replace(".", ": ")


def _lines_of(pack: Pack) -> Iterator[tuple[str, str]]:
    for key in TITLES:
        yield from _said(key, getattr(pack, key), pack)


def _said(key: str, value: object, pack: Pack) -> Iterator[tuple[str, str]]:
    match value:
        case Mapping():
            by_category = key in BY_CATEGORY
            for name, one in value.items():
                if not by_category:
                    yield f"{key}.{name}", in_words(one)
                elif name in pack.categories:
                    yield f"{key}.{name}", f"{one} months"
        case _ if is_dataclass(value):
            for field in fields(value):
                yield from _said(
                    f"{key}.{field.name}", getattr(value, field.name), pack
                )
        case _ if key == "one_of_fields":
            yield (
                key,
                "; ".join(
                    " or ".join(map(_detail, group)) for group in pack.one_of_fields
                ),
            )
        case _:
            yield key, in_words(value)


def in_words(value: object) -> str:
    """One value as a reader says it."""
    match value:
        case bool():
            return "yes" if value else "no"
        case StrEnum():
            return _label(value)
        case tuple():
            return "; ".join(in_words(one) for one in value) or NOTHING
        case Set():
            return "; ".join(sorted(_label(one) for one in value)) or NOTHING
        case Decimal():
            return format(value.normalize(), "f")
        case None | "":
            return NOTHING
        case _:
            return str(value)


def _label(value: object) -> str:
    return str(getattr(value, "label", "") or value)
