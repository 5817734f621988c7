#!/bin/sh
# Gives the two logins of roles.sql the passwords that the addresses in .env hold.
set -eu

password_in() { rest="${1#*://*:}"; printf '%s' "${rest%%@*}"; }

psql -v ON_ERROR_STOP=1 --username "${POSTGRES_USER:-postgres}" --dbname "$POSTGRES_DB" \
    -v app="$(password_in "$DATABASE_URL")" \
    -v provisioner="$(password_in "$OWNER_DATABASE_URL")" <<'SQL'
ALTER ROLE heed_app PASSWORD :'app';
ALTER ROLE heed_provisioner PASSWORD :'provisioner';
ALTER DATABASE heed OWNER TO heed_owner;
SQL
