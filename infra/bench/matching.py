"""Is somebody found who was mistyped, among 100,000 entries, and a stranger let through?"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from infra.bench.report import Line
from markers.facts import Terms
from markers.keys import search_keys
from tests.markers.measuring import (
    ASKED,
    CERTAIN,
    WITH_MORE,
    Measured,
    measure,
    questions,
    strangers,
)
from tests.markers.people import District
from tests.markers.search import Register, content_of


ENTRIES, EACH, CURVE = 100_000, 1_500, 500
FEW_ENTRIES, FEW = 3_000, 100
RECALL, RECALL_WITH_MORE, HIT, PRECISION, CLEAR = 0.98, 0.99, 0.9, 0.95, 0.95
CUTOFFS = (0.0, 0.75, 0.8, 0.85, 0.9, 0.95, 1.0)
DRAWN = ("name", "name and birth", "name and bad birth", "name and postcode")

type Asked = list[tuple[int | None, Terms]]
type Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Questions:
    """All that will be asked of one kind: about people held, and about strangers."""

    held: Asked
    strangers: Asked


def measure_matching(*, small: bool, say: Say) -> list[Line]:
    """The table, then the curve."""
    entries, each = (FEW_ENTRIES, FEW) if small else (ENTRIES, EACH)
    district = District(7)
    people = [district.someone() for _ in range(entries)]
    say(f"Making {2 * each * len(ASKED):,} questions")
    asked = {
        kind: Questions(
            held=list(questions(kind, people, each, seed=3)),
            strangers=list(strangers(kind, people, each, seed=99)),
        )
        for kind in ASKED
    }
    wanted = {
        key
        for kind in asked.values()
        for _, terms in (*kind.held, *kind.strangers)
        for key in search_keys(terms)
    }
    say(f"Indexing {entries:,} entries")
    register = Register(
        (content_of(person, n) for n, person in enumerate(people)), wanted=wanted
    )
    lines = [Line(what="Entries on the register", figure=f"{entries:,}")]
    for kind, both in asked.items():
        say(f"Asking by {kind}")
        lines += _lines(
            Measured(
                kind=kind,
                known=measure(register, both.held),
                strangers=measure(register, both.strangers),
            )
        )
    say("Drawing the curve")
    return [*lines, *_curve(register, asked, most=min(CURVE, each))]


def _lines(measured: Measured) -> Iterator[Line]:
    kind, known = measured.kind, measured.known
    recall = RECALL_WITH_MORE if kind in WITH_MORE | CERTAIN else RECALL
    yield Line(
        what=f"By {kind}: found, of {known.asked:,} misspelt",
        figure=f"{known.recall:.4f}, {known.usual_candidates:.0f} candidates",
        aim=f">= {recall}",
        reached=known.recall >= recall,
    )
    certain = kind in CERTAIN
    yield Line(
        what=f"By {kind}: answered by a HIT",
        figure=f"{known.share('HIT'):.4f}, {known.precision:.4f} of them right",
        aim=f">= {HIT}, right >= {PRECISION}" if certain else f"right >= {PRECISION}",
        reached=known.precision >= PRECISION
        and (not certain or known.share("HIT") >= HIT),
    )
    clear = measured.strangers.share("CLEAR")
    aimed = kind in WITH_MORE
    yield Line(
        what=f"By {kind}: CLEAR, of {measured.strangers.asked:,} strangers",
        figure=f"{clear:.4f}",
        aim=f">= {CLEAR}" if aimed else "",
        reached=clear >= CLEAR if aimed else None,
    )


def _curve(
    register: Register, asked: dict[str, Questions], *, most: int
) -> Iterator[Line]:
    """What a stricter or looser likeness would cost: the product draws no line here,
    and weighs the parts of a name, the birth and the place instead."""
    for kind in DRAWN:
        for cutoff in CUTOFFS:
            held = _share(register, asked[kind].held[:most], cutoff)
            others = measure(register, asked[kind].strangers[:most], cutoff=cutoff)
            yield Line(
                what=f"Curve, by {kind}: likeness from {cutoff:.2f}",
                figure=f"found {held:.3f}, strangers clear {others.share('CLEAR'):.3f}",
            )


def _share(
    register: Register, asked: Sequence[tuple[int | None, Terms]], cutoff: float
) -> float:
    return measure(register, asked, cutoff=cutoff).recall
