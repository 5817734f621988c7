"""Does this cell only say that there is nothing to say?"""

from typing import Final


_NOTHING: Final = frozenset(
    [
        "-",
        "--",
        "---",
        ".",
        "?",
        "??",
        "n/a",
        "na",
        "n.a.",
        "n.a",
        "none",
        "nil",
        "null",
        "tbc",
        "tba",
        "unknown",
        "unk",
        "blank",
        "not_known",
        "not_given",
        "not_recorded",
        "not_applicable",
        "no_data",
        "x",
        "xx",
        "xxx",
        "#n/a",
    ]
)


def without_blank(text: str) -> str:
    """The text with its spaces settled, or "" where it stands for nothing."""
    settled = " ".join(text.split())
    return "" if settled.lower().replace(" ", "_") in _NOTHING else settled
