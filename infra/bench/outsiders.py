"""Does the time of an answer tell an outsider whether an entry exists?

The same organisation, without a permit, asks in turn about places with an entry and
places without one. The two sets of times are compared as distributions.
"""

import random
import secrets
from bisect import bisect_right
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from math import sqrt
from statistics import median
from time import perf_counter

from infra.bench import world
from infra.bench.report import Line
from sharing.check import CheckRequest, check
from tenants.codes import OrganisationKind


ASKED, FEW, WARMING = 3_000, 100, 100
# The Kolmogorov-Smirnov distance that chance alone passes once in a hundred times.
ONE_IN_A_HUNDRED = 1.63

type Say = Callable[[str], None]


def measure_outsiders(*, small: bool, say: Say) -> list[Line]:
    """A contractor that nobody shares with asks at doors with and without a warning."""
    asked = FEW if small else ASKED
    say("Opening a council with entries, and a contractor it shares nothing with")
    council, _ = world.open_one(7_001, kind=OrganisationKind.COUNCIL)
    world.fill(council)
    outsider, _ = world.open_one(7_002, kind=OrganisationKind.CONTRACTOR)
    token = secrets.token_urlsafe(32)
    world.let_in(outsider.organisation, token)
    world.settle()
    digest = sha256(token.encode()).digest()

    def seconds(marker: int) -> float:
        request = CheckRequest(
            purpose="repair", activity="REPAIRS", uprn=council.uprn(marker)
        )
        began = perf_counter()
        check(
            organisation=outsider.organisation,
            asker_digest=digest,
            request=request,
            at=datetime.now(UTC),
        )
        return perf_counter() - began

    say(f"Asking {2 * asked:,} times")
    for number in range(WARMING):
        seconds(number % world.MARKERS)
    order = [True, False] * asked
    random.Random(5).shuffle(order)  # noqa: S311  a draw, no secret
    taken: dict[bool, list[float]] = {True: [], False: []}
    for number, is_there in enumerate(order):
        marker = number % world.MARKERS
        taken[is_there].append(seconds(marker if is_there else 50_000 + marker))
    return _lines(taken[True], taken[False])


def _lines(there: Sequence[float], none: Sequence[float]) -> list[Line]:
    apart = distance(there, none)
    chance = ONE_IN_A_HUNDRED * sqrt(
        (len(there) + len(none)) / (len(there) * len(none))
    )
    return [
        Line(
            what=f"An outsider's check, {what}",
            figure=f"median {1000 * median(times):.3f} ms, of {len(times):,}",
        )
        for what, times in (("an entry is there", there), ("none is there", none))
    ] + [
        Line(
            what="The two sets of times apart (Kolmogorov-Smirnov)",
            figure=f"{apart:.4f}",
            aim=f"<= {chance:.4f}, by chance once in 100",
            reached=apart <= chance,
        )
    ]


def distance(one: Sequence[float], other: Sequence[float]) -> float:
    """The largest gap between the two cumulative distributions, 0 to 1."""
    first, second = sorted(one), sorted(other)
    return max(
        abs(bisect_right(first, x) / len(first) - bisect_right(second, x) / len(second))
        for x in (*first, *second)
    )
