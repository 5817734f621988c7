"""Which figure answers which aim?"""

from statistics import median

from infra.bench.checks import Rate
from infra.bench.report import Line


AIM, FLAT, ONBOARDING = 0.20, 1.2, 0.3


def opening_lines(opening: dict[int, list[float]], *, bare: float) -> list[Line]:
    """How long an organisation takes to open, early and late."""
    times = {step: median(took) for step, took in opening.items() if took}
    lines = [
        Line(
            what=f"Opening an organisation, up to {step} there",
            figure=f"{seconds:.3f} s ({seconds / bare:.0f} x a bare CREATE SCHEMA)",
            aim=f"<= {ONBOARDING} s",
            reached=seconds <= ONBOARDING,
        )
        for step, seconds in times.items()
    ]
    first, *_, last = times
    growth = times[last] / times[first]
    flat = Line(
        what=f"Opening at {last} against at {first}",
        figure=f"{growth:.2f}",
        aim=f"<= {FLAT}",
        reached=growth <= FLAT,
    )
    return [*lines, flat]


def check_lines(own: dict[int, Rate], statement: Rate, transaction: Rate) -> list[Line]:
    first, *_, last = own
    lines = [
        Line(
            what=f"Check over HTTP, {step} organisations",
            figure=f"{rate.a_second:.0f}/s, {rate.cpu_ms:.2f} ms CPU,"
            f" median {rate.median_ms:.1f} ms, p99 {rate.slow_ms:.1f} ms",
        )
        for step, rate in own.items()
    ]
    for name, bare in (("statement", statement), ("transaction", transaction)):
        ratio = own[last].a_second / bare.a_second
        share = bare.cpu_ms / own[last].cpu_ms if own[last].cpu_ms else 0.0
        lines += [
            Line(
                what=f"pgbench, the same {name}",
                figure=f"{bare.a_second:.0f}/s, {bare.cpu_ms:.2f} ms CPU",
            ),
            Line(
                what=f"Check over HTTP against that {name}",
                figure=f"{ratio:.0%} of its rate; by CPU {share:.0%}",
                aim=f">= {AIM:.0%}",
                reached=ratio >= AIM,
            ),
        ]
    return [
        *lines,
        _flat(f"CPU of a check at {last} against at {first}", own[last], own[first]),
    ]


def partner_lines(partner: dict[int, Rate]) -> list[Line]:
    none, *some = partner
    lines = [
        Line(
            what=f"Partner's check, {count} disclosers",
            figure=f"{rate.a_second:.0f}/s, {rate.cpu_ms:.2f} ms CPU",
        )
        for count, rate in partner.items()
    ]
    return lines + [
        _flat(f"With {count} disclosers against {none}", partner[count], partner[none])
        for count in some
    ]


def _flat(what: str, later: Rate, earlier: Rate) -> Line:
    """How many times the cost: by rate, with the processor time beside it."""
    wall = earlier.a_second / later.a_second
    cpu = later.cpu_ms / earlier.cpu_ms if earlier.cpu_ms else wall
    return Line(
        what=what,
        figure=f"{wall:.2f} x by rate, {cpu:.2f} x by CPU",
        aim=f"<= {FLAT}",
        reached=min(wall, cpu) <= FLAT,
    )


def migration_lines(idle: dict[int, tuple[float, int]]) -> list[Line]:
    return [
        Line(
            what=f"Migration with nothing to do, {step} organisations",
            figure=f"{seconds:.2f} s, {queries} statements",
        )
        for step, (seconds, queries) in idle.items()
    ]
