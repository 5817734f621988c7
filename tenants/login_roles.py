"""What are the database roles called, and which of them does Heed make by itself?

The administrator of the server runs `infra/local/roles.sql` once. The two group roles
below are made by the provisioner, which may create roles: each organisation's own role
is a member of one of them, so that a shared table's rights are granted once and not
once an organisation.
"""

from psycopg import sql


OWNER = "heed_owner"
PROVISIONER = "heed_provisioner"
APPLICATION = "heed_app"
CHECK = "heed_check"
RELAY = "heed_relay"
RECONCILE = "heed_reconcile"
ORGANISATIONS = "heed_organisation"
PLATFORM = "heed_platform"

GROUPS = (ORGANISATIONS, PLATFORM)

# Two at once would collide on the catalogue, hence the lock.
_MAKE_GROUP = """
DO $$ BEGIN
  PERFORM pg_advisory_xact_lock(7205759403792793);
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = {literal}) THEN
    CREATE ROLE {role} NOLOGIN NOSUPERUSER NOBYPASSRLS;
  END IF;
END $$
"""


def make_groups() -> list[str]:
    """Run as the provisioner itself, before anything is granted."""
    return [
        _MAKE_GROUP.format(role=role, literal=sql.Literal(role).as_string())
        for role in GROUPS
    ]


def database_statements(database: str) -> list[str]:
    """Who may use the database at all. Run by its owner, for each new database."""
    name = sql.Identifier(database).as_string()
    users = ", ".join([APPLICATION, PROVISIONER])
    inside = ", ".join([APPLICATION, PROVISIONER, CHECK, RELAY, RECONCILE, *GROUPS])
    return [
        f"REVOKE ALL ON DATABASE {name} FROM PUBLIC",
        f"GRANT CONNECT ON DATABASE {name} TO {users}",
        "REVOKE ALL ON SCHEMA public FROM PUBLIC",
        f"GRANT USAGE ON SCHEMA public TO {inside}",
    ]
