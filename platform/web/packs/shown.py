"""How is a pack put on a page?"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from register.rehearsal.actions.rehearsals import Rehearsal
from register.rehearsal.judging import Moved, in_words
from tenants.codes import Level, Role
from web.govuk.summary import Row
from web.reports.topics import Section


MOST_ROWS = 200
GROUPS = {
    "What the register holds": (
        "has_register",
        "register_name",
        "subject_kinds",
        "fields",
        "one_of_fields",
        "narrative_max",
        "categories",
        "category_labels",
        "precautions",
        "risk_rating",
        "follows",
        "suspended",
    ),
    "How an entry is made": (
        "report_chain",
        "countersign_role",
        "decider_role",
        "decider_consults",
        "thresholds",
        "compulsory",
        "discretionary",
        "monitor_outcome",
        "evidence_required",
        "external_sources",
        "provisional",
        "order_end_required",
    ),
    "How long it stands": (
        "retention_months",
        "term_from",
        "under_age",
        "review_months",
        "sweep_months",
    ),
    "Who sees it": (
        "view_levels",
        "everyone_sees",
        "team_limits",
        "search_modes",
        "index_visible",
        "at_address_only",
        "member_access",
        "ward_notice",
        "access_gate",
        "access_limit",
        "training_months",
    ),
    "What people are told": ("letters", "notify_days", "not_told", "appeal", "push"),
    "Sharing and law": (
        "sharing",
        "transport",
        "lawful_basis",
        "contact_basis",
        "copies_to",
        "statements",
    ),
}


def sections_of(lines: Iterable[tuple[str, str, str]]) -> list[Section]:
    """The pack in groups; each panel by itself, with what it has of its own."""
    held = list(lines)
    found = [
        Section(
            title=title,
            rows=[
                _row(said, words) for key, said, words in held if _first(key) in keys
            ],
        )
        for title, keys in GROUPS.items()
    ]
    for name in dict.fromkeys(k.split(".")[1] for k, *_ in held if _is_panels(k)):
        prefix = f"panels.{name}."
        rows = [
            _row(said.removeprefix(f"Panel {name}: "), words)
            for key, said, words in held
            if key.startswith(prefix)
        ]
        found.append(Section(title=f"Panel: {name}", rows=rows))
    return [section for section in found if section.rows]


def _row(said: str, words: str) -> Row:
    return Row(said, f"{words[:1].upper()}{words[1:]}")


def _first(key: str) -> str:
    return key.partition(".")[0]


def _is_panels(key: str) -> bool:
    return _first(key) == "panels"


@dataclass(frozen=True, slots=True, kw_only=True)
class RehearsedRow:
    """One entry for which something would change: its reference and sentences."""

    reference: str
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RehearsalPage:
    """A rehearsal in words. `rows` are the first of `changed`."""

    counts: tuple[tuple[str, int], ...]
    roles: tuple[tuple[str, str, str], ...]
    rows: tuple[RehearsedRow, ...]
    changed: int
    live: int


def shown(found: Rehearsal) -> RehearsalPage:
    """The rehearsal by count, by role and by row."""
    return RehearsalPage(
        counts=(
            ("Live entries", found.live),
            ("Would end earlier", found.terms),
            ("Would be reviewed earlier", found.reviews),
            ("Would be seen differently", found.visibility),
            ("Could be kept longer, by a fresh decision only", found.longer),
        ),
        roles=tuple(_roles(found.rows)),
        rows=tuple(
            RehearsedRow(reference=row.reference, said=tuple(_said(row)))
            for row in found.rows[:MOST_ROWS]
        ),
        changed=len(found.rows),
        live=found.live,
    )


def _said(row: Moved) -> Iterator[str]:
    yield from in_words(row)
    if row.seen_by:
        yield f"Seen differently by {len(row.seen_by)} " + (
            "role." if len(row.seen_by) == 1 else "roles."
        )


def _roles(rows: Iterable[Moved]) -> Iterator[tuple[str, str, str]]:
    """Each role whose sight changes for some entry: what it sees now, and then."""
    pairs: dict[tuple[Role, Level, Level], int] = {}
    for row in rows:
        for role, (now, then) in row.seen_by.items():
            pairs[role, now, then] = pairs.get((role, now, then), 0) + 1
    for (role, now, then), count in pairs.items():
        entries = "1 entry" if count == 1 else f"{count} entries"
        yield f"{role.label} ({entries})", now.label, then.label
