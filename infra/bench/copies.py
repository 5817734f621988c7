"""What did the database look like when few organisations were in it?

A copy of it is kept on the same server, so that few and many organisations are measured
in turns: whatever else the machine does then slows both alike.
"""

import os
from urllib.parse import urlsplit, urlunsplit

import psycopg
from django.db import connections
from psycopg import sql


def copy_of_now(name: str) -> str:
    """Copy the database as it is; the address at which the application finds the copy."""
    url = os.environ["DATABASE_URL"]
    given = urlsplit(url).path.removeprefix("/")
    connections.close_all()
    # Nobody may be connected to what is copied.
    connections["default"].close_pool()  # type: ignore[attr-defined]
    maintenance = _at(os.environ["OWNER_DATABASE_URL"], "postgres")
    with psycopg.connect(maintenance, autocommit=True) as server:
        for line in (
            "CREATE DATABASE {copy} TEMPLATE {given} OWNER heed_owner",
            "REVOKE ALL ON DATABASE {copy} FROM PUBLIC",
            "GRANT CONNECT ON DATABASE {copy} TO heed_app, heed_provisioner",
        ):
            names = {"copy": sql.Identifier(name), "given": sql.Identifier(given)}
            server.execute(sql.SQL(line).format(**names))
    return _at(url, name)


def _at(url: str, database: str) -> str:
    return urlunsplit(urlsplit(url)._replace(path=f"/{database}"))
