"""How long a page of a ward of 500 tasks takes over HTTP, beside a file of the same server; on either engine."""

import http.client
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from itertools import cycle

from benchmarks.answers import percentile
from benchmarks.board import MILLISECONDS, PEOPLE, WARD_TASKS, make_late_ward
from benchmarks.live_pages import TICK_SECONDS, free_port, session_of
from benchmarks.processes import dondoc, sandbox, ward
from benchmarks.rows import Row, by_turns
from web.board.templating import static_address

PAGES: Mapping[str, str] = {"the overview": "/", "the list of tasks": "/viec", "one task": "/viec/7"}
REQUESTS_OF_A_SESSION = 50  # it may ask 60 times at once, then five times a second
START_SECONDS, SETTLE_SECONDS = 30.0, 3.0
CLOCK = "2026-12-01T08:00:00+07:00"


class Browser:
    """Asks for addresses one after the other on a connection that is kept; each time with another session."""

    def __init__(self, port: int, secrets: list[str]) -> None:
        self._port, self._secrets = port, cycle(secrets)
        self._line = http.client.HTTPConnection("127.0.0.1", port, timeout=20)

    def milliseconds(self, path: str) -> float:
        """From asking to the last byte. Raises RuntimeError for anything but the page."""
        headers = {"Cookie": f"dondoc-{self._port}={next(self._secrets)}"}
        started = time.perf_counter()
        self._line.request("GET", path, headers=headers)
        answer = self._line.getresponse()
        answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{path}: {answer.status}")
        return 1000 * (time.perf_counter() - started)

    def slowest(self, path: str, count: int) -> float:
        """What 99 of 100 answers do not exceed, in milliseconds."""
        return percentile([self.milliseconds(path) for _ in range(count)], 99)


def measure(pairs: int, count: int, engine: str = "SQLite", database: Callable[[], str] | None = None) -> list[Row]:
    """The 99th percentile of each page, by turns with a file; `database` makes a fresh one (without it: SQLite)."""
    with _served(database() if database else None, pairs * count * len(PAGES)) as browser:
        return [_of(name, engine, pairs, count, browser) for name in PAGES]


def _of(name: str, engine: str, pairs: int, count: int, browser: Browser) -> Row:
    floor = partial(browser.slowest, static_address("board.css"), count)
    found = by_turns(pairs, floor, partial(browser.slowest, PAGES[name], count))
    what = f"{name} of a ward of {WARD_TASKS} tasks over HTTP, {engine}, 99th percentile, ms"
    row = Row.of_pairs(what, "a style sheet", [(pair.floor, pair.ours) for pair in found], "", goal=1)
    goal, is_met = f"at most {MILLISECONDS} ms", row.ours <= MILLISECONDS
    return Row(row.what, row.floor_is, row.ours, row.floor, row.ratio, goal, is_met, row.pairs)


@contextmanager
def _served(database_url: str | None, requests: int) -> Iterator[Browser]:
    """The whole program with such a ward, and a browser of its leader."""
    port = free_port()
    settings = {"HTTP_PORT": str(port), "TICK_SECONDS": TICK_SECONDS, "CLOCK": CLOCK}
    with sandbox(PEOPLE) as url, ward(PEOPLE, WARD_TASKS, database_url, make_late_ward) as database:
        secrets = [session_of(database) for _ in range(requests // REQUESTS_OF_A_SESSION + 1)]
        with dondoc(database, url, **settings):
            _wait_for(port)
            browser = Browser(port, secrets)
            for path in PAGES.values():
                for _ in range(5):  # templates are compiled and statements prepared
                    browser.milliseconds(path)
            yield browser


def _wait_for(port: int) -> None:
    until = time.monotonic() + START_SECONDS
    while True:
        try:
            line = http.client.HTTPConnection("127.0.0.1", port, timeout=1)
            line.request("GET", "/vao")
            line.getresponse().read()
            break
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)
    time.sleep(SETTLE_SECONDS)  # what the first tick plans is sent
