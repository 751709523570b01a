"""Several organisations in one running program, each with its own bot of the sandbox and the same people in it."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import aiohttp

from dondoc.app import open_app, open_installation
from dondoc.run.program import Program
from dondoc.sealing import new_key, seal
from dondoc.settings import PREFIX, Settings, load_settings
from dondoc.stored_bots import organisations_to_serve
from sandbox import people
from sandbox.app import create_app
from sandbox.server import SandboxServer
from sandbox.settings import Phone, SandboxSettings, ZaloSettings
from sandbox.world import World as Platform
from sandbox.zalo import people as zalo_people
from sandbox.zalo.bots import chat_id_of
from services.administration.add_organisation import add_another_organisation
from services.administration.keep_bots import GivenBot, add_bot
from services.administration.load_roster import load_roster
from services.plans.confirm_plan import confirm_plan
from storage.accounts import link
from storage.across_organisations import everywhere
from storage.organisations import load_organisation, set_code, set_name
from tests.faults.running import HandClock
from tests.people import find_by_name
from tests.world import BINH, CHANNEL, HA, HUNG, LAN, MINH, PLAN, THANH, example_plan, example_roster, hanoi
from web.server import listening_socket

SIX_IN_THE_MORNING = hanoi(10, 6)
NAMES = {"HB": "Đảng ủy phường Hồng Bàng", "LC": "Đảng ủy phường Lê Chân", "TN": "Đảng ủy phường Thủy Nguyên"}
PHONES = {LAN: 11, HA: 12, "Người lạ": 15}
CROWD = {HUNG: 41, MINH: 42, BINH: 43, THANH: 44}
ZALO_PHONES = {LAN: 21, HA: 22}
ZALO_TOKEN = "7000000099:SANDBOX-token-of-the-one-bot-on-zalo"
FURTHER_TOKEN, FURTHER_PHONES = "7000000098:SANDBOX-token-of-a-further-bot-there", {LAN: 31, HA: 32}
NEW_MESSAGE = {"sendMessage", "sendPhoto", "sendDocument", "zalo.sendMessage", "zalo.sendPhoto"}


def token_of(place: int) -> str:
    """The token of an organisation's bot."""
    return f"700000001{place}:SANDBOX-token-of-several-organisations"


@dataclass
class Several:
    """The organisations, what their people see on each bot, and the program as it runs now."""

    settings: Settings
    clock: HandClock
    platform: Platform
    codes: Sequence[str]
    ids: dict[str, int] = field(default_factory=dict)
    shared: Sequence[str] = ()
    on_zalo: Sequence[str] = ()
    program: Program | None = None
    port: int = 0

    def bot(self, code: str) -> Any:
        """The bot of an organisation on its platform."""
        return self.platform.zalo if code in self.on_zalo else self.platform.bots[self.token(code)]

    def token(self, code: str) -> str:
        """The token of an organisation's bot; those that share one have that of the first of them."""
        if code in self.on_zalo:
            return ZALO_TOKEN
        return token_of(self.codes.index(self.shared[0] if code in self.shared else code))

    def channel(self, code: str) -> str:
        """The platform of an organisation's bot."""
        return "zalo" if code in self.on_zalo else CHANNEL

    def phone(self, code: str, name: str) -> int:
        """Somebody's phone on that platform."""
        return (ZALO_PHONES if code in self.on_zalo else {**PHONES, **CROWD})[name]

    def say(self, code: str, name: str, text: str) -> None:
        """Somebody types to the bot of an organisation."""
        write = zalo_people.write if code in self.on_zalo else people.write
        write(self.bot(code), self.phone(code, name), text)

    def texts(self, code: str, name: str) -> list[str]:
        """What somebody was sent by the bot of an organisation."""
        sent = self.bot(code).sent.after(0)
        return [
            str(entry.get("text") or entry.get("caption") or "")
            for entry in sent
            if entry["method"] in NEW_MESSAGE and entry["chat_id"] == self.phone(code, name)
        ]

    async def told(self, code: str, name: str, count: int, within: float = 15.0) -> list[str]:
        """Wait for `count` texts and return them."""
        await until(lambda: len(self.texts(code, name)) >= count, within)
        return self.texts(code, name)

    async def health(self) -> tuple[int, dict[str, Any]]:
        """Status and document of /health."""
        async with aiohttp.ClientSession() as session, session.get(f"http://127.0.0.1:{self.port}/health") as got:
            return got.status, await got.json()


async def until(is_so: Callable[[], object], within: float = 15.0) -> None:
    """Return once it is so; fail when it takes longer than so many seconds."""
    async with asyncio.timeout(within):
        while not is_so():  # noqa: ASYNC110 - what is waited for stands in a database or on a phone
            await asyncio.sleep(0.01)


@asynccontextmanager
async def several(
    url: str, *codes: str, at: datetime = SIX_IN_THE_MORNING, linked: Sequence[str] = (LAN,),
    shared: Sequence[str] = (), on_zalo: Sequence[str] = (), **settings: str,
) -> AsyncIterator[Several]:  # fmt: skip
    """Organisations of these codes, loaded and linked, each with a bot that the database keeps; nothing runs yet.

    Those that are `shared` have one bot together; so have those that are `on_zalo`, which have none on Telegram.
    """
    clock = HandClock(at)
    phones = tuple(Phone(number, name, "") for name, number in {**PHONES, **CROWD}.items())
    tokens = tuple(token_of(place) for place in range(len(codes)))
    zalo = ZaloSettings(ZALO_TOKEN, tuple(Phone(number, name, "") for name, number in ZALO_PHONES.items()))
    further = ZaloSettings(FURTHER_TOKEN, tuple(Phone(number, name, "") for name, number in FURTHER_PHONES.items()))
    sandbox_app = create_app(
        SandboxSettings(tokens=tokens, phones=phones, now=clock.now, zalo=zalo, more_zalo=(further,))
    )
    async with SandboxServer(sandbox_app) as server:
        given = {
            "DATABASE_URL": url, "TELEGRAM_API_URL": server.url, "ZALO_API_URL": f"{server.url}/zalo",
            "TICK_SECONDS": "0.2", "POLL_SECONDS": "1", "BACKUP_KEEP": "0", "SECRET_KEY": new_key(), **settings,
        }  # fmt: skip
        loaded = load_settings(Path("no.env"), {PREFIX + name: value for name, value in given.items()})
        ward = Several(loaded, clock, sandbox_app.state.world, codes, shared=shared, on_zalo=on_zalo)
        _found(ward, linked)
        yield ward


def _found(ward: Several, linked: Sequence[str]) -> None:
    now = ward.clock.now()
    with open_app(ward.settings, ward.clock) as app, everywhere(app.database).transaction() as tx:
        set_name(tx, app.organisation.id, NAMES[ward.codes[0]])
        set_code(tx, app.organisation.id, ward.codes[0])
        ward.ids[ward.codes[0]] = app.organisation.id
        for code in ward.codes[1:]:
            ward.ids[code] = add_another_organisation(tx, NAMES[code], code, "Asia/Ho_Chi_Minh", now).id
        for code, id_ in ward.ids.items():
            own = load_organisation(tx, id_)
            load_roster(tx, own, example_roster(), now)
            confirm_plan(tx, own, example_plan(), PLAN.read_bytes(), PLAN.name, now)
            token, channel = ward.token(code), ward.channel(code)
            number = token.partition(":")[0]
            add_bot(tx, own, GivenBot(channel, number, f"@bot{number[-1]}", seal(ward.settings, token)), now)
            for name in linked:
                person_id = find_by_name(tx, id_, name)
                assert person_id is not None
                phone = ward.phone(code, name)
                link(tx, id_, person_id, channel, chat_id_of(phone) if code in ward.on_zalo else str(phone), now)


@asynccontextmanager
async def running(ward: Several) -> AsyncIterator[Several]:
    """The program, as `dondoc run` begins it, on all of them."""
    with open_installation(ward.settings, ward.clock) as app:
        own, *others = organisations_to_serve(app)
        listening = listening_socket("127.0.0.1", 0)
        ward.port = listening.getsockname()[1]
        ward.program = Program(app.of(own.organisation), bots=own, others=others, listening=listening)
        task = asyncio.create_task(ward.program.run())
        await asyncio.wait({task, asyncio.create_task(ward.program.started.wait())}, return_when="FIRST_COMPLETED")
        ward.clock.ahead += 2.0  # the pacer's first second is over
        try:
            yield ward
            assert not task.done(), "the program has ended by itself"
        finally:
            ward.program.stop()
            await task
