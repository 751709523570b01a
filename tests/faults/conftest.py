"""The program against the pretended platform, impatient so that a campaign takes seconds."""

from collections.abc import AsyncIterator

import pytest

from bot.conversation.sender import Sender
from storage.engine.database import Database
from tests.faults.running import CROWD, LINKED, Ward, running_ward

# The same waits as in earnest, only shorter.
SHORTER = {
    "bot.platforms.client.READ_TIMEOUT": 1.5,  # longer than a crowded machine stands still
    "bot.platforms.telegram.errors.LINE_DOWN_WAIT": 0.3,
    "bot.platforms.telegram.errors.BAD_TOKEN_WAIT": 0.3,
    "bot.platforms.telegram.polling.ANSWER_TIMEOUT": 0.5,
    "dondoc.run.recurring_work.RETRY_TIMES_SECONDS": 0.5,
    "dondoc.run.recurring_work.CONTACT_SECONDS": 0.5,
}


@pytest.fixture(autouse=True)
def impatience(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in SHORTER.items():
        monkeypatch.setattr(name, value)
    monkeypatch.setattr("bot.platforms.polling.wait_for", lambda _trouble, failures: min(0.1 * 2.0**failures, 0.5))
    monkeypatch.setitem(Sender.__init__.__kwdefaults__ or {}, "poll_seconds", 0.2)


@pytest.fixture
async def ward(database: Database, database_url: str) -> AsyncIterator[Ward]:
    """The example ward at six in the morning, the program running, once on each engine."""
    async with running_ward(database, database_url) as ward:
        yield ward


@pytest.fixture
async def crowded_ward(database: Database, database_url: str) -> AsyncIterator[Ward]:
    """The same with everybody linked."""
    async with running_ward(database, database_url, linked=(*LINKED, *CROWD)) as ward:
        yield ward


@pytest.fixture
async def small_ward(sqlite_database: Database, sqlite_url: str) -> AsyncIterator[Ward]:
    """The same on SQLite only, for what does not touch the database in a way of its own."""
    async with running_ward(sqlite_database, sqlite_url) as ward:
        yield ward
