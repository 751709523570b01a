"""The test world with a dispatcher and an upload worker in front of it, and a platform whose files are made up."""

import asyncio
import json
from collections.abc import Callable, Collection
from functools import partial
from typing import Any

from bot.conversation.dispatcher import Dispatcher
from bot.conversation.uploads import UploadWorker
from bot.messages import Attachment, FetchFailed
from bot.platforms.telegram.inbound import read_update
from domain.drafts import PlanReading
from domain.inbox import Arrival, CursorNow
from domain.messages import Response
from services.commands.answer_messages import recall_chat
from services.commands.change_people import invite_person
from services.plans.receive_plan import read_document
from storage.inbox import count_by_state
from tests.plans_in_chat import plan_text
from tests.world import BOT, CHANNEL, HA, LAN, World

CHATS = {HA: 12, LAN: 11}
PLAN = plan_text([("Rà soát hạ tầng số", "Ban Xây dựng Đảng", "UBND phường", "trước ngày 15/4/2026")])


class Line:
    """A platform whose files are these; each fetch may first meet a trouble."""

    def __init__(self, content: bytes = PLAN) -> None:
        self.content = content
        self.contents: dict[str, bytes] = {}
        self.troubles: list[FetchFailed] = []
        self.fetched: list[str] = []
        self.may_go = asyncio.Event()
        self.may_go.set()

    async def fetch(self, attachment: Attachment) -> bytes:
        self.fetched.append(attachment.file_id)
        await self.may_go.wait()
        if self.troubles:
            raise self.troubles.pop(0)
        return self.contents.get(attachment.file_id, self.content)


class App:
    """The world with a dispatcher and an upload worker in front of it."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.line = Line()
        self.open()
        self.updates = iter(range(1000, 2000))
        for name in CHATS:
            with world.database.transaction() as tx:
                code = invite_person(tx, world.organisation_id, name, world.now).code
            self.send(name, text=f"/start {code}")
        self.dispatcher.work()
        world.deliver()

    def open(self) -> None:
        """The program begins; also again after it died."""
        world, recall = self.world, partial(recall_chat, self.world.database, self.world.organisation_id)
        self.uploads = UploadWorker(
            world.office, {CHANNEL: self.line.fetch}, self.read, lambda: world.now, recall, album_wait=0.05
        )
        self.dispatcher = Dispatcher(world.office, {CHANNEL: read_update}, lambda: world.now, uploads=self.uploads)

    async def read(
        self, content: bytes, name: str, on_page: Callable[[int, int], None], known: Collection[str]
    ) -> PlanReading:
        return read_document(content, name, on_page, known)

    def send(self, name: str, **message: Any) -> None:
        chat, key = CHATS[name], next(self.updates)
        sender = {"id": chat, "is_bot": False, "first_name": name}
        said = {"message_id": key, "chat": {"id": chat, "type": "private"}, "from": sender, **message}
        raw = {"update_id": key, "message": said}
        arrival = Arrival(str(key), str(chat), json.dumps(raw))
        self.world.office.inbox.receive(CHANNEL, BOT, CursorNow(0, key + 1, self.world.now), [arrival])

    def send_file(self, name: str, size: int = 500) -> None:
        self.send(name, document={"file_id": "F1", "file_name": "ke-hoach.txt", "file_size": size})

    def send_album(self, name: str, *pictures: str, caption: str = "", album: str = "77") -> None:
        """Pictures of an album, each with its content, in the order in which they arrive: "2" is the second."""
        for at, picture in enumerate(pictures):
            self.line.contents[f"P{picture}"] = picture.encode()
            words = {"caption": caption} if caption and at == 0 else {}
            photo = [{"file_id": f"P{picture}", "file_size": 1}]
            self.send(name, photo=photo, media_group_id=album, message_id=9000 + int(picture), **words)

    async def work(self) -> None:
        """Handle all waiting updates and run the jobs they start to their end."""
        self.dispatcher.work()
        self.uploads.begin(self.in_thread, lambda: None)
        await asyncio.gather(*self.uploads._running.values(), return_exceptions=True)

    async def in_thread(self, function: Any, *args: Any, **kwargs: Any) -> Any:
        return function(*args, **kwargs)

    def origin(self, name: str) -> list[Response]:
        chat = str(CHATS[name])
        return [response for d in self.world.deliver() if d.chat_id == chat for response in d.responses]

    def states(self) -> dict[str, int]:
        with self.world.database.reading() as tx:
            return count_by_state(tx, self.world.organisation_id)


def kinds(responses: list[Response]) -> list[str]:
    return [type(response).__name__ for response in responses]
