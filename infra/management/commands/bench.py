"""How fast, and how sure, is it? Run by `make bench`, in a database of its own."""

import argparse
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from infra.bench import report
from infra.bench.batches import measure_batches
from infra.bench.matching import measure_matching
from infra.bench.outsiders import measure_outsiders
from infra.bench.released import measure_released
from infra.bench.report import Line
from infra.bench.run import Bench


STEPS = (10, 100, 500)
FEW = (5, 10, 20)

type Part = Callable[..., list[Line]]

# Each part, the file it is kept in, and what that file is about.
PARTS: Mapping[str, tuple[str, str]] = {
    "checks": ("FIGURES.md", "The last `make bench`"),
    "matching": ("MATCHING.md", "Finding the mistyped, letting strangers through"),
    "sharing": ("SHARING.md", "A partner's check, and what the fences cost"),
    "batches": ("BATCHES.md", "Many checks at once against one by one"),
    "outsiders": ("OUTSIDERS.md", "Whether time tells an outsider anything"),
}
MEASURES: Mapping[str, Part] = {
    "matching": measure_matching,
    "sharing": measure_released,
    "batches": measure_batches,
    "outsiders": measure_outsiders,
}


class Command(BaseCommand):
    """Measure part by part; each part's table is kept as soon as it is done."""

    help = "Measure speed and sureness. Writes a file for each part in infra/bench/."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--data", type=Path, required=True)
        parser.add_argument("--small", action="store_true", help="a quick rehearsal")
        parser.add_argument(
            "--only", nargs="+", choices=sorted(PARTS), help="these parts alone"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        small = options["small"]
        for part in options["only"] or PARTS:
            began = time.perf_counter()
            if part == "checks":
                steps = FEW if small else STEPS
                lines = Bench(options["data"], steps, say=self._say).run()
            else:
                lines = MEASURES[part](small=small, say=self._say)
            self.stdout.write(report.table(lines))
            if not small:
                name, about = PARTS[part]
                report.keep(
                    lines,
                    seconds=time.perf_counter() - began,
                    file=report.FIGURES.with_name(name),
                    about=about,
                )

    def _say(self, sentence: str) -> None:
        self.stdout.write(f"==> {sentence}")
        self.stdout.flush()
