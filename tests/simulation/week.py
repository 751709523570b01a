"""Plays one week: the world, the lives of the program in it, and what the account says of it at the end."""

import asyncio
import gc
import hashlib
import json
import logging
import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from dondoc.app import open_app
from dondoc.settings import Settings
from tests.simulation import pair as pairs
from tests.simulation import telegram, zalo
from tests.simulation.aimed import aimed_events
from tests.simulation.clock import HANOI, ProgramClock, WorldClock, seeded
from tests.simulation.events import Event, drawn_events, drawn_questions, first_monday
from tests.simulation.network import Fate, Line, Peer, Trouble
from tests.simulation.phones import Phone
from tests.simulation.process import Process, request
from tests.simulation.stores import SQLITE, opened_store
from tests.simulation.telegram import TelegramPlatform
from tests.simulation.ward import Ward, drawn_ward, found
from tests.simulation.worlds import themes as worlds
from tests.simulation.zalo import ZaloPlatform

DAYS = 8
TICK_SECONDS = 7.0  # times the rhythm: 56 s of the loop, within the five minutes for which a held morning waits for it
SECRET = "simulated-secret"
HEADERS = {"telegram": "X-Telegram-Bot-Api-Secret-Token", "zalo": "X-Bot-Api-Secret-Token"}
LOOK_SECONDS = 3600.0
NOTICED = 200.0  # a wrong clock: the library that keeps the rhythm is silent for two intervals of it, and is set right
IN_MEMORY = "/dev/shm"  # noqa: S108 - a folder of each week's own is made in it
WEEKS_TO_A_CLEANING = 8
_OF_A_FILE = frozenset({"old_file", "backup", "restore"})  # events that only a SQLite file can meet
_weeks = count(1)


@dataclass
class Seen:
    """What a watcher outside saw at an instant: the answer of /health; None while nothing answered."""

    at: datetime
    status: int | None


@dataclass
class Week:
    """A world with one ward, its platforms, and the program's lives. `log` is the story, a line an event."""

    seed: int
    folder: Path
    events: Sequence[Event] | None = None
    days: int = DAYS
    engine: str = SQLITE
    is_paired: bool = False  # a second program stands by
    log: list[tuple[datetime, str]] = field(default_factory=list)
    lives: list[tuple[datetime, datetime, str]] = field(default_factory=list)
    health: list[Seen] = field(default_factory=list)
    disk_full: list[tuple[datetime, datetime]] = field(default_factory=list)
    clock_steps: list[tuple[datetime, float]] = field(default_factory=list)
    second_pollers: list[tuple[datetime, datetime]] = field(default_factory=list)
    meanings: dict[int, dict[str, Any]] = field(default_factory=dict)  # of what was typed, by its identity

    def __post_init__(self) -> None:
        dice = seeded(self.seed)
        self.ward: Ward = drawn_ward(dice, first_monday(dice))
        self.drawn = drawn_events(dice, self.ward)
        more = worlds.drawn_themes(seeded(dice.randrange(2**32)), self.ward)
        if self.is_paired:
            aimed = pairs.drawn(seeded(self.seed + 10**9), self.ward)
        else:
            aimed = aimed_events(seeded(self.seed + 2**40), self.ward)
        asked = drawn_questions(seeded(self.seed + 2**41), self.ward)
        self.drawn = sorted([*self.drawn, *more, *aimed, *asked], key=lambda event: event.at)
        self.events = self.drawn if self.events is None else list(self.events)
        self.is_pushed = dice.random() < 0.4
        self.clock = WorldClock(self.ward.starts)
        self.ends = self.ward.starts + timedelta(days=self.days)
        self._lines_of_life(dice.randrange(2**32))
        self.store = opened_store(self.engine, self.folder)
        self.settings = self._settings()
        self.process: Process | None = None
        self.pair = pairs.Pair(self) if self.is_paired else None
        self._down = 5.0  # seconds until somebody starts the program again
        self._begun = self.ward.starts
        self.backups: list[tuple[datetime, Path]] = []
        self.restored: Any = None  # what took the place of the database, and when
        self.between_lives: list[Callable[[], None]] = []  # to be done while no program runs
        self.used_before: int | None = None  # messages of the month on Zalo, where they are counted
        self.dies_at_start: tuple[int, bool] | None = None  # commit of the next start, and whether after it

    def _lines_of_life(self, seed: int) -> None:
        dice = seeded(seed)
        self.telegram = TelegramPlatform(self.clock, seeded(dice.randrange(2**32)))
        self.zalo = ZaloPlatform(self.clock, seeded(dice.randrange(2**32)))
        self.platforms: dict[str, TelegramPlatform | ZaloPlatform] = {"telegram": self.telegram, "zalo": self.zalo}
        self.lines = {name: Line(name, self.clock, seeded(dice.randrange(2**32))) for name in self.platforms}
        self.looks = seeded(dice.randrange(2**32))
        self.random = seeded(dice.randrange(2**32))
        self.phones = [
            self.platforms[platform].add(chat, person.name)
            for person in self.ward.people
            for platform, chat in person.chats
        ]
        self.strangers = [self.platforms["telegram"].add(str(900_001 + place), None) for place in range(3)]

    def _settings(self) -> Settings:
        used = {phone.platform for phone in self.phones}
        more: dict[str, Any] = {}
        if self.is_pushed:
            more = {
                "telegram_webhook_secret": SECRET,
                "zalo_webhook_secret": SECRET,
                "public_url": "https://dondoc.example",
            }
        return Settings(
            database_url=SecretStr(self.store.url),
            organisation_name="Đảng ủy phường Thử",
            telegram_token=SecretStr(telegram.TOKEN),
            zalo_token=SecretStr(zalo.TOKEN) if "zalo" in used else None,
            telegram_api_url="https://telegram.example",
            zalo_api_url="https://zalo.example",
            evidence_folder=self.folder / "evidence",
            backup_dir=self.folder / "backups",
            backup_keep=2,
            tick_seconds=TICK_SECONDS,
            zalo_monthly_quota=0,
            **more,
        )

    def phone(self, person: str, place: int) -> Phone:
        """The phone of somebody's chat of that place; -1: the newest they have."""
        if place < 0:
            return [phone for phone in self.phones if phone.person == person][-1]
        platform, chat = self.ward.named(person).chats[place]
        return self.platforms[platform].phones[chat]

    def is_removed(self, person: str) -> bool:
        """Whether the coordinator has ended somebody's part."""
        said = (self.meanings.get(id(typed), {}) for phone in self.phones for typed in phone.typed)
        return any(one.get("verb") == "remove" and one["about"] == person for one in said)

    def tell(self, line: str) -> None:
        """A line of the story."""
        self.log.append((self.clock.true_now(), line))

    def play(self) -> None:
        """From the first evening to the end."""
        with open_app(self.settings, ProgramClock(self.clock)) as app:  # type: ignore[arg-type]
            found(self.ward, app.database, app.organisation.id)
        for event in self.events or ():
            if event.at <= 0:  # before the program starts
                self.act(event)
                continue
            self.clock.at(self.ward.starts + timedelta(seconds=event.at), _Act(self, event))
        self.clock.at(self._next_look(), self._look)
        if self.pair is not None:
            self.pair.play()
            return
        self.clock.at(self.ends, self._end)
        while self.clock.true_now() < self.ends:
            self._live()
            while self.between_lives:
                self.between_lives.pop(0)()
            down, self._down = self._down, 5.0
            self.clock.pass_until(min(self.clock.true_now() + timedelta(seconds=down), self.ends))

    def _live(self) -> None:
        """One life of the program."""
        process = Process(self.settings, self.clock, self._peers(), seeded(self.random.randrange(2**32)))
        process.is_disk_full = self.is_disk_full
        process.on_served = self._served
        process.dies_at_commit, self.dies_at_start = self.dies_at_start, None
        self.process, self._begun = process, self.clock.true_now()
        self.tell("the program starts")
        self.clock.busy(120)  # it catches up with what came meanwhile
        ended = process.run()
        self.process = None
        self.lives.append((self._begun, self.clock.true_now(), ended))
        self.tell(f"the program ended: {ended}")

    def _peers(self) -> dict[str, Peer]:
        return {
            f"https://{name}.example": Peer(self.lines[name], platform.call, platform.refusal, platform.sends)
            for name, platform in self.platforms.items()
        }

    def down(self, seconds: float) -> None:
        """So long it will be before somebody starts the program again."""
        self._down = seconds

    def is_disk_full(self) -> bool:
        """Whether the disk has no room at this instant."""
        now = self.clock.true_now()
        return any(begins <= now < ends for begins, ends in self.disk_full)

    def _end(self) -> None:
        if self.process is not None:
            self.process.stop()

    def _look(self) -> None:
        """Somebody outside asks for /health now and then."""
        self.clock.at(self._next_look(), self._look)
        process = self.process
        if process is None or process.served is None or (self.pair is not None and self.pair.hangs(process)):
            self.health.append(Seen(self.clock.true_now(), None))
            return
        process.loop.create_task(self._asked(process), name="look at health")

    def _next_look(self) -> datetime:
        """A few times a day, in the hours in which somebody must be able to see that something waits."""
        local = self.clock.true_now().astimezone(HANOI) + timedelta(seconds=self.looks.uniform(1, 3) * LOOK_SECONDS)
        if time(7, 36) <= local.time() < time(17):
            return local
        day = local.date() + timedelta(days=local.time() >= time(17))
        return datetime.combine(day, time(7, 36), HANOI) + timedelta(seconds=self.looks.uniform(0, 3600))

    async def _asked(self, process: Process) -> None:
        at, status = self.clock.true_now(), None
        if self.pair is not None:
            await self.pair.look(at)
        with suppress(Exception):
            assert process.served is not None
            status, _ = await request(process.served, "GET", "/health")
        self.health.append(Seen(at, status))

    # ---- webhooks

    def _served(self, process: Process) -> list[asyncio.Task[None]]:
        if not self.is_pushed:
            return []
        return [process.loop.create_task(self._push(process, name), name=f"push {name}") for name in self.platforms]

    async def _push(self, process: Process, name: str) -> None:
        """The platform pushes what waits, now and then two at once; what is not answered with 200 comes again."""
        platform = self.platforms[name]
        wake = asyncio.Event()
        platform.on_update = wake.set
        pause = 1.0
        while True:
            waiting = platform.waiting()
            if not waiting:
                wake.clear()
                await wake.wait()
                continue
            several = waiting[: 2 if self.random.random() < 0.2 else 1]
            if len(several) > 1 and self.random.random() < 0.5:
                several.reverse()
            taken = [await self._pushed(process, name, update) for update in several]
            pause = 1.0 if all(taken) else min(pause * 2, 60.0)
            await asyncio.sleep(0.05 if all(taken) else pause)

    async def _pushed(self, process: Process, name: str, update: dict[str, Any]) -> bool:
        fate, _ = self.lines[name].fate(is_send=False)
        if (fate not in {Fate.WELL, Fate.SLOW} and self.random.random() < 0.7) or process.served is None:
            await asyncio.sleep(0.5)
            return False
        status, _ = await request(
            process.served,
            "POST",
            f"/webhook/{name}",
            _as_json(update),
            {HEADERS[name]: SECRET, "Content-Type": "application/json"},
        )
        is_taken = status == 200 and fate in {
            Fate.WELL,
            Fate.SLOW,
        }  # else its answer was lost on the way: it comes again
        if is_taken:
            self.platforms[name].taken(_key_of(name, update))
        return is_taken

    # ---- acts

    def act(self, event: Event) -> None:
        """Something happens."""
        if self.engine != SQLITE and event.kind in _OF_A_FILE:
            return
        own = getattr(self, f"_act_{event.kind}", None)
        if own is not None:
            own(**event.facts)
        elif event.kind in pairs.ACTS:
            pairs.ACTS[event.kind](self, **event.facts)
        else:
            worlds.act(self, event.kind, event.facts)

    def _act_say(self, person: str, chat: int, text: str, passed_on: bool, **meaning: Any) -> None:
        phone = self.phone(person, chat)
        if not phone.is_blocked:
            self.tell(f"{person} ({phone.platform}): {text}{' (passed on)' if passed_on else ''}")
            self.platforms[phone.platform].write(phone, text, is_passed_on=passed_on)
            self.meanings[id(phone.typed[-1])] = meaning

    def _act_press(self, person: str, chat: int, which: int, times: int) -> None:
        phone = self.phone(person, chat)
        shown = phone.newest_with_buttons()
        if shown is None or phone.is_blocked or phone.platform != "telegram":
            return
        data = shown.buttons[which % len(shown.buttons)]
        self.tell(f"{person} presses {data!r} {times} x")
        for _ in range(times):
            self.telegram.press(phone, shown, data)

    def _act_edit(self, person: str, chat: int, text: str, **meaning: Any) -> None:
        phone = self.phone(person, chat)
        written = [typed.text for typed in phone.typed if typed.pressed_on is None]
        is_same = bool(written) and written[-1] == text
        if phone.platform == "telegram" and phone.typed and not phone.is_blocked and not is_same:
            self.tell(f"{person} changes a message into: {text}")
            self.telegram.edit(phone, text)
            if phone.typed[-1].changes:
                self.meanings[id(phone.typed[-1])] = meaning or {"verb": None}

    def _act_block(self, person: str, chat: int, minutes: float) -> None:
        phone = self.phone(person, chat)
        platform = self.platforms[phone.platform]
        if phone.is_blocked:
            return
        self.tell(f"{person} blocks the bot on {phone.platform} for {minutes} min")
        platform.block(phone, is_blocked=True)
        self.clock.after(minutes * 60, lambda: platform.block(phone, is_blocked=False))

    def _act_stranger(self, chat: int, text: str) -> None:
        self.tell(f"a stranger: {text}")
        self.telegram.write(self.strangers[chat], text)

    def _act_flood(self, chat: int, count: int, text: str) -> None:
        self.tell(f"a stranger sends {count} texts")
        for number in range(count):
            self.telegram.write(self.strangers[chat], f"{text} {number}")

    def _act_trouble(
        self,
        platform: str,
        fate: str,
        seconds: float,
        only_sends: bool,
        wait: float,
        chat: str | None = None,
        is_lived: bool = False,
    ) -> None:
        """`is_lived`: both clocks run alike meanwhile, so that waits of the program grow as long as they may."""
        now = self.clock.true_now()
        trouble = Trouble(Fate(fate), now, now + timedelta(seconds=seconds), only_sends, wait, chat)
        self.clock.busy(seconds if is_lived else 0.0)
        self.lines[platform].troubles.append(trouble)
        self.tell(f"{platform}: {fate} for {seconds} s{' (sends only)' if only_sends else ''}")
        # The half hour between repeats is lived through too: at the pace of the night it would take hours of the wall.
        self.clock.at(trouble.ends, lambda: self.clock.busy(600 if seconds < 400 else 2400))

    def _act_after_sends(self, platform: str, number: int, **trouble: Any) -> None:
        """A trouble that begins between two messages of a morning."""
        self.lines[platform].after_sends(number, lambda: self._act_trouble(platform, **trouble))

    def _act_kill(self, down: float, commit: int | None = None, is_after: bool = False, steps: int = 0) -> None:
        if self.process is None:
            return
        self._down = down
        self.tell(f"kill at {f'commit {commit}' if commit else f'turn {steps}'}, down {down} s")
        if commit:
            self.process.kill_at_commit(commit, is_after=is_after)
        else:
            self.process.kill(steps)

    def _act_stop(self, down: float) -> None:
        if self.process is not None:
            self._down = down
            self.process.stop()

    def _act_disk(self, seconds: float) -> None:
        now = self.clock.true_now()
        self.disk_full.append((now, now + timedelta(seconds=seconds)))
        self.tell(f"the disk is full for {seconds} s")
        self.clock.at(self.disk_full[-1][1], lambda: self.clock.busy(600))  # a wait between two tries is lived through

    def _act_clock(self, seconds: float) -> None:
        """The machine's clock is wrong for an hour or so, then somebody sets it right."""
        self.clock_steps.append((self.clock.true_now(), seconds))
        self.clock.offset = timedelta(seconds=seconds)
        self.tell(f"the clock is moved by {seconds} s")
        self.clock.busy(NOTICED)
        self.clock.after(3000, self._right_clock)

    def _right_clock(self) -> None:
        self.clock.offset = timedelta(0)
        self.tell("the clock is set right")
        self.clock.busy(NOTICED)

    def _act_second_poller(self, seconds: float) -> None:
        now = self.clock.true_now()
        self.telegram.second_poller_until = now + timedelta(seconds=seconds)
        self.second_pollers.append((now, self.telegram.second_poller_until))
        # The program looks again within ten minutes, and they are lived through like the end of any other trouble.
        self.clock.at(self.telegram.second_poller_until, lambda: self.clock.busy(620))
        self.tell(f"another program fetches from Telegram for {seconds} s")

    # ---- afterwards

    def story(self) -> list[tuple[datetime, str]]:
        """What people, the machine and the networks did."""
        return [(at, f"{_shown(at)} {line}") for at, line in self.log]

    def phones_by_time(self) -> list[tuple[datetime, str]]:
        """Everything that phones show, in the order it came."""
        found = [(shown.at, phone, shown) for phone in (*self.phones, *self.strangers) for shown in phone.shown]
        found.sort(key=lambda one: one[0])
        return [
            (at, f"{_shown(at)} -> {phone.person or 'a stranger'} ({phone.platform}): {shown.text}")
            for at, phone, shown in found
        ]

    def digest(self) -> str:
        """A hash of everything that was done and shown: the same in every run of a seed."""
        lines = [line for _, line in (*self.story(), *self.phones_by_time())]
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _shown(at: datetime) -> str:
    return f"{at.astimezone(HANOI):%a %d/%m %H:%M:%S}"


@dataclass(frozen=True)
class _Act:
    """An event, to be called when its time has come."""

    week: Week
    event: Event

    def __call__(self) -> None:
        self.week.act(self.event)


def _as_json(update: dict[str, Any]) -> bytes:
    return json.dumps(update).encode()


def _key_of(name: str, update: dict[str, Any]) -> str:
    return str(update["update_id"]) if name == "telegram" else f"m:{update['message']['message_id']}"


def _folder_in_memory() -> str | None:
    """Where files never reach a disk; None where there is no such folder, and any will do."""
    return IN_MEMORY if os.access(IN_MEMORY, os.W_OK) else None


@contextmanager
def played(
    seed: int,
    events: Sequence[Event] | None = None,
    days: int = DAYS,
    engine: str = SQLITE,
    *,
    is_paired: bool = False,
) -> Iterator[Week]:
    """Play a week, or its first `days`, and give it; its database exists until the block is left."""
    logging.disable(logging.CRITICAL)
    with tempfile.TemporaryDirectory(prefix="dondoc-week-", dir=_folder_in_memory()) as folder:
        week = Week(seed, Path(folder), events, days, engine, is_paired)
        try:
            with _without_garbage_collection():
                week.play()
            yield week
        finally:
            week.store.close()
            logging.disable(logging.NOTSET)


@contextmanager
def _without_garbage_collection() -> Iterator[None]:
    """A week leaves little behind, and looking through all that a test process has loaded would take longer."""
    gc.freeze()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        if next(_weeks) % WEEKS_TO_A_CLEANING == 0:
            gc.collect()
        gc.unfreeze()
