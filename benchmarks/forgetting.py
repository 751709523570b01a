"""What it costs to forget old messages: `python -m benchmarks.forgetting 170 400` (organisations, days kept).

A private PostgreSQL server holds the messages of these organisations and days. Then one more day ends, and the program
deletes what is too old, as every night: organisation by organisation and in portions. Counted is the processor
time of program and server; of the floor, one statement for all of them without the program. And days go by, each with
its new messages: the tables must not grow (docs/adr/0028).
"""

import argparse
import sys
from collections.abc import Sequence
from datetime import timedelta

import psycopg
from sqlalchemy import Engine
from sqlalchemy.engine import make_url

from benchmarks.founding import Cost, cost_of, server_of
from benchmarks.rows import Row
from benchmarks.wards import MORNING, UNITS, Wards, load
from dondoc.databases import open_engine
from services.maintenance.maintenance import Maintenance
from storage.engine.database import Database
from tests.databases import running_postgres

EACH_DAY = UNITS + 12  # a morning message for everybody, and a dozen answers
ANSWERS = 12
GOAL = 1.3  # of the size before, after the days that went by
_TABLES = ("outbox", "receipt", "inbox")
_ADD = """
INSERT INTO outbox (organisation_id, key, kind, priority, person_id, channel, chat_id, sayings, created_at, not_before,
    state, attempts, unknowns)
SELECT o, 'digest:' || p || ':' || %(day)s, 'digest', 2, p, 'telegram', p::text,
    json_build_array(json_build_object('text', repeat('Nhiệm vụ số 3 còn 3 ngày. ', 12))), %(at)s, %(at)s, 'sent', 1, 0
FROM generate_series(1, %(count)s) o, generate_series((o - 1) * %(units)s + 1, o * %(units)s) p
UNION ALL
SELECT o, 'answer:' || %(day)s || ':' || o || ':' || n, 'answer', 0, (o - 1) * %(units)s + n, 'telegram', 'x',
    json_build_array(json_build_object('text', repeat('Đã ghi nhận. ', 6))), %(at)s, %(at)s, 'sent', 1, 0
FROM generate_series(1, %(count)s) o, generate_series(1, %(answers)s) n
ORDER BY 2;
INSERT INTO receipt (organisation_id, outbox_id, channel, chat_id, message_id, sent_at, text)
SELECT organisation_id, id, 'telegram', coalesce(chat_id, 'x'), id::text, created_at, repeat('Nhiệm vụ số 3. ', 12)
FROM outbox WHERE created_at = %(at)s;
INSERT INTO inbox (organisation_id, channel, bot, epoch, update_key, chat_id, received_at, payload, state, attempts,
    not_before)
SELECT o, 'telegram', o::text, 0, %(day)s || ':' || n, ((o - 1) * %(units)s + n)::text, %(at)s,
    repeat('{"text": "xong 3"}', 20), 'handled', 1, %(at)s
FROM generate_series(1, %(count)s) o, generate_series(1, %(answers)s) n;
"""
_FLOOR = """
DELETE FROM receipt USING outbox WHERE outbox.id = receipt.outbox_id AND outbox.created_at < %(before)s;
DELETE FROM outbox WHERE created_at < %(before)s;
DELETE FROM inbox WHERE received_at < %(before)s;
"""


class Messages:
    """The messages of organisations over days, on one database."""

    def __init__(self, url: str, organisations: int, days: int) -> None:
        self._address = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
        self._engine: Engine = open_engine(url)
        self._organisations, self._days, self._today = organisations, days, 0
        load(self._engine, Wards(organisations, tasks_each=3))
        for _ in range(days):
            self.live_a_day()
        self._run("VACUUM (ANALYZE)")

    def live_a_day(self) -> None:
        """Everybody gets a morning message, and some write."""
        self._today += 1
        at = MORNING + timedelta(days=self._today)
        self._run(
            _ADD, day=f"{self._today:04}", at=at, count=self._organisations, units=UNITS, answers=ANSWERS,
        )  # fmt: skip

    def forget(self) -> None:
        """As every night: what is older than the days that are kept."""
        now = MORNING + timedelta(days=self._today, hours=1)
        database = Database(self._engine)
        for organisation_id in range(1, self._organisations + 1):
            Maintenance(database, organisation_id).forget(now, timedelta(days=self._days))

    def forget_all_at_once(self) -> None:
        """The floor: one statement a table."""
        self._run(_FLOOR, before=MORNING + timedelta(days=self._today - self._days, hours=1))

    def megabytes(self) -> float:
        """What the tables take, with their indexes."""
        sizes = " + ".join(f"pg_total_relation_size('{name}')" for name in _TABLES)
        with psycopg.connect(self._address) as connection:
            row = connection.execute(f"SELECT {sizes}".encode()).fetchone()
        return float(row[0]) / 1e6 if row else 0.0

    def vacuum(self) -> None:
        """As the server does by itself a minute later."""
        self._run("VACUUM")

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def _run(self, statements: str, **values: object) -> None:
        with psycopg.connect(self._address, autocommit=True, cursor_factory=psycopg.ClientCursor) as connection:
            connection.execute("SET dondoc.organisation = 'all'")
            connection.execute("SET statement_timeout = 0")
            connection.execute(statements.encode(), values or None)


def measured(organisations: int, days: int, more: int) -> tuple[list[tuple[Cost, Cost]], tuple[float, float]]:
    """Floor and ours for `more` nights, by turns, and the megabytes before and after."""
    pairs = []
    with running_postgres() as server, server.fresh() as url, server_of(url) as server_seconds:
        messages = Messages(url, organisations, days)
        before = messages.megabytes()
        for _ in range(more):
            messages.live_a_day()
            floor = cost_of(messages.forget_all_at_once, server_seconds)
            messages.vacuum()
            messages.live_a_day()
            pairs.append((floor, cost_of(messages.forget, server_seconds)))
            messages.vacuum()
        after = messages.megabytes()
        messages.close()
    return pairs, (before, after)


def measure(organisations: int, days: int, more: int) -> Sequence[Row]:
    """Processor time to forget one day's messages, and what the tables take afterwards."""
    pairs, (before, after) = measured(organisations, days, more)
    where = f"{organisations} organisations, {days} days, PostgreSQL"
    each = 1000 / (organisations * EACH_DAY)
    found = [(floor.processor * each, ours.processor * each) for floor, ours in pairs]
    return [
        Row.of_pairs(f"processor time to forget one message, {where}, ms", "one statement", found, "-", goal=100),
        Row.of_pairs(f"size of the tables after {2 * more} days more, {where}, MB", "before", [(before, after)],
                     f"at most {GOAL} ×", goal=GOAL),
    ]  # fmt: skip


def main() -> None:
    """Measure once and tell."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.forgetting")
    parser.add_argument("organisations", type=int, nargs="?", default=170)
    parser.add_argument("days", type=int, nargs="?", default=400)
    parser.add_argument("--nights", type=int, default=3, help="how many of each, floor and ours")
    given = parser.parse_args()
    for row in measure(given.organisations, given.days, given.nights):
        sys.stdout.write(f"{row.what}: {row.ours:.3f}, {row.floor_is} {row.floor:.3f}, {row.ratio:.2f} ×\n")


if __name__ == "__main__":
    main()
