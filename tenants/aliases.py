"""The two database connections, by their names here.

`application` logs in as heed_app; `owner` as heed_provisioner, and only where
OWNER_DATABASE_URL is set.
"""

from typing import cast

from django.db import DEFAULT_DB_ALIAS, connections

from tenants.backend.base import DatabaseWrapper


OWNER = "owner"


def application() -> DatabaseWrapper:
    return cast("DatabaseWrapper", connections[DEFAULT_DB_ALIAS])


def owner() -> DatabaseWrapper:
    return cast("DatabaseWrapper", connections[OWNER])
