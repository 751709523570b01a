"""What every channel keeps to, tried on each: all messages within its limits, every mishap an honest error.

And a third channel, made of this file alone, on which the whole program runs.
"""

import asyncio
import base64
import json
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.conversation.attempts import Channel
from bot.conversation.rate_limits import Pacer
from bot.messages import Attachment, DeliveryFailed, DeliveryUnknown, FetchFailed, Incoming, Kind, Sent
from bot.platforms.connector import ProgramContext
from bot.platforms.receiving import ReceivingState
from bot.platforms.telegram.client import BotApi
from bot.platforms.telegram.outbound import TelegramChannel
from bot.platforms.webhooks import WebhookReceiver
from bot.platforms.zalo.client import ZaloApi
from bot.platforms.zalo.outbound import ZaloChannel
from domain.inbox import Arrival, BotContact, CursorNow
from dondoc.app import open_app
from dondoc.clock import Clock
from dondoc.run.program import Program
from dondoc.settings import load_settings
from sandbox.app import create_app
from sandbox.server import SandboxServer
from sandbox.settings import Phone, SandboxSettings, ZaloSettings
from sandbox.zalo.bots import chat_id_of
from services.administration.load_roster import load_roster
from services.commands.change_people import invite_person
from tests.samples.everything import EVERYTHING
from tests.world import IMPORTED_AT, LAN, example_roster, hanoi
from wording.messages import Capabilities, Message
from wording.render import render

TOKEN = "123:of-the-sandbox"
PLAIN = Capabilities(has_buttons=False, has_edits=False, has_pictures=False, max_length=500, max_caption=0)


class Toy:
    """A channel that keeps what it is given; a text too long for it is refused."""

    name = "toy"
    capabilities = PLAIN

    def __init__(self) -> None:
        self.said: list[tuple[str, str]] = []
        self.arrived = asyncio.Event()

    async def send(self, chat_id: str, message: Message, edit_message_id: str | None = None) -> Sent:
        if len(message.text) > PLAIN.max_length or message.buttons or message.picture or edit_message_id:
            raise DeliveryFailed("more than this channel can do", rejected=True)
        self.said.append((chat_id, message.text))
        self.arrived.set()
        return Sent(str(len(self.said)))


DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


@dataclass
class Tried:
    """A channel, a chat of it, and how to order a mishap for its sends."""

    channel: Channel
    chat_id: str
    method: str
    order: Callable[[Any], Any]
    file_ref: str = ""


@pytest.fixture(params=["telegram", "zalo", "toy"])
async def tried(request: pytest.FixtureRequest) -> AsyncIterator[Tried]:
    settings = SandboxSettings(
        tokens=(TOKEN,),
        phones=(Phone(1, "Lan", ""),),
        now=lambda: datetime(2026, 4, 10, tzinfo=UTC),
        zalo=ZaloSettings(TOKEN, (Phone(2, "Hà", ""),)),
    )
    sandbox_app = create_app(settings)
    async with SandboxServer(sandbox_app) as server, aiohttp.ClientSession() as http:
        order = sandbox_app.state.world.faults.order
        came = sandbox_app.state.world.files.add("a.png", "image/png", DOT, "photos").file_id
        yield {
            "telegram": Tried(TelegramChannel(BotApi(http, TOKEN, server.url)), "1", "sendMessage", order, came),
            "zalo": Tried(
                ZaloChannel(ZaloApi(http, TOKEN, f"{server.url}/zalo")), chat_id_of(2), "zalo.sendMessage", order
            ),
            "toy": Tried(Toy(), "c", "", order),
        }[request.param]


@pytest.mark.parametrize("language", ["vi", "en"])
async def test_every_message_is_accepted_as_it_is_laid_out(tried: Tried, language: str) -> None:
    can = tried.channel.capabilities
    for response in EVERYTHING:
        message = await asyncio.to_thread(render, [response], language, can)
        assert can.has_buttons or not message.buttons
        assert can.has_pictures or not message.picture
        assert message.text.strip()
        if message.again is not None:  # what came by this channel before has a name of the platform's own
            message = replace(message, again=replace(message.again, file_ref=tried.file_ref))
        await tried.channel.send(tried.chat_id, message)


MISHAPS = {
    "drop": DeliveryUnknown, "accept_then_drop": DeliveryUnknown, "garbage": DeliveryUnknown,
    "truncated": DeliveryUnknown, "500": DeliveryUnknown, "429": DeliveryFailed, "401": DeliveryFailed,
    "400": DeliveryFailed,
}  # fmt: skip


@pytest.mark.parametrize("action", MISHAPS)
async def test_every_mishap_is_one_of_two_errors_and_never_called_unsent_when_it_may_have_arrived(
    tried: Tried, action: str
) -> None:
    if isinstance(tried.channel, Toy):
        pytest.skip("the toy has no line that could break")
    tried.order({"method": tried.method, "action": action})
    with pytest.raises(MISHAPS[action]):
        await tried.channel.send(tried.chat_id, Message("chào"))
    assert (await tried.channel.send(tried.chat_id, Message("chào"))).message_id


async def test_a_chat_that_is_not_there_never_takes_the_channel_down(tried: Tried) -> None:
    if isinstance(tried.channel, Toy):
        pytest.skip("every chat of the toy is there")
    for chat_id in ("no chat at all", "999", ""):
        with pytest.raises(DeliveryFailed) as failed:
            await tried.channel.send(chat_id, Message("chào"))
        assert failed.value.permanent or failed.value.rejected
        assert not failed.value.is_token_wide


class ToyConnector:
    """The third platform: what is put into `typed` arrives, what is said is kept."""

    name = "toy"
    bot = "toy-bot"
    link = ""
    webhook: WebhookReceiver | None = None

    def __init__(self, program: ProgramContext) -> None:
        self._program = program
        self._channel = Toy()
        self.typed: asyncio.Queue[str] = asyncio.Queue()
        self.pacer = Pacer(program.clock.monotonic())
        self.on_alarm: Callable[[], None] = lambda: None

    @property
    def shared_since(self) -> datetime | None:
        return None

    @property
    def channel(self) -> Toy:
        return self._channel

    @property
    def receiving(self) -> ReceivingState:
        return ReceivingState(self._program.clock.now())

    def read(self, raw: Mapping[str, Any]) -> Incoming:
        return Incoming(Kind.TEXT, "c", "c", "", raw["text"])

    async def open(self, session: aiohttp.ClientSession) -> None:
        """Nothing to open."""

    async def receive(self) -> None:
        number = 0
        while True:
            text, number = await self.typed.get(), number + 1
            now = CursorNow(0, 0, self._program.clock.now())
            arrivals = [Arrival(str(number), "c", json.dumps({"text": text}))]
            await self._program.in_thread(self._program.office.inbox.receive, self.name, self.bot, now, arrivals)
            self._program.arrived.set()

    async def fetch(self, attachment: Attachment) -> bytes:
        raise FetchFailed(attachment.name, trouble="not_fetched")

    async def probe(self) -> None:
        """Always well."""

    def new_contact(self) -> BotContact | None:
        """Nothing to keep."""
        return None

    async def refresh(self) -> None:
        """Nothing to set."""

    async def welcomed(self, chat_id: str) -> None:
        """Nothing to set."""


async def test_a_third_channel_is_a_matter_of_its_own_files(tmp_path: Path) -> None:
    given = {"DONDOC_DATABASE_URL": f"sqlite:///{tmp_path / 'toy.db'}"}
    with open_app(load_settings(tmp_path / "no.env", given), Clock(IMPORTED_AT)) as app:
        with app.database.transaction() as tx:
            load_roster(tx, app.organisation, example_roster(), app.clock.now())
            code = invite_person(tx, app.organisation.id, LAN, app.clock.now()).code
        app.clock.move_to(hanoi(10, 7, 0))
        made: list[ToyConnector] = []

        def make(program: ProgramContext) -> ToyConnector:
            made.append(ToyConnector(program))
            return made[0]

        program = Program(app, more_connectors=[make])
        running = asyncio.create_task(program.run())
        await program.started.wait()
        for typed, answer in ((f"/start {code}", LAN), ("kênh", "Toy"), ("tình hình", "nhiệm vụ")):
            made[0].channel.arrived.clear()
            made[0].typed.put_nowait(typed)
            async with asyncio.timeout(10):
                await made[0].channel.arrived.wait()
            assert answer in made[0].channel.said[-1][1]
        program.stop()
        await running
    assert len(made[0].channel.said) == 3
