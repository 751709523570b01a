"""A ward as an earlier version of the program left it: restored from a frozen dump, upgraded, and gone on with.

The dumps stand in tests/data/fixture_databases (`how_it_was_made.py.txt` says how). They are never made anew: what is
proved here is that rows written by the program of that day are understood by the program of today.
"""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import func, select, update
from sqlalchemy.engine import make_url

from bot.conversation.dispatcher import Dispatcher
from bot.platforms.telegram import inbound as telegram
from bot.platforms.zalo import inbound as zalo
from domain.channel_holds_and_quotas import MonthQuota
from domain.deliveries import Delivery, Outcome, Result
from domain.inbox import Arrival, CursorNow
from domain.messages import Response
from services.office.office import Office
from storage.engine.database import Database
from storage.tables import inbox, occurrence, outbox, task
from tests.domain.builders import HANOI
from wording.messages import Capabilities
from wording.render import render

FOLDER = Path(__file__).parent.parent / "data" / "fixture_databases"
LAN, HA, HUNG, THANH, PHUOC, BINH, NHUNG, MINH = "501", "502", "503", "504", "505", "506", "507", "z-601"
ZALO_BOT, TELEGRAM_BOT = "7000000002", "7000000001"
LANGUAGES = ("vi", "en")
CAN = {
    "telegram": Capabilities(has_buttons=True, has_edits=True, has_pictures=False, max_length=4096, max_caption=1024),
    "zalo": Capabilities(has_buttons=False, has_edits=False, has_pictures=False, max_length=2000, max_caption=0),
}


def known() -> dict[str, Any]:
    """What the dumps hold: the instant they stand at, the updates that wait, the events there are."""
    found: dict[str, Any] = json.loads((FOLDER / "0008.json").read_text())
    return found


def restore_sqlite(file: Path) -> str:
    """Put the dump into a new SQLite file; gives its URL."""
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript((FOLDER / "0008_sqlite.sql").read_text())
    return f"sqlite:///{file}"


def restore_postgresql(url: str) -> str:
    """Put the dump into an empty PostgreSQL database."""
    address = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(address) as connection:
        connection.execute((FOLDER / "0008_postgresql.sql").read_bytes())
    return url


class KeptWard:
    """The ward as today's program opens it, at the instant at which the old one was killed."""

    def __init__(self, database: Database, owner: str = "the next program") -> None:
        self.database = database
        self.facts = known()
        self.organisation_id: int = self.facts["organisation_id"]
        self.now = datetime.fromisoformat(self.facts["now"])
        self.office = Office(database, self.organisation_id, owner, [MonthQuota("zalo", ZALO_BOT, 3000)])
        readers = {"telegram": telegram.read_update, "zalo": zalo.read_update}
        self.dispatcher = Dispatcher(self.office, readers, lambda: self.now)
        self.sent: list[Delivery] = []
        self._numbers = count(50_000)

    @property
    def engine(self) -> str:
        """The name of the engine, as SQLAlchemy has it."""
        with self.database.reading() as tx:
            return tx.dialect.name

    def work(self) -> None:
        """Handle everything that waits in the inbox and is due."""
        while self.dispatcher.work():
            pass

    def say(self, chat: str, text: str) -> list[Response]:
        """Somebody writes on Telegram; gives what is answered there."""
        number = next(self._numbers)
        who = {"id": int(chat), "is_bot": False, "first_name": "Máy"}
        message = {"message_id": number, "date": 1, "chat": {"id": int(chat), "type": "private"}, "from": who}
        self.receive({"update_id": number, "message": message | {"text": text}})
        self.work()
        before = len(self.sent)
        self.deliver()
        return [response for one in self.sent[before:] if one.chat_id == chat for response in one.responses]

    def receive(self, raw: dict[str, Any]) -> int:
        """Store a raw update of Telegram as the program does; gives how many were new."""
        arrival = Arrival(telegram.update_key(raw), telegram.chat_of(raw), json.dumps(raw))
        cursor = CursorNow(0, raw["update_id"] + 1, self.now)
        return self.office.inbox.receive("telegram", TELEGRAM_BOT, cursor, [arrival], timedelta(0))

    def receive_again(self) -> int:
        """The platforms give once more what waits in the inbox; gives how many of them were taken for new."""
        with self.database.reading() as tx:
            rows = tx.execute(select(inbox).where(inbox.c.state == "waiting")).mappings().all()
        new = 0
        for row in rows:
            arrival = Arrival(row["update_key"], row["chat_id"], row["payload"])
            new += self.office.inbox.receive(
                row["channel"], row["bot"], CursorNow(0, 0, self.now), [arrival], timedelta(0)
            )
        return new

    def deliver(self) -> None:
        """Everything that may go now; every message can be said in each language, and is accepted."""
        while leased := self.office.delivery.lease(self.now, 8):
            self.office.delivery.record([self._accepted(delivery) for delivery in leased], self.now)
            self.sent += leased

    def deliver_all_day(self) -> None:
        """Go on until the evening, five minutes at a time: whatever is tried again is tried again by then."""
        self.office.delivery.release_abandoned(self.now)
        evening = self.now.astimezone(HANOI).replace(hour=18, minute=0)
        while self.now < evening and self._unsent():
            self.deliver()
            self.now += timedelta(minutes=5)

    def _accepted(self, delivery: Delivery) -> Outcome:
        text = {language: self._said(delivery, language) for language in LANGUAGES}
        return Outcome(
            delivery.outbox_id, Result.SENT, message_id=f"new{delivery.outbox_id}", text=text[delivery.language]
        )

    @staticmethod
    def _said(delivery: Delivery, language: str) -> str:
        message = render(delivery.responses, language, CAN[delivery.channel], zone=HANOI)
        assert message.text.strip(), delivery
        return message.text

    def _unsent(self) -> bool:
        states = self.states(outbox)
        return bool(states["waiting"] or states["leased"])

    def states(self, table: Any) -> Counter[str]:
        """How many rows of the inbox or outbox are in each state."""
        with self.database.reading() as tx:
            return Counter(tx.execute(select(table.c.state)).scalars().all())

    def rows(self, query: Any) -> list[Any]:
        """What a query finds."""
        with self.database.reading() as tx:
            return list(tx.execute(query).all())

    def count(self, table: Any, *where: Any) -> int:
        """How many rows there are."""
        with self.database.reading() as tx:
            return int(tx.execute(select(func.count()).select_from(table).where(*where)).scalar_one())

    def occurrence(self, number: int) -> Any:
        """The occurrence of a task, as a row."""
        query = select(occurrence).join(task, task.c.id == occurrence.c.task_id).where(task.c.number == number)
        with self.database.reading() as tx:
            return tx.execute(query).mappings().one()

    def forget_what_waits(self) -> None:
        """For tests about one thing: nothing in the inbox comes between."""
        with self.database.transaction() as tx:
            tx.execute(update(inbox).where(inbox.c.state == "waiting").values(state="ignored"))


def lines_of_dump(engine: str) -> Iterator[str]:
    """The frozen dump of an engine, line by line."""
    yield from (FOLDER / f"0008_{engine}.sql").read_text().splitlines()
