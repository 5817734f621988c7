-- Which login and group roles does Heed need? Run by a superuser, as often as one likes.
--
--   psql -f infra/local/roles.sql      then set the two logins' passwords with \password
--
-- heed_owner        owns every shared table; nobody logs in as it
-- heed_provisioner  migrates, and makes and drops organisations' schemas and roles
-- heed_app          the application: owns nothing, inherits nothing, bypasses nothing
-- heed_check        what a check may read and write, and nothing else
-- heed_relay        passes on the outbox
-- heed_reconcile    the nightly comparison of shared rows
--
-- Each organisation's own role, tenant_<its id>, is made by the provisioner.

DO $roles$
DECLARE
    role text;
BEGIN
    FOREACH role IN ARRAY ARRAY[
        'heed_owner', 'heed_provisioner', 'heed_app',
        'heed_check', 'heed_relay', 'heed_reconcile'
    ] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role) THEN
            EXECUTE format('CREATE ROLE %I', role);
        END IF;
    END LOOP;
END
$roles$;

ALTER ROLE heed_owner
    NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;
ALTER ROLE heed_check
    NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS NOINHERIT;
ALTER ROLE heed_relay
    NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS NOINHERIT;
ALTER ROLE heed_reconcile
    NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS NOINHERIT;
ALTER ROLE heed_provisioner
    LOGIN CREATEROLE NOSUPERUSER NOBYPASSRLS INHERIT;
ALTER ROLE heed_app
    LOGIN NOINHERIT NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;

GRANT heed_owner TO heed_provisioner WITH ADMIN FALSE, INHERIT TRUE, SET TRUE;
GRANT heed_check, heed_relay, heed_reconcile TO heed_provisioner
    WITH ADMIN TRUE, INHERIT FALSE, SET TRUE;
GRANT heed_check, heed_relay TO heed_app WITH ADMIN FALSE, INHERIT FALSE, SET TRUE;
