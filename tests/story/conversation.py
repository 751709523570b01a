"""A story played on the whole program: people with their phones, all on one platform, and what each reads, in order.

On Telegram people press buttons and reply to messages; on Zalo the same people do the same by typed text alone.
"""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import aiohttp

from sandbox.zalo.bots import chat_id_of
from services.commands.change_people import find_contact
from storage.accounts import link
from storage.auditing import outbox_queue
from storage.due_checks import due_counts
from storage.inbox import count_by_state
from storage.people import load_contacts
from tests.sandbox.ward_on_zalo import Ward, ward

PATIENCE_SECONDS = 30.0
LONGEST_ON_ZALO = 2000


@dataclass(frozen=True, slots=True)
class Ground:
    """Where a story is played: "telegram" or "zalo", and on which database."""

    channel: str
    database_url: str
    folder: Path


class Person:
    """Somebody with a phone. Everything that comes has to be read, in order; nothing may come that is not read."""

    def __init__(self, story: "Story", name: str, number: int) -> None:
        self.story, self.name, self.number = story, name, number
        self.seen = 0

    async def types(self, text: str) -> None:
        """Write."""
        await self.story.post(f"phones/{self.number}/send", {"text": text})

    async def reads(self, *texts: str) -> str:
        """The next message not read yet, which must show all of `texts`."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            while len(found := await self.messages()) <= self.seen:  # noqa: ASYNC110 - the condition is what a phone shows
                await asyncio.sleep(0.03)
        self.seen += 1
        said = words_of(found[self.seen - 1])
        missing = [text for text in texts if text not in said]
        assert not missing, f"{self.name} does not read {missing} in:\n{said}"
        return said

    async def asks(self, text: str, *texts: str) -> str:
        """Write, and read the answer."""
        await self.types(text)
        return await self.reads(*texts)

    async def presses(self, label: str, typed: str) -> None:
        """Press the newest button with this label; where there are no buttons, type `typed`."""
        if self.story.is_typed_only:
            await self.types(typed)
            return
        for message in reversed(await self.messages()):
            for row in message.get("reply_markup", {}).get("inline_keyboard", ()):
                for key in row:
                    if key["text"] == label:
                        body = {"message_id": message["message_id"], "data": key["callback_data"]}
                        await self.story.post(f"phones/{self.number}/press", body)
                        return
        raise AssertionError(f"{self.name} has no button {label!r}")

    async def replies(self, to: str, text: str, typed: str) -> None:
        """Reply to the newest message that shows `to`; where the bot hears of no replies, type `typed`."""
        if self.story.is_typed_only:
            await self.types(typed)
            return
        [*_, found] = [message for message in await self.messages() if to in words_of(message)]
        await self.story.post(f"phones/{self.number}/send", {"text": text, "reply_to": found["message_id"]})

    async def sends(self, kind: str, name: str, content: bytes, caption: str, album: str = "") -> None:
        """Send a "photo" or a "document" with a caption, perhaps as one of an album (Telegram only)."""
        form = aiohttp.FormData({"caption": caption, "album": album}, quote_fields=False)
        form.add_field(kind, BytesIO(content), filename=name)
        await self.story.post_form(f"phones/{self.number}/{kind}", form)

    async def messages(self) -> list[dict[str, Any]]:
        """Everything the bot has written on this phone."""
        phone = await self.story.ward.control("GET", f"phones/{self.number}")
        return [message for message in phone["messages"] if message["from"]["is_bot"]]

    async def reads_the_rest(self) -> list[str]:
        """All that has come and is not read yet, once nothing more is on its way."""
        await self.story.settled()
        said = [words_of(message) for message in await self.messages()]
        fresh, self.seen = said[self.seen :], len(said)
        return fresh


class Story:
    """The running program and its people."""

    def __init__(self, played: Ward, ground: Ground) -> None:
        self.ward, self.ground = played, ground
        self.people: list[Person] = []

    @property
    def is_typed_only(self) -> bool:
        """On Zalo there are no buttons, no replies that the bot hears of, no files to send."""
        return self.ground.channel == "zalo"

    async def post(self, path: str, body: dict[str, Any]) -> None:
        """Do something on a phone."""
        answer = await self.ward.control("POST", path, body)
        assert "error" not in answer, answer

    async def post_form(self, path: str, form: aiohttp.FormData) -> None:
        """Send a file from a phone."""
        async with self.ward.http.post(f"{self.ward.url}/sandbox/{path}", data=form) as answer:
            assert answer.status == 200, await answer.text()

    async def comes(self, at: datetime) -> None:
        """Time goes on until `at`; what is due then goes out."""
        await self.settled()
        await self.ward.move_to(at)
        await self.settled()

    async def settled(self) -> None:
        """Wait until nothing more is on its way to anybody."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            while self._is_busy():  # noqa: ASYNC110 - the condition is what the database holds
                await asyncio.sleep(0.05)

    def _is_busy(self) -> bool:
        """Whether an update waits, a task is to be checked at the next tick, or a message is due, at one instant.

        A report has its task checked at the next tick, which may post news: until then nothing waits in the outbox.
        """
        app = self.ward.app
        now, own = app.clock.now(), app.organisation.id
        with app.database.snapshot() as tx:
            is_received = count_by_state(tx, own).get("waiting", 0) > 0
            is_to_send = outbox_queue(tx, own, now + timedelta(seconds=1)).oldest_at is not None
            return is_received or is_to_send or any(organisation == own for organisation, _ in due_counts(tx, now))

    def link(self, names: Sequence[str]) -> None:
        """Everybody's phone is theirs already; the greeting belongs to another story."""
        app = self.ward.app
        with app.database.transaction() as tx:
            contacts = load_contacts(tx, app.organisation.id)
            for person in self.people:
                found = find_contact(contacts, person.name)
                chat = chat_id_of(person.number) if self.is_typed_only else str(person.number)
                link(tx, app.organisation.id, found.id, self.ground.channel, chat, app.clock.now())
        assert len(self.people) == len(names)

    async def ends(self) -> None:
        """Nobody has got anything unread; on Zalo nothing speaks of buttons and nothing is too long."""
        for person in self.people:
            assert await person.reads_the_rest() == [], f"{person.name} got what the story does not tell of"
            if self.is_typed_only:
                for message in await person.messages():
                    assert "nút" not in words_of(message).split()
                    assert len(words_of(message)) <= LONGEST_ON_ZALO


def words_of(message: dict[str, Any]) -> str:
    """What a message says, a picture or file by its caption."""
    said: str = message.get("text") or message.get("caption", "")
    return said


@asynccontextmanager
async def story(ground: Ground, *names: str, **settings: str) -> AsyncIterator[tuple[Story, list[Person]]]:
    """The ward of the example plan on Friday, 10/4/2026, before the morning; these people are linked."""
    phones = {name: number for number, name in enumerate(names, 21)}
    on_telegram = ground.channel == "telegram"
    given = {"DATABASE_URL": ground.database_url, **settings}
    async with ward(
        ground.folder, phones if on_telegram else {}, {} if on_telegram else phones, settings=given
    ) as played:
        for line in played.program.served().connectors.values():
            # The pace has tests of its own; here it would only be waited for.
            line.pacer.chat_rate = line.pacer._token.rate = 28.0
        told = Story(played, ground)
        told.people = [Person(told, name, number) for name, number in phones.items()]
        told.link(names)
        yield told, told.people
        await told.ends()
