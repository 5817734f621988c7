"""How is an entry put on a page?"""

from collections.abc import Iterator

from register.queries.letters import basis_words
from register.shown import DecisionShown, EntryPage
from tenants.codes import Category
from tenants.packs import Pack
from web.govuk.summary import Row
from web.reports.shown import report_sections, rows
from web.reports.topics import Section


def entry_sections(entry: EntryPage, pack: Pack) -> list[Section]:
    """Return what stands below the precautions, as far as the viewer's level goes."""
    contact = entry.category == Category.CONTACT
    title = "This contact route" if contact else "This warning"
    sections = [Section(title=title, rows=rows(facts(entry)))]
    if entry.decision is not None:
        basis = pack.for_panel(entry.panel).basis_of(Category(entry.category))
        decided = [
            *rows(decision(entry.decision)),
            Row("Lawful basis", "\n".join(basis_words(basis))),
            *criteria(entry.decision),
        ]
        sections.append(Section(title="Why it was decided", rows=decided))
        if entry.decision.audience:
            teams = [Row(team, why) for team, why in entry.decision.audience]
            sections.append(Section(title="Our teams that see it", rows=teams))
    for content in entry.contents:
        sections.extend(report_sections(content, pack))
    return sections


def facts(entry: EntryPage) -> Iterator[tuple[str, str]]:
    yield "Where", entry.place
    yield "Panel", entry.panel
    yield "Kind of risk", entry.category_label
    yield "The facts in short", entry.summary
    yield "Ring", f"{entry.ring_name} {entry.ring_phone}".strip()
    yield "Stands from", f"{entry.starts_on:%-d %B %Y}"
    yield "Why it ended", entry.end_reason


def decision(decided: DecisionShown) -> Iterator[tuple[str, str]]:
    yield "Decided", f"{decided.outcome_label}, {decided.decided_at:%-d %B %Y}"
    yield "By", decided.decider
    yield "Why it is proportionate", decided.proportionality
    yield "How the dates came about", "\n".join(decided.term_working)
    yield "Was the person told?", "Yes, by letter" if decided.told else "No"
    yield "Why not", decided.not_told_reason


def criteria(decided: DecisionShown) -> list[Row]:
    return rows(pair for pair in decided.criteria)
