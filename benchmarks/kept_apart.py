"""What it costs that PostgreSQL keeps organisations apart: the same `/done` with row level security and without it.

Two databases with the same rows. In one of them the owner of the tables, which the program is, is let past the policies
(`NO FORCE`): nothing else differs.
"""

from collections.abc import Callable
from datetime import timedelta
from itertools import count as counting
from typing import Self

import psycopg
from sqlalchemy.engine import make_url

from benchmarks.founding import cost_of, server_of
from benchmarks.rows import Row
from benchmarks.ward import FIRST_CHAT, NOW, make_ward
from bot.grammar.reading import GRAMMAR, read_command
from domain.deliveries import Outcome, Result
from domain.inbox import Arrival, CursorNow, MessageContext
from dondoc.databases import open_engine
from services.office.office import Office
from storage.engine.database import Database
from tests.databases import running_postgres

PEOPLE = 50
GOAL = 1.25


class _Ward:
    """A ward whose officers report one task after the other: received, handled, sent, recorded."""

    def __init__(self, url: str, tasks: int) -> None:
        self._engine = open_engine(url)
        make_ward(self._engine, PEOPLE, tasks)
        self._office = Office(Database(self._engine), 1, "bench", grammar=GRAMMAR)
        self._numbers = counting(1)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._engine.dispose()

    def report(self, times: int) -> None:
        """The next tasks are reported done. Raises RuntimeError when one of them is not."""
        for _ in range(times):
            number = next(self._numbers)
            self._say(f"/done {number}", str(FIRST_CHAT + (number - 1) % PEOPLE), str(number))

    def _say(self, text: str, chat: str, key: str) -> None:
        inbox, delivery = self._office.inbox, self._office.delivery
        now = NOW + timedelta(seconds=int(key))
        inbox.receive("telegram", "1", CursorNow(0, int(key), now), [Arrival(key, chat, "{}")], timedelta(0))
        [row] = inbox.waiting(now)
        self._office.commands.handle(row.id, MessageContext("telegram", chat, text=text), read_command(text), now)
        answers = [one for one in delivery.lease(now, 8) if one.chat_id == chat]
        if not answers:
            raise RuntimeError(f"no answer to {text}")
        delivery.record([Outcome(one.outbox_id, Result.SENT, message_id=key, text="…") for one in answers], now)


def measure(pairs: int, times: int) -> list[Row]:
    """The processor time of one `/done`, of program and server together, by turns."""
    tasks = (pairs + 1) * times
    with (
        running_postgres() as server, server.fresh() as url, server.fresh() as other, server_of(url) as server_seconds,
        _Ward(url, tasks) as kept, _Ward(other, tasks) as loose,
    ):  # fmt: skip
        _let_the_owner_past(other)

        def one(ward: _Ward) -> float:
            return 1000 * cost_of(lambda: ward.report(times), server_seconds).processor / times

        for ward in (loose, kept):
            one(ward)  # what is made and prepared once
        found = [_pair(one, loose, kept, is_first=bool(turn % 2)) for turn in range(pairs)]
    what = "processor time for one `/done` with row level security, PostgreSQL, ms"
    return [Row.of_pairs(what, "without it", found, f"at most {GOAL} ×", goal=GOAL)]


def _pair(one: Callable[[_Ward], float], loose: _Ward, kept: _Ward, *, is_first: bool) -> tuple[float, float]:
    """Without and with it; which comes first changes from pair to pair."""
    if is_first:
        ours = one(kept)
        return one(loose), ours
    return one(loose), one(kept)


def _let_the_owner_past(url: str) -> None:
    address = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(address, autocommit=True) as connection:
        forced = "SELECT relname FROM pg_class WHERE relforcerowsecurity"
        for (name,) in connection.execute(forced).fetchall():
            connection.execute(f"ALTER TABLE {name} NO FORCE ROW LEVEL SECURITY")
