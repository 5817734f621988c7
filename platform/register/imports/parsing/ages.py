"""How old does this text say somebody is, more or less?"""

import re


_ABOUT = r"(?:circa|ca\.?|c\.?|about|around|approx(?:imately)?\.?|approx|est\.?|aged?|early|mid|late|~)"
_AGE = re.compile(
    rf"^(?:{_ABOUT}[ -]*)*(?P<age>\d{{1,3}})(?:'?s)?(?: ?(?:yrs?|years?)(?: old)?)?\??$"
)
_BARE = re.compile(r"^\d+$")
_OLDEST = 110


def read_age(text: str) -> int | None:
    """An age from "circa 40", "40s" or "aged 40"; None for anything else.

    A bare number is not an age: it may be a year, or a date's number.
    """
    settled = " ".join(text.lower().split())
    match = _AGE.match(settled)
    if match is None or _BARE.match(settled):
        return None
    age = int(match["age"])
    return age if 1 <= age <= _OLDEST else None
