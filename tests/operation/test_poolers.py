"""PgBouncer between the program and PostgreSQL: lent for a session it is well, for a transaction it is refused."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.engine import make_url

from dondoc.databases import DatabaseUrlWrong, open_engine
from dondoc.poolers import lends_transactions
from dondoc.run.worker import Worker

SETTINGS = {"timezone": "UTC", "statement_timeout": "30s", "plan_cache_mode": "force_custom_plan"}


class Session:
    """A session behind a pooler; `servers` are the servers that answer one after the other."""

    def __init__(self, *servers: int, told: int = 1) -> None:
        self.servers = list(servers)
        self.info = SimpleNamespace(backend_pid=told, dsn="", password="")
        self.autocommit = False

    def execute(self, *_: object, **__: object) -> SimpleNamespace:
        if not self.servers:
            raise psycopg.errors.FeatureNotSupported
        pid = self.servers.pop(0) if len(self.servers) > 1 else self.servers[0]
        return SimpleNamespace(fetchone=lambda: (pid,))

    def close(self) -> None:
        pass


@pytest.mark.parametrize(
    ("mine", "other", "is_lent"),
    [
        (Session(1), Session(), False),  # nothing in between: nobody else is asked
        (Session(40), Session(41), False),  # each session has a server of its own
        (Session(40), Session(40), True),  # who begins a transaction is given the server that served us
        (Session(40, 40, 42), Session(41), True),  # somebody else was given it: ours is another one now
        (Session(40), Session(), True),  # lent for a statement: no transaction can be begun
    ],
)
def test_who_lends_servers_for_transactions_is_told_from_who_does_not(
    monkeypatch: pytest.MonkeyPatch, mine: Any, other: Any, is_lent: bool
) -> None:
    monkeypatch.setattr(psycopg, "connect", lambda *_, **__: other)
    assert lends_transactions(mine) is is_lent
    assert mine.autocommit is False


def test_a_session_has_our_settings_and_those_of_the_url(postgresql_url: str) -> None:
    url = make_url(postgresql_url).update_query_dict({"options": "-c search_path=ward,public"})
    engine = open_engine(url.render_as_string(hide_password=False))
    with engine.connect() as connection:
        got = {name: connection.execute(text(f"SHOW {name}")).scalar() for name in (*SETTINGS, "search_path")}
    engine.dispose()
    assert got == {**SETTINGS, "search_path": "ward,public"}


@pytest.mark.parametrize("mode", ["session", "transaction", "statement"])
def test_by_a_real_pgbouncer(postgresql_url: str, tmp_path: Path, mode: str) -> None:
    with pooled(postgresql_url, tmp_path, mode) as url:
        if mode == "session":
            engine = open_engine(url)
            with engine.connect() as connection:
                assert connection.execute(text("SHOW plan_cache_mode")).scalar() == SETTINGS["plan_cache_mode"]
            engine.dispose()
            lock = Worker(url, "1")
            lock.wait()
            assert lock.is_held
            lock.close()
            return
        with pytest.raises(DatabaseUrlWrong, match="pool_mode = session"), open_engine(url).connect():
            pass
        with pytest.raises(DatabaseUrlWrong, match="pool_mode = session"):
            Worker(url, "1").wait()


@contextmanager
def pooled(direct: str, folder: Path, mode: str) -> Iterator[str]:
    """The same database behind a PgBouncer; skipped where there is none, the cases above play it."""
    program = shutil.which("pgbouncer", path=f"{os.environ['PATH']}:/usr/sbin")
    if program is None:
        pytest.skip("no pgbouncer on this machine")
    url = make_url(direct)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    users, settings = folder / "users.txt", folder / "pgbouncer.ini"
    users.write_text(f'"{url.username}" ""\n', encoding="utf-8")
    settings.write_text(
        f"[databases]\n* = host={url.query.get('host', url.host)} port={url.port or 5432}\n[pgbouncer]\n"
        f"listen_addr = 127.0.0.1\nlisten_port = {port}\nunix_socket_dir =\nauth_type = trust\n"
        f"auth_file = {users}\npool_mode = {mode}\n",
        encoding="utf-8",
    )
    for path in (folder, *folder.parents[:2], users, settings):
        path.chmod(0o755)  # it refuses to run as root
    user = ["-u", "nobody"] if os.geteuid() == 0 else []
    bouncer = subprocess.Popen([program, *user, str(settings)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _until_it_listens(port)
        yield f"postgresql://{url.username}@127.0.0.1:{port}/{url.database}"
    finally:
        bouncer.terminate()
        bouncer.wait(timeout=30)


def _until_it_listens(port: int) -> None:
    until = time.monotonic() + 20
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            assert time.monotonic() < until, "it does not listen"
            time.sleep(0.05)
        else:
            return
