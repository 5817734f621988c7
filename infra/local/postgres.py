"""How does PostgreSQL 18 run on this machine for one data folder?"""

import hashlib
import os
import shutil
import signal
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql

from infra.local import binaries, unprivileged
from infra.local.errors import CannotStart
from infra.local.ports import LOOPBACK
from infra.local.processes import Children, Program, wait_until


DATABASE = "heed"
ROLES = Path(__file__).with_name("roles.sql")
SETTINGS = {
    "listen_addresses": f"'{LOOPBACK}'",
    "unix_socket_directories": "''",
    "max_connections": "200",
    "shared_preload_libraries": "'pg_stat_statements'",
    "shared_buffers": "'256MB'",
    "max_locks_per_transaction": "1024",
    "log_min_messages": "warning",
    "timezone": "'UTC'",
}
# For tests: what is written may be lost when the machine loses power.
QUICK_SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum_naptime": "'5min'",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Postgres:
    """One cluster: its folder, port, passwords, and the account that runs it."""

    data: Path
    port: int
    secrets: Mapping[str, str]
    log: Path
    quick: bool = False

    def start(self, children: Children) -> None:
        """Make the cluster when it is new, run it, and see that its roles are right."""
        home = binaries.postgresql()
        folder = cluster_folder(self.data)
        account = unprivileged.account_for(folder)
        if not (folder / "PG_VERSION").exists():
            self._make(home, folder, account)
        self._write_settings(folder)
        running = children.start(
            Program(
                name="PostgreSQL",
                command=[str(home / "bin/postgres"), "-D", str(folder)],
                log=self.log,
                environment={"LC_ALL": "C", "TZ": "UTC"},
                stop_signal=signal.SIGINT,
                user=account,
                folder=Path("/"),
            )
        )
        wait_until(self._answers, running=running, seconds=120)
        self._prepare()

    def url(self, login: str, database: str = DATABASE) -> str:
        """Give the address for one login."""
        secret = self.secrets[login]
        return f"postgres://{login}:{secret}@{LOOPBACK}:{self.port}/{database}"

    def _make(self, home: Path, folder: Path, account: str | None) -> None:
        if folder.exists() and any(folder.iterdir()):
            shutil.rmtree(folder)  # a first start that was cut short
        unprivileged.give_to(folder, account)
        # Beside the cluster and called like it: others may be made there at the same time.
        password = folder.with_name(f"{folder.name}.password")
        command = [
            *(str(home / "bin/initdb"), "-D", str(folder), "-U", "postgres"),
            *("--encoding=UTF8", "--locale-provider=builtin", "--locale=C.UTF-8"),
            *("--auth=scram-sha-256", f"--pwfile={password}"),
            *(["--no-sync"] if self.quick else []),
        ]
        password.touch(mode=0o600)
        password.write_text(self.secrets["postgres"])
        unprivileged.own(password, account)
        made = subprocess.run(
            command,
            capture_output=True,
            text=True,
            env={"PATH": os.environ["PATH"], "LC_ALL": "C", "TZ": "UTC"},
            cwd="/",
            user=account,
            extra_groups=None if account is None else [],
            check=False,
        )
        password.unlink()
        if made.returncode != 0:
            shutil.rmtree(folder, ignore_errors=True)
            raise CannotStart(f"PostgreSQL cannot make {folder}: {made.stderr.strip()}")

    def _write_settings(self, folder: Path) -> None:
        settings = SETTINGS | {"port": str(self.port)}
        if self.quick:
            settings |= QUICK_SETTINGS
        lines = [f"{name} = {value}\n" for name, value in settings.items()]
        file = folder / "postgresql.auto.conf"
        file.write_text("# Written anew at every start.\n" + "".join(lines))
        unprivileged.own(file, unprivileged.account_for(folder))

    def _answers(self) -> bool:
        try:
            psycopg.connect(self.url("postgres", "postgres"), connect_timeout=5).close()
        except psycopg.OperationalError:
            return False
        return True

    def _prepare(self) -> None:
        """Make the roles and the database; all of it may have been done before."""
        with psycopg.connect(
            self.url("postgres", "postgres"), autocommit=True
        ) as server:
            server.execute(ROLES.read_bytes())
            for login in ("heed_app", "heed_provisioner"):
                server.execute(
                    sql.SQL("ALTER ROLE {} PASSWORD {}").format(
                        sql.Identifier(login), sql.Literal(self.secrets[login])
                    )
                )
            # Here only: tests make databases, the bench reads every statement's counts.
            server.execute("ALTER ROLE heed_provisioner CREATEDB")
            server.execute("GRANT pg_read_all_stats TO heed_provisioner")
        for database in ("template1", "postgres"):
            self._allow_statistics(database)
        with psycopg.connect(
            self.url("postgres", "postgres"), autocommit=True
        ) as server:
            known = server.execute(
                "SELECT FROM pg_database WHERE datname = %s", [DATABASE]
            ).fetchone()
            if known is None:
                server.execute(
                    sql.SQL("CREATE DATABASE {} OWNER heed_owner").format(
                        sql.Identifier(DATABASE)
                    )
                )

    def _allow_statistics(self, database: str) -> None:
        with psycopg.connect(self.url("postgres", database), autocommit=True) as server:
            server.execute("CREATE EXTENSION IF NOT EXISTS pg_stat_statements")
            server.execute(
                "GRANT EXECUTE ON FUNCTION pg_stat_statements_reset TO heed_provisioner"
            )


def cluster_folder(data: Path) -> Path:
    """Name the cluster's folder: in the data folder, unless its account cannot get there.

    Root's home is closed to the account that root drops to; the cluster is then kept
    under /var/lib/heed, with a link in the data folder. What another folder at the same
    place left there is removed before the link is made.
    """
    usual = data / "postgres"
    account = unprivileged.account_for(usual)
    if unprivileged.can_reach(data, account):
        return usual
    digest = hashlib.sha256(str(data.resolve()).encode()).hexdigest()[:12]
    elsewhere = Path("/var/lib/heed") / digest
    elsewhere.parent.mkdir(parents=True, exist_ok=True)
    if not usual.is_symlink():
        # Of an earlier data folder at this place, which took its passwords with it.
        shutil.rmtree(elsewhere, ignore_errors=True)
        usual.symlink_to(elsewhere)
    return elsewhere


def forget(data: Path) -> None:
    """Remove a cluster that is kept outside its data folder."""
    link = data / "postgres"
    if link.is_symlink():
        shutil.rmtree(link.resolve(), ignore_errors=True)
        link.unlink()
