"""Which homes does an uploaded list name?"""

import csv
import io
from collections.abc import Iterator

from sharing.actions.portfolios import Property
from sharing.errors import Invalid


MOST_BYTES = 10 * 1024 * 1024
MOST_HOMES = 200_000
COLUMNS = ("uprn", "postcode", "building", "address")
ALSO_CALLED = {
    "house": "building",
    "house_number": "building",
    "house_name_or_number": "building",
    "property": "building",
    "post_code": "postcode",
    "full_address": "address",
    "address_line_1": "address",
}


def homes_in(content: bytes) -> list[Property]:
    """Return the homes of a CSV file, in its order.

    Raises:
        Invalid: the file cannot be read as a list of homes; the sentence says why.
    """
    if len(content) > MOST_BYTES:
        raise Invalid({"homes": "The list must be smaller than 10 MB."})
    try:
        text = content.decode("utf-8-sig")
        return list(read(text))
    except (UnicodeDecodeError, csv.Error):
        message = "The list must be a CSV file in UTF-8. Save it as CSV and try again."
        raise Invalid({"homes": message}) from None


def read(text: str) -> Iterator[Property]:
    if "\0" in text:
        raise csv.Error("The file holds a null character.")
    rows = csv.DictReader(io.StringIO(text), strict=True)
    named = {name: column_of(name) for name in rows.fieldnames or ()}
    if not set(named.values()) & {"uprn", "postcode"}:
        message = "The first row must name a column uprn, or postcode and building."
        raise Invalid({"homes": message})
    for count, row in enumerate(rows, start=1):
        if count > MOST_HOMES:
            raise Invalid({"homes": f"The list may name {MOST_HOMES:,} homes at most."})
        given = {
            column: (row[name] or "").strip()
            for name, column in named.items()
            if column in COLUMNS
        }
        if any(given.values()):
            yield Property(**given)


def column_of(name: str) -> str:
    """Return our name for a column of the list."""
    plain = name.strip().lower().replace(" ", "_")
    return ALSO_CALLED.get(plain, plain)
