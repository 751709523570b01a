"""The processor time of a page of a ward of 500 tasks: read and rendered, beside the figures of the chat."""

import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import partial

from sqlalchemy import Engine, insert, text, update

from benchmarks.answers import percentile
from benchmarks.rows import Row, by_turns
from benchmarks.ward import make_ward
from domain.inbox import MessageContext
from domain.messages.reports import ShowStatus
from domain.people import SEES_ALL, Actor
from dondoc.databases import open_engine
from services.commands.show_status import show_status
from services.context.command_context import CommandContext
from storage import tables
from storage.engine.database import Database
from storage.organisations import load_organisation
from web.board.overview import OVERVIEW
from web.board.page import Page
from web.board.tasks import TASK, TASKS
from web.board.templating import render_page
from wording.messages import Capabilities
from wording.render import render

PEOPLE, WARD_TASKS = 40, 500
NOW = datetime(2026, 12, 1, 1, 0, tzinfo=UTC)
MILLISECONDS = 50
PAGES: Mapping[str, tuple[Page, Mapping[str, str]]] = {
    "the overview": (OVERVIEW, {}),
    "the list of tasks": (TASKS, {}),
    "one task": (TASK, {"number": "7"}),
}
_CHAT = Capabilities(has_buttons=True, has_edits=True, has_pictures=False, max_length=4096, max_caption=1024)
_LEADER = Actor(1, "Cán bộ 1", roles=SEES_ALL)


def measure(pairs: int, count: int) -> list[Row]:
    """The 99th percentile in milliseconds, each page against what the chat answers to `/status`.

    SQLite works in the same thread: on a machine that does nothing else the answer takes as long.
    """
    with _ward() as database:
        return [_of(name, pairs, count, database) for name in PAGES]


def _of(name: str, pairs: int, count: int, database: Database) -> Row:
    page, values = PAGES[name]
    floor, ours = partial(_chat, database), partial(_page, database, page, values)
    for warm in (floor, ours):
        warm()  # templates are compiled and statements prepared once
    found = by_turns(pairs, lambda: slowest(floor, count), lambda: slowest(ours, count))
    what = f"processor time for {name} of a ward of {WARD_TASKS} tasks, 99th percentile, ms"
    row = Row.of_pairs(what, "`/status` read and worded", [(pair.floor, pair.ours) for pair in found], "", goal=1)
    goal, is_met = f"at most {MILLISECONDS} ms", row.ours <= MILLISECONDS
    return Row(row.what, row.floor_is, row.ours, row.floor, row.ratio, goal, is_met, row.pairs)


def slowest(answer: Callable[[], object], count: int) -> float:
    """What 99 of 100 answers do not exceed, in milliseconds."""
    spent = []
    for _ in range(count):
        started = time.thread_time()
        answer()
        spent.append(1000 * (time.thread_time() - started))
    return percentile(spent, 99)


def make_late_ward(engine: Engine, people: int, tasks: int) -> None:
    """A ward whose first person is a leader: a third of the tasks is done, a third has an obstacle, many are late."""
    make_ward(engine, people, tasks)
    done = {"state": "done", "reported_on": date(2026, 11, 20), "progress": 100}
    occurrence = tables.occurrence
    with engine.begin() as tx:
        tx.execute(insert(tables.office_role), [{"organisation_id": 1, "person_id": 1, "role": "leader"}])
        tx.execute(update(occurrence).where(occurrence.c.task_id % 3 == 0).values(**done))
        tx.execute(update(occurrence).where(occurrence.c.task_id % 3 == 1).values(obstacle="chờ hướng dẫn"))
        tx.execute(text("ANALYZE"))  # autovacuum does this within a minute of a bulk insert


@contextmanager
def _ward() -> Iterator[Database]:
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(f"sqlite:///{folder}/board.db")
        make_late_ward(engine, PEOPLE, WARD_TASKS)
        database = Database(engine)
        yield database
        database.close()


@contextmanager
def _context(database: Database) -> Iterator[CommandContext]:
    with database.reading() as tx:
        yield CommandContext(tx, load_organisation(tx, 1), NOW, MessageContext("", ""), _LEADER)


def _chat(database: Database) -> str:
    with _context(database) as context:
        return render(show_status(context, ShowStatus(view="text")).responses, "vi", _CHAT).text


def _page(database: Database, page: Page, values: Mapping[str, str]) -> str:
    with _context(database) as context:
        return render_page(page, page.read(context, values), context, session_token="0" * 43)
