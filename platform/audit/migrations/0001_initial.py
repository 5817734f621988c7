import django.db.models.functions
from django.db import migrations, models


UUID7 = django.db.models.functions.UUID7
Now = django.db.models.functions.Now

EVENTS = """
CREATE TABLE public.audit_event (
    id uuid NOT NULL DEFAULT uuidv7(),
    organisation uuid NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    occurred_at timestamptz NOT NULL,
    kind varchar(60) NOT NULL,
    actor_kind varchar(6) NOT NULL,
    actor_id varchar(64) NOT NULL,
    actor_role varchar(40) NOT NULL,
    session varchar(64) NOT NULL,
    subject varchar(120) NOT NULL,
    details jsonb NOT NULL,
    terms bytea,
    terms_digest varchar(64) NOT NULL DEFAULT '',
    PRIMARY KEY (organisation, recorded_at, id)
) PARTITION BY RANGE (recorded_at);
CREATE INDEX audit_event_subject
    ON public.audit_event (organisation, subject, recorded_at);
CREATE INDEX audit_event_actor
    ON public.audit_event (organisation, actor_id, recorded_at);

CREATE FUNCTION public.audit_event_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Audit events are never changed or removed.'
        USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER stays BEFORE UPDATE OR DELETE ON public.audit_event
    FOR EACH ROW EXECUTE FUNCTION public.audit_event_stays();
CREATE TRIGGER stays_whole BEFORE TRUNCATE ON public.audit_event
    FOR EACH STATEMENT EXECUTE FUNCTION public.audit_event_stays();

CREATE TABLE public.audit_event_other PARTITION OF public.audit_event DEFAULT;
CREATE TRIGGER stays_whole BEFORE TRUNCATE ON public.audit_event_other
    FOR EACH STATEMENT EXECUTE FUNCTION public.audit_event_stays();

-- Run by the clock under a role that owns nothing; it can make months and nothing else.
CREATE FUNCTION public.audit_make_months(ahead integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    month timestamptz;
    name text;
    made integer := 0;
BEGIN
    IF ahead NOT BETWEEN 0 AND 24 THEN
        RAISE EXCEPTION 'Between 0 and 24 months can be made ahead.';
    END IF;
    PERFORM pg_advisory_xact_lock(7205759403792794);
    FOR step IN 0..ahead LOOP
        month := date_trunc('month', now() AT TIME ZONE 'UTC')
            AT TIME ZONE 'UTC' + make_interval(months => step);
        name := 'audit_event_' || to_char(month AT TIME ZONE 'UTC', 'YYYY_MM');
        IF to_regclass('public.' || name) IS NULL THEN
            EXECUTE format(
                'CREATE TABLE public.%I PARTITION OF public.audit_event'
                ' FOR VALUES FROM (%L) TO (%L)',
                name, month, (month AT TIME ZONE 'UTC' + interval '1 month')
                    AT TIME ZONE 'UTC');
            EXECUTE format(
                'CREATE TRIGGER stays_whole BEFORE TRUNCATE ON public.%I'
                ' FOR EACH STATEMENT EXECUTE FUNCTION public.audit_event_stays()', name);
            made := made + 1;
        END IF;
    END LOOP;
    RETURN made;
END $$;
REVOKE ALL ON FUNCTION public.audit_make_months(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION public.audit_make_months(integer) TO heed_relay;
SELECT public.audit_make_months(3);

ALTER TABLE public.audit_event ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.audit_event FORCE ROW LEVEL SECURITY;
CREATE POLICY own_rows_read ON public.audit_event FOR SELECT
    TO heed_organisation, heed_platform
    USING (organisation = (SELECT public.heed_identity()));
CREATE POLICY own_rows_add ON public.audit_event FOR INSERT
    TO heed_organisation, heed_platform, heed_check
    WITH CHECK (organisation = (SELECT public.heed_identity()));
CREATE POLICY system_adds ON public.audit_event FOR INSERT
    TO heed_owner, heed_relay, heed_reconcile WITH CHECK (true);
CREATE POLICY owner_reads ON public.audit_event FOR SELECT TO heed_owner USING (true);
"""

NO_EVENTS = """
DROP FUNCTION public.audit_make_months(integer);
DROP TABLE public.audit_event;
DROP FUNCTION public.audit_event_stays();
"""

OUTBOX = """
ALTER TABLE public.audit_outbox ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.audit_outbox FORCE ROW LEVEL SECURITY;
-- An organisation may leave work for a partner (a recall), always under its own name.
CREATE POLICY post ON public.audit_outbox FOR INSERT
    TO heed_organisation, heed_platform, heed_check
    WITH CHECK (posted_by = (SELECT public.heed_identity()));
CREATE POLICY own_read ON public.audit_outbox FOR SELECT
    TO heed_organisation, heed_platform
    USING ((SELECT public.heed_identity()) IN (organisation, posted_by));
CREATE POLICY own_done ON public.audit_outbox FOR UPDATE
    TO heed_organisation, heed_platform
    USING (organisation = (SELECT public.heed_identity()))
    WITH CHECK (organisation = (SELECT public.heed_identity()));
CREATE POLICY system ON public.audit_outbox
    TO heed_relay, heed_owner, heed_reconcile USING (true) WITH CHECK (true);

ALTER TABLE public.audit_termkey ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.audit_termkey FORCE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON public.audit_termkey TO heed_organisation, heed_platform, heed_check
    USING (organisation = (SELECT public.heed_identity()))
    WITH CHECK (organisation = (SELECT public.heed_identity()));
CREATE POLICY system ON public.audit_termkey TO heed_relay, heed_owner
    USING (true) WITH CHECK (true);
"""

NO_OUTBOX = """
DROP POLICY system ON public.audit_termkey;
DROP POLICY own_rows ON public.audit_termkey;
ALTER TABLE public.audit_termkey NO FORCE ROW LEVEL SECURITY;
ALTER TABLE public.audit_termkey DISABLE ROW LEVEL SECURITY;
DROP POLICY system ON public.audit_outbox;
DROP POLICY own_done ON public.audit_outbox;
DROP POLICY own_read ON public.audit_outbox;
DROP POLICY post ON public.audit_outbox;
ALTER TABLE public.audit_outbox NO FORCE ROW LEVEL SECURITY;
ALTER TABLE public.audit_outbox DISABLE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [("tenants", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Event",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        db_default=UUID7(),
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("organisation", models.UUIDField()),
                ("recorded_at", models.DateTimeField(db_default=Now())),
                ("occurred_at", models.DateTimeField()),
                ("kind", models.CharField(max_length=60)),
                ("actor_kind", models.CharField(max_length=6)),
                ("actor_id", models.CharField(max_length=64)),
                ("actor_role", models.CharField(max_length=40)),
                ("session", models.CharField(max_length=64)),
                ("subject", models.CharField(max_length=120)),
                ("details", models.JSONField(default=dict)),
                ("terms", models.BinaryField(null=True)),
                ("terms_digest", models.CharField(blank=True, max_length=64)),
            ],
            options={"db_table": "audit_event", "managed": False},
        ),
        migrations.RunSQL(EVENTS, NO_EVENTS),
        migrations.CreateModel(
            name="OutboxItem",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        db_default=UUID7(),
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("organisation", models.UUIDField()),
                ("posted_by", models.UUIDField()),
                ("task", models.CharField(max_length=120)),
                ("arguments", models.JSONField(default=dict)),
                ("posted_at", models.DateTimeField(db_default=Now())),
                ("due_at", models.DateTimeField(db_default=Now())),
                ("sent_at", models.DateTimeField(null=True)),
                ("attempts", models.PositiveIntegerField(db_default=0)),
                ("done_at", models.DateTimeField(null=True)),
                ("failed", models.TextField(db_default="")),
            ],
            options={
                "db_table": "audit_outbox",
                "indexes": [
                    models.Index(
                        condition=models.Q(("done_at__isnull", True)),
                        fields=["due_at"],
                        name="audit_outbox_open",
                    ),
                    models.Index(
                        fields=["organisation"], name="audit_outbox_organisation"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TermKey",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        db_default=UUID7(),
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("organisation", models.UUIDField()),
                ("month", models.DateField()),
                ("wrapped", models.BinaryField()),
                ("made_at", models.DateTimeField(db_default=Now())),
            ],
            options={
                "db_table": "audit_termkey",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "month"),
                        name="audit_termkey_one_a_month",
                    )
                ],
            },
        ),
        migrations.RunSQL(OUTBOX, NO_OUTBOX),
    ]
