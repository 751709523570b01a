"""What may happen to getUpdates, one line for each mishap: receiving goes on, nothing is lost or doubled."""

import asyncio
import json
import logging
from datetime import timedelta
from functools import partial
from typing import Any

import aiohttp
import pytest

from domain.inbox import Arrival, CursorNow
from storage.tables import event
from tests.faults.running import PHONES, Ward
from tests.world import BOT, CHANNEL, LAN, MINH

TASKS = (2, 3, 17)
MISHAPS: list[tuple[str, dict[str, Any]]] = [
    ("stray 401", {"action": "401"}),
    ("stray 404", {"action": "404"}),
    ("429", {"action": "429", "retry_after": 1, "times": 1}),
    ("500", {"action": "500"}),
    ("409 by a second poller", {"action": "409"}),
    ("connection cut", {"action": "drop"}),
    ("updates given, answer lost", {"action": "accept_then_drop"}),
    ("no answer", {"action": "hang", "times": 1}),
    ("half an answer", {"action": "truncated"}),
    ("no JSON", {"action": "garbage"}),
]


async def test_receiving_goes_on_after_each_mishap_and_each_command_counts_once(ward: Ward) -> None:
    for number, (_, order) in enumerate(MISHAPS, start=1):
        met = ward.platform.faults.met
        ward.mishap("getUpdates", **{"times": 2, **order})
        ward.say(LAN, f"nhan {TASKS[number % 3]}")
        ward.say(MINH, "xong 9" if number == 1 else "viec")
        await ward.told(LAN, number)
        await ward.told(MINH, number)
        await ward.until(
            partial(lambda met, times: ward.platform.faults.met == met + times, met, order.get("times", 2))
        )
        assert len(ward.texts(LAN)) == len(ward.texts(MINH)) == number
    await ward.until(lambda: ward.inbox_states() == ["handled"] * 2 * len(MISHAPS))
    assert len(reported(ward)) == 1


def reported(ward: Ward) -> list[int]:
    """The tasks reported done, as often as the history has it."""
    with ward.database.reading() as tx:
        rows = tx.execute(event.select().where(event.c.what == "task_reported")).mappings()
        return [row["task_id"] for row in rows]


async def test_a_token_refused_for_a_while_is_told_once_and_never_ends_the_program(
    small_ward: Ward, caplog: pytest.LogCaptureFixture
) -> None:
    ward = small_ward
    with caplog.at_level(logging.ERROR):
        ward.mishap("getUpdates", "401", times=4)
        ward.say(LAN, "ct 3")
        await ward.told(LAN, 1)
    assert sum("refuses the bot token" in record.message for record in caplog.records) == 1


async def test_a_second_program_that_fetches_the_same_messages_costs_none_that_we_fetch_afterwards(
    small_ward: Ward,
) -> None:
    ward = small_ward
    async with aiohttp.ClientSession() as session:
        for _ in range(3):
            body = {"timeout": 0}
            await session.post(f"{ward.url}/bot{ward.bot.token}/getUpdates", json=body)
    ward.say(LAN, "ct 3")
    await ward.told(LAN, 1)


async def test_update_numbers_that_begin_anew_lower_or_higher_are_followed(small_ward: Ward) -> None:
    ward = small_ward
    numbers = ((100_000_050, 0), (500, 1), (99_000_000, 1), (2_000_000_000, 1), (7, 2))
    for said, (number, epoch) in enumerate(numbers, start=1):
        ward.bot.updates.next_id = number
        ward.say(LAN, "ct 3")
        ward.say(MINH, "ct 6")
        await ward.told(LAN, said)
        await ward.told(MINH, said)
        cursor = ward.cursor()
        assert cursor is not None
        assert (cursor.epoch, cursor.next_offset) == (epoch, number + 2)


UNREADABLE: list[dict[str, Any]] = [
    {"message_id": 7, "chat": {"id": "x"}, "from": 3},
    {"message_id": 7, "from": {"id": PHONES[LAN]}, "chat": {"id": PHONES[LAN], "type": "private"}, "text": 5},
    {},
    {"message_id": 7, "from": {"is_bot": "\x00"}, "chat": [], "text": "viec"},
]


async def test_updates_nobody_can_read_in_the_middle_of_a_batch_hold_up_none_before_or_behind_them(ward: Ward) -> None:
    ward.mishap("getUpdates", "500")  # so that all come in one batch
    await ward.until(lambda: ward.platform.faults.met == 1)
    ward.say(LAN, "ct 3")
    for body in UNREADABLE:
        ward.bot.updates.add("message", body)
    ward.say(LAN, "ct 17")
    await ward.told(LAN, 2)
    for _ in range(6):
        ward.clock.set(timedelta(minutes=2))
        await ward.quiet(0.3)
    await ward.until(lambda: "waiting" not in ward.inbox_states())
    assert ward.inbox_states() == ["handled", "parked", "ignored", "parked", "parked", "handled"]
    ward.say(LAN, "viec")
    await ward.told(LAN, 3)


async def test_a_batch_whose_updates_come_out_of_order_is_obeyed_in_the_order_they_were_written(ward: Ward) -> None:
    ward.mishap("getUpdates", "500")  # so that all come in one batch
    await ward.until(lambda: ward.platform.faults.met == 1)
    for text in ("ct 3", "ct 6", "ct 17"):
        ward.say(LAN, text)
    entries = ward.bot.updates._entries
    entries.reverse()
    assert [entry.body["text"] for entry in entries] == ["ct 17", "ct 6", "ct 3"]
    found = await ward.told(LAN, 3)
    assert [f"{number}" in text.splitlines()[0] for number, text in zip((3, 6, 17), found, strict=True)] == [True] * 3
    assert ward.inbox_states() == ["handled"] * 3


async def test_the_same_updates_delivered_again_and_out_of_order_change_nothing_twice(ward: Ward) -> None:
    assert ward.program is not None
    updates = [typed(LAN, 100 + n, text) for n, text in enumerate(("xong 2", "xong 3 lần đầu", "hoantac"))]
    for batch in ([updates[1]], [updates[0], updates[1]], updates, list(reversed(updates))):
        await deliver(ward, batch)
    await ward.told(LAN, 3)
    await ward.until(lambda: ward.inbox_states() == ["handled"] * 3)
    await ward.quiet(0.3)
    assert len(ward.texts(LAN)) == 3
    assert sorted(reported(ward)) == sorted(set(reported(ward)))


def typed(name: str, number: int, text: str) -> dict[str, Any]:
    person = {"id": PHONES[name], "is_bot": False, "first_name": name}
    chat = {"id": PHONES[name], "type": "private"}
    return {"update_id": number, "message": {"message_id": number, "from": person, "chat": chat, "text": text}}


async def deliver(ward: Ward, updates: list[dict[str, Any]]) -> None:
    """As a webhook would hand them over: stored, and only then acknowledged."""
    arrivals = [Arrival(str(u["update_id"]), str(PHONES[LAN]), json.dumps(u)) for u in updates]
    cursor = CursorNow(9, 1, ward.clock.now())
    await asyncio.to_thread(ward.world.office.inbox.receive, CHANNEL, BOT, cursor, arrivals)
