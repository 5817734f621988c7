"""Which one statement finds all that many checks need?

The same clauses as one check's, joined to the whole set of questions instead of asked
once for each. What is common (who asks, sources, candidates) comes back once; for each
question only the ids that belong to it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from psycopg import Cursor

from sharing.check.clauses import ASKER, CANDIDATES, MINE, OFFICER, READING, SOURCES
from sharing.check.request import CheckRequest
from sharing.check.statement import MOST_CANDIDATES, Found, Row


FIND_MANY = f"""
WITH {ASKER}, {OFFICER}, {READING}, {MINE}, asked AS MATERIALIZED (
    SELECT * FROM unnest(%(numbers)s::int[], %(uprns)s::text[], %(places)s::text[])
        AS asked (n, uprn, place)
), agreed AS MATERIALIZED (
    SELECT id, wide, uprns_without_place, places_without_uprn
    FROM public.sharing_agreement WHERE recipient = %(me)s::uuid
), scope AS MATERIALIZED (
    SELECT asked.n, item.agreement_id FROM asked
    JOIN public.sharing_portfolioitem item ON item.recipient = %(me)s::uuid
        AND item.kind = 'UPRN' AND item.value = asked.uprn
    UNION
    SELECT asked.n, item.agreement_id FROM asked
    JOIN public.sharing_portfolioitem item ON item.recipient = %(me)s::uuid
        AND item.kind = 'PLACE' AND item.value = asked.place
    UNION
    SELECT asked.n, agreed.id FROM asked JOIN agreed ON agreed.wide
        OR (asked.uprn = '' AND asked.place = '')
        OR (asked.uprn = '' AND agreed.uprns_without_place > 0)
        OR (asked.place = '' AND agreed.places_without_uprn > 0)
), {SOURCES.format(scope="(SELECT DISTINCT agreement_id FROM scope)")},
owners AS MATERIALIZED (
    SELECT asked.n, %(me)s::uuid AS owner FROM asked JOIN mine ON mine.has_register
    UNION
    SELECT scope.n, sources.discloser FROM scope JOIN sources USING (agreement_id)
), matched AS MATERIALIZED (
    SELECT wanted.n, k.owner, k.marker_id
    FROM unnest(%(key_numbers)s::int[], %(keys)s::bigint[]) AS wanted (n, value)
    JOIN public.markers_key k ON k.value = wanted.value
        AND k.owner = ANY(ARRAY(SELECT DISTINCT owner FROM owners))
), pairs AS MATERIALIZED (
    SELECT n, marker_id, row_number() OVER (PARTITION BY n) AS place FROM (
        SELECT DISTINCT n, marker_id FROM matched
        WHERE (n, owner) IN (SELECT n, owner FROM owners)
    ) AS each
), found AS (
    SELECT DISTINCT marker_id FROM pairs WHERE place <= %(most)s::int
), {CANDIDATES}
SELECT 'asker', NULL::int, row_to_json(asker), NULL::uuid[] FROM asker
UNION ALL SELECT 'officer', NULL, row_to_json(officer), NULL FROM officer
UNION ALL SELECT 'reading', NULL, row_to_json(reading), NULL FROM reading
UNION ALL SELECT 'mine', NULL, row_to_json(mine), NULL FROM mine
UNION ALL SELECT 'source', NULL, row_to_json(sources), NULL FROM sources
UNION ALL SELECT 'candidate', NULL, row_to_json(candidates), NULL FROM candidates
UNION ALL SELECT 'scope', n, NULL, array_agg(agreement_id) FROM scope GROUP BY n
UNION ALL SELECT 'pairs', n, NULL, array_agg(marker_id) FROM pairs
    WHERE place <= %(most)s::int GROUP BY n
"""  # noqa: S608  every part is a constant of this package


@dataclass(frozen=True, slots=True)
class FoundMany:
    """What the statement found for all questions, kept once."""

    asker: Row | None
    officer: Row | None
    reading: Row | None
    mine: Row
    sources: Mapping[str, Row]
    candidates: Mapping[str, Sequence[Row]]
    scope: Mapping[int, Sequence[str]]
    pairs: Mapping[int, Sequence[str]]

    def of(self, number: int) -> Found:
        """What one check of that question alone would have found."""
        agreements = self.scope.get(number, ())
        sources = [self.sources[a] for a in agreements if a in self.sources]
        return Found(
            self.asker,
            self.officer,
            self.reading,
            self.mine,
            sorted(sources, key=lambda row: (row["name"], row["agreement_id"])),
            list(self._candidates(number, frozenset(agreements))),
        )

    def _candidates(self, number: int, agreements: frozenset[str]) -> Iterator[Row]:
        """A marker once for each release under this question's own sources."""
        for marker in sorted(self.pairs.get(number, ())):
            rows = self.candidates.get(marker, ())
            within = [row for row in rows if row["agreement_id"] in agreements]
            if within:
                yield from within
            elif rows:
                yield rows[0] if rows[0]["release_id"] is None else _unreleased(rows[0])


def find_many(
    cursor: Cursor[Any],
    *,
    organisation: UUID,
    asker_digest: bytes,
    activity: str,
    officer: str,
    requests: Mapping[int, CheckRequest],
) -> FoundMany:
    """Run the statement for questions of one activity and one officer.

    Not prepared: the planner must see how many questions there are.
    """
    keys = [(n, key) for n, request in requests.items() for key in request.keys]
    cursor.execute(
        FIND_MANY,
        {
            "me": organisation,
            "digest": asker_digest,
            "officer": officer,
            "activity": activity,
            "numbers": list(requests),
            "uprns": [request.number for request in requests.values()],
            "places": [request.place for request in requests.values()],
            "key_numbers": [n for n, _ in keys],
            "keys": [key for _, key in keys],
            "most": MOST_CANDIDATES + 1,
        },
        prepare=False,
    )
    return _sorted_out(cursor)


def _sorted_out(cursor: Cursor[Any]) -> FoundMany:
    ones: dict[str, Row] = {}
    sources: dict[str, Row] = {}
    candidates: dict[str, list[Row]] = {}
    ids: dict[str, dict[int, list[str]]] = {"scope": {}, "pairs": {}}
    for what, number, row, several in cursor:
        if what in ids:
            ids[what][number] = [str(each) for each in several]
        elif what == "source":
            sources[row["agreement_id"]] = row
        elif what == "candidate":
            candidates.setdefault(row["id"], []).append(row)
        else:
            ones[what] = row
    return FoundMany(
        asker=ones.get("asker"),
        officer=ones.get("officer"),
        reading=ones.get("reading"),
        mine=ones.get("mine", {}),
        sources=sources,
        candidates=candidates,
        scope=ids["scope"],
        pairs=ids["pairs"],
    )


def _unreleased(row: Row) -> Row:
    """The same marker where no source of this question released it."""
    return {
        **row,
        "release_id": None,
        "agreement_id": None,
        "release_level": None,
        "decided_role": None,
        "release_withdrawn": False,
        "in_portfolio": False,
    }
