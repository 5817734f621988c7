"""Does this policy pack load, what does the law ask of it, and how does it differ?"""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from tenants.packs import Pack, PackError, differences, lint, load, names, shipped


class Command(BaseCommand):
    help = "Policy packs: `manage.py pack check FILE`, `manage.py pack diff A B`."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        steps = parser.add_subparsers(dest="step", required=True)
        check = steps.add_parser("check", help="Load a pack and print every finding.")
        check.add_argument("file")
        diff = steps.add_parser("diff", help="Print in which keys two packs differ.")
        diff.add_argument("file", help="a TOML file, or a shipped pack's name")
        diff.add_argument("other", help="a TOML file, or a shipped pack's name")

    def handle(self, *args: object, **options: object) -> None:
        """Print what was asked; a refused pack ends with an error status."""
        file = str(options["file"])
        if options["step"] == "diff":
            self._diff(file, str(options["other"]))
        else:
            self._check(file)

    def _check(self, file: str) -> None:
        text = self._text(file)
        pack = self._pack(file, text)
        findings = lint(pack, text)
        for finding in findings:
            answered = " (explained)" if finding.answered else ""
            self.stdout.write(
                f"{finding.weight}{answered}: {finding.place}: {finding.sentence}"
            )
        if any(finding.stops for finding in findings):
            raise CommandError(f"{file} cannot be adopted as it stands.")
        name = pack.register_name or "no register of its own"
        self.stdout.write(f"{file} is a sound pack: {name}.")

    def _diff(self, file: str, other: str) -> None:
        found = differences(
            *(self._pack(name, self._text(name)) for name in (file, other))
        )
        for difference in found:
            self.stdout.write(str(difference))
        keys = len(found)
        self.stdout.write(f"{keys} {'key differs' if keys == 1 else 'keys differ'}.")

    def _text(self, file: str) -> str:
        """The text of a shipped pack by its name, or of a file."""
        if file in names():
            return shipped(file)
        try:
            return Path(file).read_text(encoding="utf-8")
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
        except UnicodeDecodeError as error:
            raise CommandError(f"{file} is not UTF-8 text.") from error

    def _pack(self, file: str, text: str) -> Pack:
        try:
            return load(text)
        except PackError as error:
            raise CommandError(f"{file}: {error}") from error
