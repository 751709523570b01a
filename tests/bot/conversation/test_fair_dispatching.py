"""One chat's thousands of updates delay no other chat, and strangers delay no linked person; on both engines."""

import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.conversation.dispatcher import BATCH, LEAST, Dispatcher
from bot.messages import Incoming, Kind
from domain.inbox import Arrival, CursorNow
from storage.engine.database import Database
from storage.tables import outbox
from tests.world import BOT, CHANNEL, HA, LAN, World

FLOOD = 60


def read_update(raw: Mapping[str, Any]) -> Incoming:
    return Incoming(Kind.TEXT, raw["chat"], raw["chat"], raw["chat"], text=raw["text"])


class Hall:
    """The example ward with two people linked, and what waits in its inbox."""

    def __init__(self, database: Database) -> None:
        self.world = World(database)
        self.world.link(LAN, HA)
        self.dispatcher = Dispatcher(self.world.office, {CHANNEL: read_update}, lambda: self.world.now)
        self._keys = iter(range(5000, 9000))

    def hear(self, *said: tuple[str, str]) -> None:
        arrivals = [
            Arrival(str(next(self._keys)), chat, json.dumps({"chat": chat, "text": words})) for chat, words in said
        ]
        self.world.office.inbox.receive(CHANNEL, BOT, CursorNow(0, 9000, self.world.now), arrivals, timedelta(0))

    def left(self) -> list[str | None]:
        return [row.chat_id for row in self.world.office.inbox.waiting(self.world.now, 1000)]


@pytest.fixture
def hall(database: Database) -> Hall:
    return Hall(database)


def test_a_single_command_is_handled_with_the_next_batch_whatever_another_chat_has_waiting(hall: Hall) -> None:
    hall.hear(*((LAN, f"tiến độ 3 {n}") for n in range(FLOOD)))
    hall.dispatcher.work()
    hall.hear((HA, "/help"))
    hall.dispatcher.work()
    assert HA not in hall.left()
    assert len(hall.left()) == FLOOD - 2 * BATCH + 1


def test_a_batch_ends_early_when_somebody_else_waits_for_the_thread(hall: Hall) -> None:
    hall.hear(*((LAN, "/help") for _ in range(BATCH + LEAST)))
    awaited = [False]
    dispatcher = Dispatcher(
        hall.world.office, {CHANNEL: read_update}, lambda: hall.world.now, is_awaited=lambda: awaited[0]
    )
    assert dispatcher.work() == BATCH
    hall.hear(*((LAN, "/help") for _ in range(BATCH)))
    awaited[0] = True
    assert dispatcher.work() == LEAST
    assert len(hall.left()) == BATCH


def test_linked_people_come_before_the_strangers_who_came_first(hall: Hall) -> None:
    hall.hear(*((f"x{n}", "xin chào") for n in range(FLOOD)), (LAN, "/help"), (HA, "/help"))
    hall.dispatcher.work()
    assert not {LAN, HA} & set(hall.left())


def test_strangers_are_handled_too_while_a_linked_person_floods(hall: Hall) -> None:
    hall.hear(*((LAN, "/help") for _ in range(FLOOD)), ("x", "xin chào"))
    hall.dispatcher.work()
    assert "x" not in hall.left()


def test_what_a_chat_said_is_done_in_its_order_between_all_the_others(hall: Hall) -> None:
    hall.hear(*(pair for _ in range(15) for pair in ((LAN, "/help"), (HA, "/help"), ("x", "?"))))
    while hall.dispatcher.work():
        pass
    with hall.world.database.reading() as tx:
        asked = tx.execute(select(outbox.c.chat_id, outbox.c.key).order_by(outbox.c.id)).all()
    for name, least in ((LAN, 15), (HA, 15), ("x", 1)):  # a stranger is told once while that waits
        order = [int(key.split(":")[1]) for chat, key in asked if chat == name]
        assert len(order) >= least
        assert order == sorted(order)
