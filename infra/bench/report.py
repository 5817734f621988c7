"""How are the figures shown, and kept?"""

import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


FIGURES = Path(__file__).with_name("FIGURES.md")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One figure: what, how much, what was aimed at and whether it was reached."""

    what: str
    figure: str
    aim: str = ""
    reached: bool | None = None

    @property
    def verdict(self) -> str:
        return {None: "", True: "yes", False: "NO"}[self.reached]


def table(lines: Sequence[Line]) -> str:
    rows = [("What", "Figure", "Aim", "Reached")]
    rows += [(line.what, line.figure, line.aim, line.verdict) for line in lines]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    text = [
        "| "
        + " | ".join(cell.ljust(w) for cell, w in zip(row, widths, strict=True))
        + " |"
        for row in rows
    ]
    text.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(text)


def keep(
    lines: Sequence[Line],
    *,
    seconds: float,
    file: Path = FIGURES,
    about: str = "The last `make bench`",
) -> None:
    """Write the table beside this file, with what it was measured on."""
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    file.write_text(
        f"# {about}\n\n"
        "Ratios of one run on one machine, best of three. CPU is the processor time of"
        " one call over every process that took part, the caller included.\n\n"
        f"{table(lines)}\n\n"
        f"Measured on {machine}, Python {platform.python_version()}, in"
        f" {seconds:.0f} s; load average at the end {load}.\n"
    )
