"""What may happen to getUpdates, one line for each mishap: receiving goes on, nothing is lost or doubled."""

import asyncio
import json
import logging
from datetime import timedelta
from typing import Any

import aiohttp
import pytest

from domain.arrivals import Arrival, CursorNow
from storage.tables import event
from tests.faults.running import PHONES, Ward
from tests.world import BOT, CHANNEL, LAN, MINH

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


@pytest.mark.parametrize(("name", "order"), MISHAPS, ids=[name for name, _ in MISHAPS])
async def test_receiving_goes_on_after_a_mishap_and_each_command_counts_once(
    ward: Ward, name: str, order: dict[str, Any]
) -> None:
    ward.mishap("getUpdates", **{"times": 3, **order})
    for number in (2, 3, 6):
        ward.say(LAN if number != 6 else MINH, f"xong {number}")
    await ward.told(LAN, 2)
    await ward.until(lambda: ward.platform.faults.met == order.get("times", 3))
    ward.say(LAN, "ct 2")
    await ward.told(LAN, 3)
    await ward.until(lambda: ward.inbox_states() == ["handled"] * 4)
    assert len(reported(ward)) == len(set(reported(ward))) == 3


def reported(ward: Ward) -> list[int]:
    """The tasks reported done, as often as the history has it."""
    with ward.database.reading() as tx:
        rows = tx.execute(event.select().where(event.c.what == "task_reported")).mappings()
        return [row["task_id"] for row in rows]


async def test_a_token_refused_for_a_while_is_told_once_and_never_ends_the_program(
    ward: Ward, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        ward.mishap("getUpdates", "401", times=4)
        ward.say(LAN, "ct 3")
        await ward.told(LAN, 1)
    assert sum("refuses the bot token" in record.message for record in caplog.records) == 1


async def test_a_second_program_that_fetches_the_same_messages_costs_none_that_we_fetch_afterwards(ward: Ward) -> None:
    async with aiohttp.ClientSession() as session:
        for _ in range(3):
            body = {"timeout": 0}
            await session.post(f"{ward.url}/bot{ward.bot.token}/getUpdates", json=body)
    ward.say(LAN, "ct 3")
    await ward.told(LAN, 1)


@pytest.mark.parametrize("number", [500, 99_000_000, 2_000_000_000])
async def test_update_numbers_that_begin_anew_lower_or_higher_are_followed(ward: Ward, number: int) -> None:
    ward.say(LAN, "ct 3")
    await ward.told(LAN, 1)
    before = ward.cursor()
    ward.bot.updates.next_id = number
    ward.say(LAN, "ct 17")
    ward.say(MINH, "viec")
    await ward.told(LAN, 2)
    await ward.told(MINH, 1)
    after = ward.cursor()
    assert before is not None
    assert after is not None
    assert (after.epoch - before.epoch, after.next_offset) == (int(number < before.next_offset), number + 2)


@pytest.mark.parametrize(
    "body",
    [
        {"message_id": 7, "chat": {"id": "x"}, "from": 3},
        {"message_id": 7, "from": {"id": PHONES[LAN]}, "chat": {"id": PHONES[LAN], "type": "private"}, "text": 5},
        {},
        {"message_id": 7, "from": {"is_bot": "\x00"}, "chat": [], "text": "viec"},
    ],
    ids=json.dumps,
)
async def test_an_update_nobody_can_read_in_the_middle_of_a_batch_holds_up_none_before_or_behind_it(
    ward: Ward, body: dict[str, Any]
) -> None:
    ward.mishap("getUpdates", "500")  # so that the three come in one batch
    await ward.until(lambda: ward.platform.faults.met == 1)
    ward.say(LAN, "ct 3")
    ward.bot.updates.add("message", body)
    ward.say(LAN, "ct 17")
    await ward.told(LAN, 2)
    for _ in range(6):
        ward.clock.set(timedelta(minutes=2))
        await ward.quiet(0.3)
    first, middle, last = ward.inbox_states()
    assert (first, last) == ("handled", "handled")
    assert middle in {"parked", "ignored"}
    ward.say(LAN, "viec")
    await ward.told(LAN, 3)


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
    await asyncio.to_thread(ward.world.office.receive, CHANNEL, BOT, cursor, arrivals)
