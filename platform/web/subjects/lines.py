"""What does a box say that is filled in one thing a line?"""

from collections.abc import Iterator


def lines_of(typed: str) -> list[str]:
    return [line.strip() for line in typed.splitlines() if line.strip()]


def first_and_rest(typed: str) -> Iterator[tuple[str, str]]:
    """Each line as its first word and what follows: a registration and the vehicle, a
    kind of animal and what to know of it."""
    for line in lines_of(typed):
        first, _, rest = line.replace(",", " ", 1).partition(" ")
        yield first, rest.strip()
