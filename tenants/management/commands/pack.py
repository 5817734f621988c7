"""Does this policy pack load, and what does the law ask of it?"""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from tenants.packs import PackError, lint, load


class Command(BaseCommand):
    help = "Check a policy pack: `manage.py pack check FILE`."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        steps = parser.add_subparsers(dest="step", required=True)
        check = steps.add_parser("check", help="Load a pack and print every finding.")
        check.add_argument("file", type=Path)

    def handle(self, *args: object, **options: object) -> None:
        """Print findings; a refused pack ends with an error status."""
        file = Path(str(options["file"]))
        try:
            pack = load(file.read_text(encoding="utf-8"))
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
        except UnicodeDecodeError as error:
            raise CommandError(f"{file} is not UTF-8 text.") from error
        except PackError as error:
            raise CommandError(f"{file}: {error}") from error
        findings = lint(pack)
        for finding in findings:
            answered = " (explained)" if finding.answered else ""
            self.stdout.write(
                f"{finding.weight}{answered}: {finding.key}: {finding.sentence}"
            )
        if any(finding.stops for finding in findings):
            raise CommandError(f"{file} cannot be adopted as it stands.")
        name = pack.register_name or "no register of its own"
        self.stdout.write(f"{file} is a sound pack: {name}.")
