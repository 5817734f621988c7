"""Of which clauses are the statements made that find what checks need?

One check and many checks at once ask the same of the same tables: what they have in
common is written here once, so that they cannot come to answer differently.
"""

ASKER = """asker AS (
    SELECT kind, actor_id, role, ceiling, teams, reads_register, briefing_ends,
        second_factor, scopes, responsible_role, responsible_ceiling,
        responsible_briefing_ends
    FROM public.tenants_asker
    WHERE digest = %(digest)s::bytea AND organisation = %(me)s::uuid
        AND expires_at > now() AND idle_expires_at > now()
)"""

OFFICER = """officer AS (
    SELECT role, ceiling, briefing_ends, teams, reads_register
    FROM public.tenants_asker
    WHERE %(officer)s::text <> '' AND organisation = %(me)s::uuid
        AND actor_id = %(officer)s::text AND kind = 'PERSON'
    ORDER BY expires_at DESC LIMIT 1
)"""

READING = """reading AS (
    -- An officer a client names sees no more than both of them may.
    SELECT asker.reads_register AND coalesce(officer.reads_register, true) AS everything,
        CASE WHEN officer.role IS NULL THEN asker.teams
            WHEN asker.reads_register THEN officer.teams
            ELSE ARRAY(SELECT unnest(asker.teams) INTERSECT SELECT unnest(officer.teams))
        END AS teams
    FROM asker LEFT JOIN officer ON true
)"""

# What the pack in force today says of the organisation whose id is `{owner}`.
PACK = """LATERAL (
        SELECT * FROM public.tenants_packsummary held
        WHERE held.organisation_id = {owner}
            AND held.counts_from <= (SELECT public.heed_today())
        ORDER BY held.number DESC LIMIT 1
    ) p ON true"""

MINE = f"""mine AS (
    SELECT o.name, o.status, o.duty_name, o.duty_phone, p.has_register,
        p.register_suspended, p.suspended_words, p.search_modes, p.category_labels,
        p.panel_levels
    FROM public.tenants_organisation o
    LEFT JOIN {PACK.format(owner="o.id")}
    WHERE o.id = %(me)s::uuid
)"""  # noqa: S608  every part is a constant of this module

# One row for each agreement in `{scope}`, its latest version that ever was in force.
SOURCES = f"""sources AS (
    SELECT v.agreement_id, v.discloser, v.id AS version_id, v.state, v.starts_on,
        v.ends_on, v.document_hash, v.purposes, v.categories, v.activities, v.level,
        i.id AS indemnity_id, i.version_hash, i.heads, i.cover_ends_on,
        i.policy_undertaking, t.id AS attestation_id, t.activity, t.mode,
        t.approved_by, t.starts_on AS attested_from, t.ends_on AS attested_until,
        d.name, d.status, d.duty_name, d.duty_phone, p.register_suspended,
        p.search_modes, p.sharing_ceiling, p.category_labels, p.excluded_activities
    FROM {{scope}} AS scope
    JOIN LATERAL (
        SELECT * FROM public.sharing_agreementversion held
        WHERE held.agreement_id = scope.agreement_id
            AND held.state IN ('IN_FORCE', 'SUSPENDED', 'EXPIRED', 'TERMINATED')
        ORDER BY held.number DESC LIMIT 1
    ) v ON true
    JOIN public.tenants_organisation d ON d.id = v.discloser
    LEFT JOIN {PACK.format(owner="v.discloser")}
    LEFT JOIN public.sharing_indemnity i
        ON i.version_id = v.id AND i.replaced_at IS NULL
    LEFT JOIN public.sharing_attestation t
        ON t.agreement_id = v.agreement_id AND t.withdrawn_at IS NULL
        AND t.activity = %(activity)s::text
)"""  # noqa: S608  every part is a constant of this module

# The markers of `found`, each once for every release of it under one of `sources`.
CANDIDATES = """candidates AS (
    SELECT m.id, m.owner, m.follows, m.uprn, m.postcode, m.building, m.address_key,
        m.elsewhere, m.name_forms, m.date_of_birth, m.birth_year, m.display_name,
        m.display_address, m.panel, m.category, m.precautions, m.summary, m.ring_name,
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
            UNION ALL
            SELECT 1 FROM jsonb_array_elements(m.elsewhere) AS place
            JOIN public.sharing_portfolioitem p ON p.agreement_id = r.agreement_id
                AND (p.kind, p.value) IN (('UPRN', place ->> 'uprn'),
                    ('AREA', place ->> 'area_code'),
                    ('PLACE', (place ->> 'postcode') || '|' || (place ->> 'building')))
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
)"""
