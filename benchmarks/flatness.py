"""Whether a ward's work costs the same in a database of all the country's wards as in one of ten, on PostgreSQL.

An empty second, `/status`, `/done` and a ward's audit, each by turns in a database of 10 wards and in one of very many;
every call is in another ward (issue 19: at most 1.3 x).
"""

import statistics
from collections.abc import Callable
from contextlib import ExitStack
from datetime import timedelta
from itertools import count as counting
from typing import Self

from benchmarks.rows import Row
from benchmarks.wards import MORNING, UNITS, Wards, load
from benchmarks.wards_measures import NIGHT, seconds
from bot.grammar.reading import GRAMMAR, read_command
from domain.deliveries import Outcome, Result
from domain.inbox import Arrival, CursorNow, MessageContext
from dondoc.databases import open_engine
from services.administration.check_history import check_history
from services.office.all_offices import AllOffices
from services.office.office import Office
from storage.engine.database import Database
from tests.databases import running_postgres

FEW = 10  # wards
GOAL = 1.3
FIRST_CALLS = 10  # of each, not counted: what is made and prepared once


class _Country:
    """A loaded database of wards; what one of them does."""

    def __init__(self, url: str, wards: Wards) -> None:
        self._engine = open_engine(url)
        load(self._engine, wards)
        self._wards = wards
        self._database = Database(self._engine)
        self._offices: dict[int, Office] = {}
        self._all = AllOffices(self._database, "bench")
        self._planning = Office(self._database, 1, "bench").planning
        self._keys = counting(1)
        self._turns = counting()
        self._reported = dict.fromkeys(range(1, wards.count + 1), 0)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._engine.dispose()

    def empty_second(self) -> None:
        """What the program asks every second while nothing is due."""
        self._planning.due(NIGHT)
        self._all.look(NIGHT)

    def status(self) -> None:
        """A leader asks how things stand, and is answered."""
        ward = self._next_ward()
        self._say(ward, (ward - 1) * UNITS + 2, "/status")

    def done(self) -> None:
        """An officer reports the next task of a ward done, and is answered."""
        ward = self._next_ward()
        self._reported[ward] += 1
        number = self._reported[ward]
        task_id = (ward - 1) * self._wards.tasks_each + number
        self._say(ward, (ward - 1) * UNITS + task_id % UNITS + 1, f"/done {number}")

    def audit(self) -> None:
        """The history of a ward is read from its beginning."""
        ward = self._next_ward()
        with self._database.of(ward).reading() as tx:
            if check_history(tx, ward, (), whole=True).verified.faults:
                raise RuntimeError(f"the history of ward {ward} does not hold")

    def _next_ward(self) -> int:
        """Another one each time, evenly over the whole table."""
        step = max(self._wards.count // 100, 1)
        return next(self._turns) * step % self._wards.count + 1

    def _say(self, ward: int, person: int, text: str) -> None:
        if ward not in self._offices:
            self._offices[ward] = Office(self._database, ward, "bench", grammar=GRAMMAR)
        office, number = self._offices[ward], next(self._keys)
        chat, key, now = str(person), str(number), MORNING + timedelta(seconds=number)
        arrival = Arrival(key, chat, "{}")
        office.inbox.receive("telegram", str(ward), CursorNow(0, number, now), [arrival], timedelta(0))
        [row] = office.inbox.waiting(now)
        office.commands.handle(row.id, MessageContext("telegram", chat, text=text), read_command(text), now)
        answers = [one for one in office.delivery.lease(now, 8) if one.chat_id == chat]
        if not answers:
            raise RuntimeError(f"no answer to {text} in ward {ward}")
        office.delivery.record([Outcome(one.outbox_id, Result.SENT, message_id=key, text="…") for one in answers], now)


def measure(pairs: int, times: int, wards: int, tasks_each: int = 452) -> list[Row]:
    """The median of `times` calls of each, in few wards and in `wards`."""
    with ExitStack() as stack:
        server = stack.enter_context(running_postgres())
        few, many = (
            stack.enter_context(_Country(server.create(), Wards(number, tasks_each))) for number in (FEW, wards)
        )
        rows = []
        for what, act in _ACTS.items():
            for country in (few, many):
                _middle(country, act, FIRST_CALLS)
            found = [(_middle(few, act, times), _middle(many, act, times)) for _ in range(pairs)]
            name = f"{what} of {wards:,} wards, PostgreSQL, ms"
            rows.append(Row.of_pairs(name, f"{FEW} wards", found, f"at most {GOAL} ×", goal=GOAL))
        return rows


_ACTS: dict[str, Callable[[_Country], None]] = {
    "an empty second": _Country.empty_second,
    "`/status` in one": _Country.status,
    "`/done` in one": _Country.done,
    "the audit of one": _Country.audit,
}


def _middle(country: _Country, act: Callable[[_Country], None], times: int) -> float:
    return 1000 * statistics.median(seconds(lambda: act(country)) for _ in range(times))
