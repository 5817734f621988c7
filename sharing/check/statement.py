"""Which one statement finds all that a check needs?

Who asks, the asker's own organisation, the sources and the candidates, in one row of
JSON values: one prepared statement, planned once, over shared tables only. Its
cost does not grow with the number of organisations or of agreements: every step starts
from an index on what was asked. Row-level security stands behind each table.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from psycopg import Cursor, RawCursor

from sharing.check.clauses import ASKER, CANDIDATES, MINE, OFFICER, READING, SOURCES
from sharing.check.request import CheckRequest


# More candidates than this and nobody can be told that none of them is meant.
MOST_CANDIDATES = 500

FIND = f"""
WITH {ASKER}, {OFFICER}, {READING}, {MINE}, scope AS (
    SELECT agreement_id FROM public.sharing_portfolioitem
    WHERE recipient = %(me)s::uuid AND kind = 'UPRN' AND value = %(uprn)s::text
    UNION
    SELECT agreement_id FROM public.sharing_portfolioitem
    WHERE recipient = %(me)s::uuid AND kind = 'PLACE' AND value = %(place)s::text
    UNION
    SELECT id FROM public.sharing_agreement
    WHERE recipient = %(me)s::uuid AND wide
    UNION
    SELECT id FROM public.sharing_agreement
    WHERE recipient = %(me)s::uuid AND %(uprn)s::text = '' AND %(place)s::text = ''
    UNION
    SELECT id FROM public.sharing_agreement
    WHERE recipient = %(me)s::uuid AND %(uprn)s::text = '' AND uprns_without_place > 0
    UNION
    SELECT id FROM public.sharing_agreement
    WHERE recipient = %(me)s::uuid AND %(place)s::text = '' AND places_without_uprn > 0
), {SOURCES.format(scope="scope")}, matched AS MATERIALIZED (
    -- Apart from DISTINCT, which would have the keys read in the markers' order.
    SELECT marker_id FROM public.markers_key
    WHERE value = ANY(%(keys)s::bigint[]) AND owner = ANY(ARRAY(
        SELECT %(me)s::uuid FROM mine WHERE has_register
        UNION ALL SELECT discloser FROM sources))
), found AS (
    SELECT DISTINCT marker_id FROM matched LIMIT %(most)s::int
), {CANDIDATES}
SELECT (SELECT row_to_json(asker) FROM asker),
    (SELECT row_to_json(officer) FROM officer),
    (SELECT row_to_json(reading) FROM reading),
    (SELECT row_to_json(mine) FROM mine),
    (SELECT json_agg(sources ORDER BY name, agreement_id) FROM sources),
    (SELECT json_agg(candidates ORDER BY id) FROM candidates)
"""  # noqa: S608  every part is a constant of this package


NAMES = ("me", "digest", "officer", "uprn", "place", "activity", "keys", "most")
# As PostgreSQL numbers them: psycopg would take a statement of this length apart anew
# each time, which costs more than all else it does.
NUMBERED = (FIND % {name: f"${n}" for n, name in enumerate(NAMES, 1)}).encode()

type Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Found:
    """What the statement found. Dates are ISO text; `None` where there is no row."""

    asker: Row | None
    officer: Row | None
    reading: Row | None
    mine: Row
    sources: list[Row]
    candidates: list[Row]


def find(
    cursor: Cursor[Any],
    *,
    organisation: UUID,
    asker_digest: bytes,
    request: CheckRequest,
) -> Found:
    """Run the statement in the check's transaction."""
    values = {
        "me": organisation,
        "digest": asker_digest,
        "officer": request.officer or "",
        "uprn": request.number,
        "place": request.place,
        "activity": request.activity or "",
        "keys": request.keys,
        "most": MOST_CANDIDATES + 1,
    }
    raw = RawCursor(cursor.connection)
    raw.execute(NUMBERED, [values[n] for n in NAMES], prepare=True, binary=True)
    row: Any = raw.fetchone()  # one row, always: FIND aggregates
    asker, officer, reading, mine, sources, candidates = row
    return Found(asker, officer, reading, mine or {}, sources or [], candidates or [])
