"""Which homes does an uploaded list name?"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass

from sharing.errors import Invalid


MOST_HOMES = 500_000
MOST_BYTES = 64 * 1024 * 1024
MOST_COLUMNS = 100
WANTED = ("uprn", "postcode", "building", "address")
OTHER_WORDS = {
    "post code": "postcode",
    "address 1": "address",
    "address line 1": "address",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """One property of a portfolio, as its list writes it."""

    uprn: str = ""
    postcode: str = ""
    building: str = ""
    address: str = ""


def homes_in(content: bytes) -> list[Home]:
    """The homes of a CSV file with a header row.

    Raises:
        Invalid: naming what is wrong with the file and what to do.
    """
    if len(content) > MOST_BYTES:
        raise _invalid("The file is larger than 64 MB. Split it.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _invalid("Save the list as CSV UTF-8 and choose it again.") from error
    if "\0" in text:
        raise _invalid("This is not a CSV file. Save the list as CSV UTF-8.")
    try:
        return list(_rows(text))
    except csv.Error as error:
        raise _invalid(
            "The file cannot be read as CSV. Save it as CSV UTF-8."
        ) from error


def _rows(text: str) -> Iterator[Home]:
    rows = csv.reader(text.splitlines())
    columns = _columns(next(rows, []))
    for number, cells in enumerate(rows, start=1):
        if number > MOST_HOMES:
            raise _invalid(f"The list has more than {MOST_HOMES:,} homes. Split it.")
        if any(cell.strip() for cell in cells):
            yield Home(
                **{
                    name: cells[index].strip()[:300]
                    for name, index in columns.items()
                    if index < len(cells)
                }
            )


def _columns(header: list[str]) -> dict[str, int]:
    """Where each wanted column stands."""
    if len(header) > MOST_COLUMNS:
        raise _invalid(f"The file has more than {MOST_COLUMNS} columns.")
    found: dict[str, int] = {}
    for index, cell in enumerate(header):
        name = " ".join(cell.lower().replace("_", " ").split())
        name = OTHER_WORDS.get(name, name)
        if name in WANTED:
            found.setdefault(name, index)
    if "uprn" not in found and "postcode" not in found:
        raise _invalid(
            "Give the file a header row with a column uprn, or postcode and address."
        )
    return found


def _invalid(sentence: str) -> Invalid:
    return Invalid({"homes": sentence})
