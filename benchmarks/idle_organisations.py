"""What many organisations cost that have nothing to do: `python -m benchmarks.idle_organisations 10 300 3321`.

Each has a bot that is never written to. Of the program at rest: memory, processor time, connections to PostgreSQL and
transactions a second (issue 19: at most 250 MB, 25 % of a core, 8 and 20 with 3,321). Of more than fifty one bot a
second still introduces itself meanwhile.
"""

import argparse
import json
import resource
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.request import urlopen

import psycopg
from sqlalchemy.engine import make_url

from benchmarks.processes import announced, running, usage
from benchmarks.wards import Wards, load
from dondoc.databases import open_engine
from dondoc.run.program import BEGUN_TOGETHER
from dondoc.sealing import new_key, seal
from dondoc.settings import Settings
from tests.databases import running_postgres

EVENING = "2026-04-10T22:00:00+07:00"  # nobody is reminded
TASKS_EACH = 12
QUIET_SECONDS = 20.0  # so long nothing but waiting for updates: every bot has introduced itself
PATIENCE_SECONDS = 1800.0


def main() -> None:
    """Measure each number of organisations, one after the other."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.idle_organisations")
    parser.add_argument("counts", nargs="*", type=int, default=[10, 300], help="how many organisations")
    parser.add_argument("--seconds", type=float, default=60.0, help="how long the program is watched at rest")
    options = parser.parse_args()
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))  # the platform's, which each bot is connected to
    with running_postgres() as server:
        for count in options.counts:
            sys.stdout.write(f"{measure(server.create(), count, options.seconds)}\n")
            sys.stdout.flush()


def measure(url: str, count: int, seconds: float) -> str:
    """One line with what the program costs at rest."""
    key = new_key()
    _found(url, count, key)
    settings = {
        "DATABASE_URL": url, "HTTP_PORT": "0", "LOG_LEVEL": "WARNING", "CLOCK": EVENING, "SECRET_KEY": key,
        "PUBLIC_URL": "",
    }  # fmt: skip
    with announced(["-m", "benchmarks.silent_platform"]) as address:
        environment = {f"DONDOC_{name}": value for name, value in {**settings, "TELEGRAM_API_URL": address}.items()}
        with running(["-m", "dondoc", "run"], environment) as process, _connected(url) as connection:
            begun = time.monotonic()
            _wait_until_all_rest(address, count)
            before, counted = usage(process), _transactions(connection)
            at = time.monotonic()
            time.sleep(seconds)
            after, took = usage(process), time.monotonic() - at
            transactions = (_transactions(connection) - counted) / took
            processor = 100 * (after.cpu_seconds - before.cpu_seconds) / took
            return (
                f"{count} organisations: {after.megabytes:.0f} MB, {processor:.1f} % of a core, "
                f"{_connections(connection)} connections, {transactions:.1f} transactions a second; "
                f"{before.cpu_seconds:.0f} s of processor time in the first {at - begun:.0f} s"
            )


def _found(url: str, count: int, key: str) -> None:
    engine = open_engine(url)
    try:
        load(engine, Wards(count, TASKS_EACH))
    finally:
        engine.dispose()
    settings = Settings(secret_key=key)  # type: ignore[arg-type]  # becomes a secret
    with _connected(url) as connection, connection.cursor() as cursor:
        cursor.execute("UPDATE organisation SET short_code = 'W' || id")
        rows = [
            ("telegram", str(number), "@bot", seal(settings, f"{number}:token-of-a-bot-nobody-writes-to-it"))
            for number in range(10_001, 10_001 + count)
        ]
        columns = "platform, number, name, sealed_token, added_at"
        cursor.executemany(f"INSERT INTO bot ({columns}) VALUES (%s, %s, %s, %s, now())", rows)  # noqa: S608 - our own
        cursor.execute("INSERT INTO served (bot_id, organisation_id) SELECT id, number::integer - 10000 FROM bot")


def _wait_until_all_rest(address: str, count: int) -> None:
    """Return once every bot waits for updates and, of few, asks nothing else any more."""
    ends = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < ends:
        with urlopen(f"{address}/waiting") as answer:  # noqa: S310 - our own address
            waiting, quiet = json.load(answer)
        if waiting >= 0.98 * count and (count > BEGUN_TOGETHER or quiet >= QUIET_SECONDS):
            return
        time.sleep(1.0)
    raise TimeoutError(f"{waiting} of {count} bots wait")


@contextmanager
def _connected(url: str) -> Iterator[psycopg.Connection]:
    address = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(address, autocommit=True) as connection:
        yield connection


def _transactions(connection: psycopg.Connection) -> int:
    query = "SELECT xact_commit + xact_rollback FROM pg_stat_database WHERE datname = current_database()"
    return int((connection.execute(query).fetchone() or (0,))[0])


def _connections(connection: psycopg.Connection) -> int:
    """Without our own."""
    of_clients = "datname = current_database() AND backend_type = 'client backend'"
    query = f"SELECT count(*) - 1 FROM pg_stat_activity WHERE {of_clients}"  # noqa: S608 - our own words
    return int((connection.execute(query).fetchone() or (0,))[0])


if __name__ == "__main__":
    main()
