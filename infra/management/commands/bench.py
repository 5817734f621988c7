"""How fast is it? Run by `make bench`, in a database of its own."""

import argparse
import time
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from infra.bench import report
from infra.bench.run import Bench


STEPS = (10, 100, 500)
FEW = (5, 10, 20)


class Command(BaseCommand):
    """Open organisations in steps and measure at each."""

    help = "Measure the speed, as ratios. Writes infra/bench/FIGURES.md."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--data", type=Path, required=True)
        parser.add_argument("--small", action="store_true", help="a quick rehearsal")

    def handle(self, *args: Any, **options: Any) -> None:
        began = time.perf_counter()
        steps = FEW if options["small"] else STEPS
        lines = Bench(options["data"], steps, say=self._say).run()
        self.stdout.write(report.table(lines))
        if not options["small"]:
            report.keep(lines, seconds=time.perf_counter() - began)

    def _say(self, sentence: str) -> None:
        self.stdout.write(f"==> {sentence}")
        self.stdout.flush()
