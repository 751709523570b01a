"""What one chat asks is done in the order it was asked, also when an update fails; other chats never wait for it."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest

from bot.conversation.dispatcher import Dispatcher
from bot.messages import Incoming, Kind
from domain.deliveries import AT_ONCE
from domain.inbox import Arrival, CursorNow
from domain.messages.tasks import ListTasks
from services.commands.handlers import HANDLERS
from services.context.command_context import CommandContext, Reply
from storage.engine.database import Database
from tests.world import BOT, CHANNEL, HA, LAN, World


def read_update(raw: Mapping[str, Any]) -> Incoming:
    return Incoming(Kind.TEXT, raw["chat"], raw["chat"], raw["chat"], text=raw["text"])


@dataclass
class App:
    """A dispatcher over the example ward, and how often /tasks fails before it goes well."""

    world: World
    dispatcher: Dispatcher = field(init=False)
    failures_left: int = 0
    keys: Iterator[int] = field(default_factory=lambda: iter(range(1000, 2000)))

    def __post_init__(self) -> None:
        self.dispatcher = Dispatcher(self.world.office, {CHANNEL: read_update}, lambda: self.world.now)

    def hear(self, *said: tuple[str, str]) -> None:
        arrivals = [
            Arrival(str(next(self.keys)), chat, json.dumps({"chat": chat, "text": text})) for chat, text in said
        ]
        self.world.office.inbox.receive(CHANNEL, BOT, CursorNow(0, 3000, self.world.now), arrivals, timedelta(0))

    def hear_pushed(self, *said: tuple[int, str, int]) -> None:
        """Updates of one chat as they are pushed: the number, the text, and for how many seconds it is held."""
        for number, text, seconds in said:
            until = self.world.now + timedelta(seconds=seconds) if seconds else AT_ONCE
            arrival = Arrival(str(number), LAN, json.dumps({"chat": LAN, "text": text}), until)
            self.world.office.inbox.receive(CHANNEL, BOT, CursorNow(0, 3000, self.world.now), [arrival], timedelta(0))

    def work(self, seconds: int = 0) -> list[tuple[str, str]]:
        """What was answered (chat, notice) so many seconds later, in order."""
        self.world.now += timedelta(seconds=seconds)
        while self.dispatcher.work():
            pass
        return [(d.chat_id, type(s).__name__) for d in self.world.deliver() for s in d.responses]


@pytest.fixture
def app(database: Database, monkeypatch: pytest.MonkeyPatch) -> App:
    world = World(database)
    world.link(LAN, HA)
    made = App(world)
    list_tasks = HANDLERS[ListTasks]

    def failing(context: CommandContext, command: ListTasks) -> Reply:
        if made.failures_left:
            made.failures_left -= 1
            raise RuntimeError("a bug that passes")
        return list_tasks(context, command)

    monkeypatch.setitem(HANDLERS, ListTasks, failing)
    return made


def test_later_updates_of_a_chat_wait_behind_its_failed_one_and_other_chats_go_on(app: App) -> None:
    app.failures_left = 1
    app.hear((LAN, "/tasks"), (LAN, "/help"), (HA, "/help"))
    assert app.work() == [(HA, "HelpShown")]
    app.hear((LAN, "/start"), (HA, "/tasks"))
    assert app.work() == [(HA, "TaskListShown")]
    assert [chat for chat, _ in app.work(5)] == [LAN] * 3


def test_what_waited_comes_in_the_order_it_was_typed(app: App) -> None:
    app.failures_left = 2
    app.hear((LAN, "/tasks"), (LAN, "/help"))
    assert app.work() == app.work(5) == []
    assert app.work(10) == [(LAN, "TaskListShown"), (LAN, "HelpShown")]


def test_a_parked_update_holds_up_its_chat_no_longer(app: App) -> None:
    app.failures_left = 5
    app.hear((LAN, "/tasks"), (LAN, "/help"))
    for wait in (0, 5, 10, 20):
        assert app.work(wait) == []
    assert app.work(40) == [(LAN, "CouldNotHandle"), (LAN, "HelpShown")]


def test_a_file_that_cannot_be_fetched_yet_holds_up_nobody(app: App) -> None:
    app.hear((LAN, "/tasks"), (LAN, "/help"))
    job, _ = app.world.office.inbox.waiting(app.world.now)
    app.world.office.inbox.set_aside(job.id, app.world.now + timedelta(minutes=2))
    app.world.office.inbox.fail(job, None, app.world.now, "no network", most_attempts=20)
    assert app.work() == [(LAN, "HelpShown")]


def test_an_update_that_overtook_another_goes_behind_it_once_both_are_there(app: App) -> None:
    app.hear_pushed((12, "/help", 1), (11, "/tasks", 0))
    assert app.work(0) == [(LAN, "TaskListShown")]
    assert app.work(1) == [(LAN, "HelpShown")]
    app.hear_pushed((14, "/help", 1), (13, "/tasks", 0))
    assert app.work(2) == [(LAN, "TaskListShown"), (LAN, "HelpShown")]


def test_what_came_behind_one_that_has_overtaken_stays_behind_it(app: App) -> None:
    """Week 90529: after a night off, 80 was obeyed beside 77 while 78, which had overtaken 77, still waited."""
    app.hear_pushed((76, "/start", 2), (78, "/tasks", 3), (77, "/help", 2), (80, "/whoami", 3))
    assert [notice for _, notice in app.work(40)] == ["Welcome", "HelpShown", "TaskListShown", "NotUnderstood"]


def test_an_update_held_for_one_that_never_comes_is_handled_after_its_moment(app: App) -> None:
    app.hear_pushed((12, "/help", 1))
    assert app.work(0) == []
    assert app.work(1) == [(LAN, "HelpShown")]


def test_one_that_came_after_a_hold_was_over_goes_behind_what_was_held(app: App) -> None:
    """Seed 40001 of the simulator: the change of a message was handled before the message."""
    app.hear_pushed((12, "/help", 1))
    app.world.now += timedelta(seconds=3)
    app.hear_pushed((13, "/tasks", 0))
    assert app.work(0) == [(LAN, "HelpShown"), (LAN, "TaskListShown")]


def test_one_held_behind_a_failed_one_waits_with_it_and_both_are_handled(app: App) -> None:
    app.failures_left = 1
    app.hear_pushed((12, "/help", 1), (11, "/tasks", 0))
    assert app.work(0) == []
    told = app.work(60)
    assert sorted(kind for _, kind in told) == ["HelpShown", "TaskListShown"]
