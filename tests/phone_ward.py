"""The example ward behind the real dispatcher: people write on Telegram phones, and it is fetched at some time."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from bot.conversation.admission import arrival_of
from bot.conversation.dispatcher import Dispatcher
from bot.platforms.telegram import inbound as telegram
from bot.platforms.zalo import inbound as zalo
from domain.inbox import CursorNow
from domain.messages import Response
from services.commands.change_people import invite_person
from storage.tasks import TaskNow, find_task
from tests.world import BOT, CHANNEL, HA, LAN, MINH, World

PHONES = {LAN: 501, HA: 502, MINH: 503}


@dataclass
class PhoneWard:
    """The example ward; people have Telegram phones, and all they do comes by the real readers and dispatcher."""

    world: World
    numbers: Iterator[int] = field(default_factory=lambda: count(9000))

    def restart(self) -> None:
        """Another process takes over where the database stands."""
        self.world.office = self.world.new_office("another")
        readers = {CHANNEL: telegram.read_update, "zalo": zalo.read_update}
        self.dispatcher = Dispatcher(self.world.office, readers, lambda: self.world.now)

    def __post_init__(self) -> None:
        self.restart()
        for name, chat in PHONES.items():
            with self.world.database.transaction() as tx:
                code = invite_person(tx, self.world.organisation_id, name, self.world.now).code
            self.world.say(str(chat), f"/start {code}")
        self.world.deliver()

    def fetch(self, *updates: dict[str, Any], is_caught_up: bool = True, hold: timedelta = timedelta(0)) -> None:
        """Updates arrive; they are handled `hold` later at the earliest."""
        now = self.world.now
        arrivals = [
            arrival_of(
                telegram.read_update, raw, telegram.update_key(raw), telegram.chat_of(raw), now + hold,
                telegram.sent_at(raw),
            )
            for raw in updates
        ]  # fmt: skip
        cursor = CursorNow(0, 9999, now, now if is_caught_up else None)
        self.world.office.inbox.receive(CHANNEL, BOT, cursor, arrivals, timedelta(0))

    def hear(self, name: str, text: str, sent_at: datetime | None = None, **fields: Any) -> list[Response]:
        """What somebody is answered to a text."""
        self.fetch(self.message(name, sent_at, text=text, **fields))
        return self.work(name)

    def work(self, name: str) -> list[Response]:
        """Handle what waits; what this person is told."""
        while self.dispatcher.work():
            pass
        return [s for d in self.world.deliver() if d.chat_id == str(PHONES[name]) for s in d.responses]

    def message(
        self, name: str, sent_at: datetime | None = None, kind: str = "message", **fields: Any
    ) -> dict[str, Any]:
        """An update as Telegram sends it."""
        number = next(self.numbers)
        at = int((sent_at or self.world.now).timestamp())
        chat = {"id": PHONES[name], "type": "private"}
        message = {"message_id": number, "from": {"id": PHONES[name]}, "chat": chat, "date": at, "edit_date": at}
        return {"update_id": number, kind: message | fields}

    def task(self, number: int) -> TaskNow:
        """A task as it is now."""
        with self.world.database.reading() as tx:
            found = find_task(tx, self.world.organisation_id, number)
        assert found is not None
        return found
