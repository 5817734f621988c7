"""Which one statement finds all that many checks need?

The same clauses as one check's, joined to the whole set of questions instead of asked
once for each. What is common (who asks, sources, candidates) comes back once, and each
key is looked up once, however many questions ask for it; which candidates belong to
which question is then worked out from their keys.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from psycopg import Cursor

from sharing.check.clauses import ASKER, CANDIDATES, MINE, OFFICER, READING, SOURCES
from sharing.check.request import CheckRequest
from sharing.check.statement import MOST_CANDIDATES, Found, Row


FIND_MANY = f"""
WITH {ASKER}, {OFFICER}, {READING}, {MINE}, asked AS MATERIALIZED (
    SELECT n::int, uprn, place FROM ROWS FROM (
        json_array_elements_text(%(uprns)s::json),
        json_array_elements_text(%(places)s::json)
    ) WITH ORDINALITY AS asked (uprn, place, n)
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
    SELECT %(me)s::uuid AS owner FROM mine WHERE mine.has_register
    UNION
    SELECT discloser FROM sources
), matched AS MATERIALIZED (
    SELECT k.value, k.owner, k.marker_id
    FROM unnest(%(keys)s::bigint[]) AS wanted (value)
    JOIN public.markers_key k ON k.value = wanted.value
        AND k.owner = ANY(ARRAY(SELECT owner FROM owners))
), pairs AS MATERIALIZED (
    -- A key that more markers of one owner have than are ever compared is cut short:
    -- whoever asks for it is told that too much matches.
    SELECT value, marker_id FROM (
        SELECT *, row_number() OVER (PARTITION BY value, owner) AS place FROM matched
    ) AS each WHERE place <= %(most)s::int
), found AS (
    SELECT DISTINCT marker_id FROM pairs
), {CANDIDATES}
SELECT 'asker', NULL::int, row_to_json(asker), NULL::text[], NULL::bigint[] FROM asker
UNION ALL SELECT 'officer', NULL, row_to_json(officer), NULL, NULL FROM officer
UNION ALL SELECT 'reading', NULL, row_to_json(reading), NULL, NULL FROM reading
UNION ALL SELECT 'mine', NULL, row_to_json(mine), NULL, NULL FROM mine
UNION ALL SELECT 'source', NULL, row_to_json(sources), NULL, NULL FROM sources
UNION ALL SELECT 'candidate', NULL, row_to_json(candidates), NULL, NULL FROM candidates
UNION ALL SELECT 'scope', n, NULL, array_agg(agreement_id::text ORDER BY agreement_id), NULL
    FROM scope GROUP BY n
UNION ALL SELECT 'keys', NULL, NULL, ARRAY[marker_id::text], array_agg(value) FROM pairs
    GROUP BY marker_id
"""  # noqa: S608  every part is a constant of this package


@dataclass(frozen=True, slots=True)
class FoundMany:
    """What the statement found for all questions, kept once.

    `candidates` holds each marker's rows by its id, and `having` the markers that have
    each key. Questions are numbered as they were given.
    """

    asker: Row | None
    officer: Row | None
    reading: Row | None
    mine: Row
    sources: Mapping[str, Row]
    candidates: Mapping[str, Sequence[Row]]
    scope: Mapping[int, Sequence[str]]
    having: Mapping[int, Sequence[str]]
    requests: Mapping[int, CheckRequest]
    me: str
    _known_keys: frozenset[int]
    _bare: dict[tuple[str, ...], Found] = field(default_factory=dict)

    def of(self, number: int) -> Found:
        """What one check of that question alone would have found."""
        bare = self._without_candidates(tuple(self.scope.get(number, ())))
        keys = self._known_keys.intersection(self.requests[number].keys)
        if not keys:
            return bare
        candidates = list(self._candidates(keys, bare))
        return Found(
            bare.asker, bare.officer, bare.reading, bare.mine, bare.sources, candidates
        )

    def _without_candidates(self, agreements: tuple[str, ...]) -> Found:
        if agreements not in self._bare:
            sources = [self.sources[a] for a in agreements if a in self.sources]
            sources.sort(key=lambda row: (row["name"], row["agreement_id"]))
            self._bare[agreements] = Found(
                self.asker, self.officer, self.reading, self.mine, sources, []
            )
        return self._bare[agreements]

    def _candidates(self, keys: frozenset[int], bare: Found) -> Iterator[Row]:
        """A marker once for each release under this question's own sources."""
        agreements = {row["agreement_id"] for row in bare.sources}
        owners = {row["discloser"] for row in bare.sources}
        if self.mine.get("has_register"):
            owners.add(self.me)
        markers = {marker for key in keys for marker in self.having[key]}
        own = [
            marker
            for marker in sorted(markers)
            if (rows := self.candidates.get(marker)) and rows[0]["owner"] in owners
        ]
        for marker in own[: MOST_CANDIDATES + 1]:
            rows = self.candidates[marker]
            within = [row for row in rows if row["agreement_id"] in agreements]
            if within:
                yield from within
            else:
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

    Not prepared: the planner must see how many questions there are. Keys go in order,
    so that those next to each other in the index are read one after the other.
    """
    keys = sorted({key for request in requests.values() for key in request.keys})
    cursor.execute(
        FIND_MANY,
        {
            "me": organisation,
            "digest": asker_digest,
            "officer": officer,
            "activity": activity,
            "uprns": json.dumps([request.number for request in requests.values()]),
            "places": json.dumps([request.place for request in requests.values()]),
            # As text, not a list: the driver would look at every number by itself.
            "keys": f"{{{','.join(map(str, keys))}}}",
            "most": MOST_CANDIDATES + 1,
        },
        prepare=False,
    )
    return _sorted_out(cursor, requests, me=str(organisation))


def _sorted_out(
    cursor: Cursor[Any], requests: Mapping[int, CheckRequest], *, me: str
) -> FoundMany:
    numbers = list(requests)
    ones: dict[str, Row] = {}
    sources: dict[str, Row] = {}
    candidates: dict[str, list[Row]] = {}
    scope: dict[int, list[str]] = {}
    having: dict[int, list[str]] = {}
    for what, place, row, several, values in cursor:
        if what == "keys":
            for value in values:
                having.setdefault(value, []).append(several[0])
        elif what == "scope":
            scope[numbers[place - 1]] = several
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
        scope=scope,
        having=having,
        requests=requests,
        me=me,
        _known_keys=frozenset(having),
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
