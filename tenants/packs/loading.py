"""What pack does this TOML text hold, or where is it wrong?"""

import re
import tomllib
from collections.abc import Callable, Mapping
from typing import Any

from tenants.codes import Category, Follows, Precaution, Role, SubjectKind
from tenants.packs import lists, parts
from tenants.packs.choices import IndexVisible, MemberAccess, TermFrom, Transport
from tenants.packs.contradictions import contradictions
from tenants.packs.lines import lines_of_keys
from tenants.packs.pack import Pack, Panel
from tenants.packs.reading import PackError, Table


# One line a key of the pack, in the order of the reference. A test asserts that
# these are exactly the pack's fields.
READERS: Mapping[str, Callable[[Table], Any]] = {
    "has_register": lambda t: t.flag("has_register", default=True),
    "register_name": lists.register_name,
    "subject_kinds": lambda t: frozenset(lists.needed("subject_kinds", SubjectKind)(t)),
    "fields": lists.fields,
    "one_of_fields": lists.one_of_fields,
    "narrative_max": lambda t: t.number("narrative_max", 4000, 0, 20000),
    "categories": lists.needed("categories", Category),
    "category_labels": lists.category_labels,
    "precautions": lists.needed("precautions", Precaution),
    "thresholds": lambda t: t.texts("thresholds"),
    "compulsory": lambda t: t.texts("compulsory"),
    "discretionary": lambda t: t.texts("discretionary"),
    "monitor_outcome": lambda t: t.flag("monitor_outcome", default=True),
    "report_chain": lambda t: t.chosen("report_chain", Role),
    "countersign_role": lists.countersign_role,
    "decider_role": lists.decider_role,
    "decider_consults": lambda t: t.chosen("decider_consults", Role),
    "evidence_required": lambda t: t.flag("evidence_required", default=False),
    "risk_rating": lambda t: t.texts("risk_rating"),
    "provisional": parts.provisional,
    "review_months": lists.months("review_months", default=12, low=3, high=12),
    "sweep_months": lambda t: t.number("sweep_months", 3, 1, 12),
    "retention_months": lists.months(
        "retention_months", default=lists.UNBOUNDED, low=1, high=120
    ),
    "term_from": lambda t: t.choice("term_from", TermFrom, TermFrom.LAST_INCIDENT),
    "under_age": parts.under_age,
    "order_end_required": lambda t: t.flag("order_end_required", default=True),
    "view_levels": lists.view_levels,
    "everyone_sees": lists.everyone_sees,
    "team_limits": lists.team_limits,
    "search_modes": lists.search_modes,
    "index_visible": lambda t: t.choice("index_visible", IndexVisible, IndexVisible.NO),
    "at_address_only": lambda t: t.flag("at_address_only", default=False),
    "member_access": lambda t: t.choice(
        "member_access", MemberAccess, MemberAccess.NONE
    ),
    "ward_notice": lambda t: t.flag("ward_notice", default=False),
    "access_gate": parts.access_gate,
    "access_limit": lambda t: t.number("access_limit", 0, 0, 100_000),
    "letters": parts.letters,
    "notify_days": lambda t: t.number("notify_days", 2, 1, 10),
    "not_told": parts.not_told,
    "appeal": parts.appeal,
    "push": parts.push,
    "external_sources": parts.external_sources,
    "sharing": parts.sharing,
    "transport": lambda t: t.choice("transport", Transport, Transport.LOOK_UP_HERE),
    "training_months": lambda t: t.number("training_months", 24, 1, 24),
    "follows": lambda t: t.choice("follows", Follows, Follows.PERSON),
    "suspended": parts.suspended,
    "lawful_basis": lambda t: t.texts("lawful_basis"),
    "contact_basis": lambda t: t.texts("contact_basis"),
    "copies_to": lambda t: t.texts("copies_to"),
    "statements": parts.statements,
}
# `everyone_sees` is read from view_levels, so it is no key of its own.
KEYS = frozenset(READERS) - {"everyone_sees"} | {"panels"}
# What a panel may set for itself: its fields, its people, its criteria, its terms.
# The rest is one rule for the whole register.
OF_A_PANEL = frozenset(
    {
        "subject_kinds",
        "fields",
        "one_of_fields",
        "narrative_max",
        "categories",
        "precautions",
        "thresholds",
        "compulsory",
        "discretionary",
        "monitor_outcome",
        "report_chain",
        "countersign_role",
        "decider_role",
        "decider_consults",
        "evidence_required",
        "risk_rating",
        "provisional",
        "review_months",
        "retention_months",
        "term_from",
        "under_age",
        "order_end_required",
        "view_levels",
        "team_limits",
        "not_told",
        "external_sources",
        "follows",
        "lawful_basis",
        "statements",
    }
)
NOT_OFFERED = {
    "read_audit": "Every look-up is recorded. It cannot be switched off: remove this.",
}


def load(toml_text: str) -> Pack:
    """Read a pack, or raise PackError with the key, its line and what to do.

    What contradicts itself is refused alike.
    """
    try:
        values = tomllib.loads(toml_text)
    except tomllib.TOMLDecodeError as error:
        at_line = re.search(r"at line (\d+)", str(error))
        line = int(at_line[1]) if at_line else len(toml_text.splitlines())
        raise PackError("", line, f"This is not valid TOML: {error}.") from error
    root = Table(values, lines_of_keys(toml_text))
    for key, sentence in NOT_OFFERED.items():
        if key in values:
            raise root.error(key, sentence)
    root.known(*KEYS)
    panels = tuple(_panel(panel, root) for panel in root.tables("panels"))
    _refuse_same_names(panels, root)
    pack = _pack(root, panels)
    for key, sentence in contradictions(pack):
        raise root.error(key, sentence)
    return pack


def _panel(panel: Table, root: Table) -> Panel:
    """A panel's rules are the register's with its own keys laid over them."""
    own = {key: value for key, value in panel.values.items() if key != "name"}
    for key in own:
        if key in KEYS - OF_A_PANEL:
            raise panel.error(
                key, "This is one rule for the whole register: set it above the panels."
            )
    panel.known("name", *OF_A_PANEL)
    own_lines = {
        key.removeprefix(f"{panel.prefix}."): line
        for key, line in root.lines.items()
        if key.startswith(f"{panel.prefix}.")
    }
    merged = Table({**root.values, **own}, root.lines | own_lines)
    rules = _pack(merged, ())
    for key, sentence in contradictions(rules):
        if key.partition(".")[0] in OF_A_PANEL:
            raise merged.error(key, sentence)
    return Panel(name=panel.text("name"), rules=rules)


def _refuse_same_names(panels: tuple[Panel, ...], root: Table) -> None:
    names = [panel.name for panel in panels]
    for place, name in enumerate(names):
        if not name or name in names[:place]:
            raise root.error(
                f"panels.{place}.name", "Give every panel a name of its own."
            )


def _pack(root: Table, panels: tuple[Panel, ...]) -> Pack:
    return Pack(panels=panels, **{key: read(root) for key, read in READERS.items()})
