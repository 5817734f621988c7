"""Which libraries of the system are missing here?

`python -m infra.local.system` prints the packages to install, for apt-get or brew, in
one line; nothing when all is there. PostgreSQL loads the first group, WeasyPrint the
second.
"""

import ctypes
import ctypes.util
import sys
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Library:
    """A shared library, and the packages that carry it."""

    file: str
    debian: str
    brew: str = ""


# On macOS, PostgreSQL's package carries what it needs.
POSTGRESQL = (
    Library("libxml2.so.2", "libxml2"),
    Library("libssl.so.3", "libssl3"),
    Library("libgssapi_krb5.so.2", "libgssapi-krb5-2"),
    Library("liblz4.so.1", "liblz4-1"),
    Library("libzstd.so.1", "libzstd1"),
)
WEASYPRINT = (
    Library("libpango-1.0.so.0", "libpango-1.0-0", "pango"),
    Library("libpangoft2-1.0.so.0", "libpangoft2-1.0-0", "pango"),
    Library("libharfbuzz.so.0", "libharfbuzz0b", "pango"),
    Library("libharfbuzz-subset.so.0", "libharfbuzz-subset0", "pango"),
    Library("libfontconfig.so.1", "libfontconfig1", "fontconfig"),
)


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def missing_on_linux() -> list[str]:
    """Name the Debian packages of the libraries that do not load."""
    return [one.debian for one in POSTGRESQL + WEASYPRINT if not _loads(one.file)]


def missing_on_macos() -> list[str]:
    """Name the Homebrew packages of the libraries that are not found."""
    names = {
        one.brew: one.file.removeprefix("lib").split(".so")[0] for one in WEASYPRINT
    }
    return [
        brew for brew, name in names.items() if ctypes.util.find_library(name) is None
    ]


def main() -> None:
    """Print the packages, in one line."""
    missing = missing_on_macos() if sys.platform == "darwin" else missing_on_linux()
    print(" ".join(missing))


if __name__ == "__main__":
    main()
