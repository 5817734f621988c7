"""Which one statement finds all that a check needs?

Who asks, the asker's own organisation, the sources and the candidates, in one row of
JSON values: one prepared statement, planned once, over shared tables only. Its
cost does not grow with the number of organisations or of agreements: every step starts
from an index on what was asked. Row-level security stands behind each table.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from psycopg import Cursor

from sharing.check.request import CheckRequest


# More candidates than this and nobody can be told that none of them is meant.
MOST_CANDIDATES = 500

FIND = """
WITH asker AS (
    SELECT kind, actor_id, role, ceiling, teams, reads_register, briefing_ends,
        second_factor, scopes, responsible_role, responsible_ceiling,
        responsible_briefing_ends
    FROM public.tenants_asker
    WHERE digest = %(digest)s::bytea AND organisation = %(me)s::uuid
        AND expires_at > now() AND idle_expires_at > now()
), officer AS (
    SELECT role, ceiling, briefing_ends, teams, reads_register
    FROM public.tenants_asker
    WHERE %(officer)s::text <> '' AND organisation = %(me)s::uuid
        AND actor_id = %(officer)s::text AND kind = 'PERSON'
    ORDER BY expires_at DESC LIMIT 1
), reading AS (
    -- An officer a client names sees no more than both of them may.
    SELECT asker.reads_register AND coalesce(officer.reads_register, true) AS everything,
        CASE WHEN officer.role IS NULL THEN asker.teams
            WHEN asker.reads_register THEN officer.teams
            ELSE ARRAY(SELECT unnest(asker.teams) INTERSECT SELECT unnest(officer.teams))
        END AS teams
    FROM asker LEFT JOIN officer ON true
), mine AS (
    SELECT name, status, has_register, register_suspended, search_modes, duty_name,
        duty_phone
    FROM public.tenants_organisation WHERE id = %(me)s::uuid
), scope AS (
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
), sources AS (
    SELECT v.agreement_id, v.discloser, v.id AS version_id, v.state, v.starts_on,
        v.ends_on, v.document_hash, v.purposes, v.categories, v.activities, v.level,
        i.id AS indemnity_id, i.version_hash, i.heads, i.cover_ends_on,
        i.policy_undertaking, t.id AS attestation_id, t.activity, t.mode,
        t.approved_by, t.starts_on AS attested_from, t.ends_on AS attested_until,
        d.name, d.status, d.register_suspended, d.search_modes, d.sharing_ceiling,
        d.duty_name, d.duty_phone
    FROM scope
    JOIN LATERAL (
        SELECT * FROM public.sharing_agreementversion held
        WHERE held.agreement_id = scope.agreement_id
            AND held.state IN ('IN_FORCE', 'SUSPENDED', 'EXPIRED', 'TERMINATED')
        ORDER BY held.number DESC LIMIT 1
    ) v ON true
    JOIN public.tenants_organisation d ON d.id = v.discloser
    LEFT JOIN public.sharing_indemnity i
        ON i.version_id = v.id AND i.replaced_at IS NULL
    LEFT JOIN public.sharing_attestation t
        ON t.agreement_id = v.agreement_id AND t.withdrawn_at IS NULL
        AND t.activity = %(activity)s::text
), matched AS MATERIALIZED (
    -- Apart from DISTINCT, which would have the keys read in the markers' order.
    SELECT marker_id FROM public.markers_key
    WHERE value = ANY(%(keys)s::bigint[]) AND owner = ANY(ARRAY(
        SELECT %(me)s::uuid FROM mine WHERE has_register
        UNION ALL SELECT discloser FROM sources))
), found AS (
    SELECT DISTINCT marker_id FROM matched LIMIT %(most)s::int
), candidates AS (
    SELECT m.id, m.owner, m.follows, m.uprn, m.postcode, m.building, m.address_key,
        m.name_forms, m.date_of_birth, m.birth_year, m.display_name,
        m.display_address, m.category, m.precautions, m.summary, m.ring_name,
        m.ring_phone, m.state, m.starts_on, m.ends_on, m.review_on,
        m.provisional_until > now() AS provisional_open, m.processing_restricted,
        m.shareable, r.id AS release_id, r.agreement_id, r.level AS release_level,
        r.decided_role, r.withdrawn_at IS NOT NULL AS release_withdrawn,
        r.id IS NOT NULL AND EXISTS (
            SELECT 1 FROM (VALUES ('UPRN', m.uprn), ('AREA', m.area_code),
                ('PLACE', m.postcode || '|' || m.building), ('CASE', m.id::text)
            ) AS within (kind, value)
            JOIN public.sharing_portfolioitem p ON p.agreement_id = r.agreement_id
                AND p.kind = within.kind AND p.value = within.value
        ) AS in_portfolio,
        (SELECT json_agg(json_build_object('mode', g.mode, 'level', g.level,
                'reason', g.reason, 'withdrawn', g.withdrawn_at IS NOT NULL))
            FROM public.sharing_teamrelease g
            WHERE m.owner = %(me)s::uuid AND g.marker_id = m.id
                AND g.withdrawn_at IS NULL
                AND g.team_id = ANY(ARRAY(SELECT unnest(teams) FROM reading))
        ) AS given
    FROM found
    JOIN public.markers_marker m ON m.id = found.marker_id
    LEFT JOIN public.sharing_release r ON r.marker_id = m.id
        AND m.owner <> %(me)s::uuid AND r.recipient = %(me)s::uuid
        AND r.withdrawn_at IS NULL AND r.activity = %(activity)s::text
        AND r.agreement_id = ANY(ARRAY(SELECT agreement_id FROM sources))
)
SELECT (SELECT row_to_json(asker) FROM asker),
    (SELECT row_to_json(officer) FROM officer),
    (SELECT row_to_json(reading) FROM reading),
    (SELECT row_to_json(mine) FROM mine),
    (SELECT json_agg(sources ORDER BY name, agreement_id) FROM sources),
    (SELECT json_agg(candidates ORDER BY id) FROM candidates)
"""


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
    cursor.execute(
        FIND,
        {
            "me": organisation,
            "digest": asker_digest,
            "officer": request.officer or "",
            "uprn": request.number,
            "place": request.place,
            "activity": request.activity or "",
            "keys": request.keys,
            "most": MOST_CANDIDATES + 1,
        },
        prepare=True,
    )
    row: Any = cursor.fetchone()  # one row, always: FIND aggregates
    asker, officer, reading, mine, sources, candidates = row
    return Found(asker, officer, reading, mine or {}, sources or [], candidates or [])
