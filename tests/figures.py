"""What did the tests count? Figures from every worker, in one table at the end.

A test says `record_figure("Foreign rows seen", 0)`. Counts of one name are added up
over tests and workers unless told otherwise. `python -m tests.figures` prints the
table, writes `var/figures.json`, and is the last step of `make test`.
"""

import json
import os
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path

from rich.console import Console
from rich.table import Table


KEPT_IN = Path("var/figures")
WRITTEN_TO = Path("var/figures.json")

type Value = int | float | str


class How(StrEnum):
    """How figures of one name become one."""

    SUM = "sum"
    LARGEST = "largest"
    SMALLEST = "smallest"
    LAST = "last"


def record_figure(name: str, value: Value, how: How = How.SUM) -> None:
    """Keep one figure of this run."""
    KEPT_IN.mkdir(parents=True, exist_ok=True)
    line = json.dumps({"name": name, "value": value, "how": how})
    with (KEPT_IN / f"{os.getpid()}.jsonl").open("a") as kept:
        kept.write(f"{line}\n")


def forget_figures() -> None:
    """Begin a new run."""
    for kept in KEPT_IN.glob("*.jsonl"):
        kept.unlink()


def gathered() -> dict[str, Value]:
    """Give one value a name, in alphabetical order."""
    seen: dict[str, tuple[How, list[Value]]] = {}
    for kept in sorted(KEPT_IN.glob("*.jsonl")):
        for line in kept.read_text().splitlines():
            figure = json.loads(line)
            new = (How(figure["how"]), list[Value]())
            seen.setdefault(figure["name"], new)[1].append(figure["value"])
    return {name: _one(how, values) for name, (how, values) in sorted(seen.items())}


def _one(how: How, values: list[Value]) -> Value:
    numbers = [value for value in values if not isinstance(value, str)]
    if len(numbers) < len(values):
        return values[-1]
    match how:
        case How.LAST:
            return numbers[-1]
        case How.SUM:
            return sum(numbers)
        case How.LARGEST:
            return max(numbers)
        case How.SMALLEST:
            return min(numbers)


def table_of(figures: Iterable[tuple[str, Value]]) -> Table:
    """Lay the figures out for a terminal."""
    table = Table(title="Figures of this run")
    table.add_column("Figure")
    table.add_column("Value", justify="right")
    for name, value in figures:
        shown = f"{value:,}" if isinstance(value, int) else str(value)
        table.add_row(name, shown)
    return table


def main() -> None:
    """Write and print the figures."""
    figures = gathered()
    WRITTEN_TO.parent.mkdir(exist_ok=True)
    WRITTEN_TO.write_text(json.dumps(figures, indent=2) + "\n")
    Console(width=100).print(table_of(figures.items()))


if __name__ == "__main__":
    main()
