import asyncio
from time import monotonic

import aiohttp
import pytest

from tests.sandbox.conftest import LAN, TOKEN, Client


async def test_an_update_comes_again_until_a_higher_offset_acknowledges_it(client: Client) -> None:
    await client.person(LAN, "send", text="/done 3")
    (first,) = await client.updates()
    assert await client.updates() == [first]
    assert await client.updates(offset=first["update_id"]) == [first]
    assert await client.updates(offset=first["update_id"] + 1) == []
    assert await client.updates() == []


async def test_the_update_of_a_command_is_shaped_as_telegram_does(client: Client) -> None:
    await client.person(LAN, "send", text="/done 3")
    (update,) = await client.updates()
    message = update["message"]
    assert message["text"] == "/done 3"
    assert message["entities"] == [{"type": "bot_command", "offset": 0, "length": 5}]
    assert message["chat"] == {"id": LAN, "type": "private", "first_name": "Trần Thị Lan"}
    assert message["from"]["is_bot"] is False
    assert message["date"] == int(client.clock.at.timestamp())


async def test_a_negative_offset_keeps_only_the_last_ones(client: Client) -> None:
    for number in range(3):
        await client.person(LAN, "send", text=str(number))
    (last,) = await client.updates(offset=-1)
    assert last["message"]["text"] == "2"
    assert len(await client.updates()) == 1


async def test_limit_returns_the_oldest_first(client: Client) -> None:
    for number in range(3):
        await client.person(LAN, "send", text=str(number))
    assert [update["message"]["text"] for update in await client.updates(limit=2)] == ["0", "1"]


async def test_a_long_poll_returns_as_soon_as_somebody_writes(client: Client) -> None:
    poll = asyncio.create_task(client.updates(timeout=8))
    await asyncio.sleep(0.05)
    started = monotonic()
    await client.person(LAN, "send", text="xin chào")
    assert [update["message"]["text"] for update in await poll] == ["xin chào"]
    assert monotonic() - started < 1


async def test_a_long_poll_ends_empty_after_its_timeout(client: Client) -> None:
    started = monotonic()
    assert await client.updates(timeout=1) == []
    assert monotonic() - started >= 0.9


async def test_a_second_poller_gives_the_older_one_409(client: Client) -> None:
    older = asyncio.create_task(client.call("getUpdates", timeout=8))
    await asyncio.sleep(0.05)
    newer = asyncio.create_task(client.call("getUpdates", timeout=8))
    refused = await older
    assert refused["error_code"] == 409
    assert refused["description"].startswith("Conflict: terminated by other getUpdates request")
    await client.person(LAN, "send", text="a")
    assert len((await newer)["result"]) == 1


async def test_a_poller_that_hung_up_takes_nothing_with_it(client: Client) -> None:
    with pytest.raises(TimeoutError):
        await client.http.get(f"{client.url}/bot{TOKEN}/getUpdates?timeout=8", timeout=aiohttp.ClientTimeout(total=0.2))
    await client.person(LAN, "send", text="a")
    assert len(await client.updates()) == 1


async def test_a_message_waits_24_hours_and_a_press_150_seconds(client: Client) -> None:
    sent = await client.result("sendMessage", chat_id=LAN, text="?")
    await client.person(LAN, "send", text="a")
    await client.person(LAN, "press", message_id=sent["message_id"], data="x")
    client.clock.seconds += 149
    assert len(await client.updates()) == 2
    client.clock.seconds += 1
    assert ["message" in update for update in await client.updates()] == [True]
    client.clock.seconds += 24 * 3600
    assert await client.updates() == []


async def test_moving_the_program_clock_ages_no_update(client: Client) -> None:
    await client.person(LAN, "send", text="a")
    status, _ = await client.control("POST", "clock", {"to": "2026-05-10T07:30:00+07:00"})
    assert status == 200
    assert len(await client.updates()) == 1


async def test_only_allowed_kinds_are_kept_and_the_choice_is_remembered(client: Client) -> None:
    await client.updates(allowed_updates=["message"])
    await client.person(LAN, "block")
    await client.person(LAN, "unblock")
    await client.person(LAN, "send", text="a")
    assert ["message" in update for update in await client.updates()] == [True]


async def test_after_a_reseed_a_stored_high_offset_still_receives(client: Client) -> None:
    await client.control("POST", "updates/reseed", {"next": 50})
    await client.person(LAN, "send", text="a")
    (update,) = await client.updates(offset=100_000_500)
    assert update["update_id"] == 50


async def test_getupdates_is_refused_while_a_webhook_is_set(client: Client) -> None:
    await client.result("setWebhook", url="https://example.org/hook")
    assert (await client.call("getUpdates"))["error_code"] == 409
    assert (await client.result("getWebhookInfo"))["url"] == "https://example.org/hook"
    await client.result("deleteWebhook")
    assert await client.updates() == []


async def test_two_tokens_have_two_queues(client: Client) -> None:
    await client.person(LAN, "send", text="a")
    assert (await client.call("getUpdates", token="456:other"))["result"] == []


async def test_blocking_and_unblocking_are_told_to_the_bot(client: Client) -> None:
    await client.person(LAN, "block")
    await client.person(LAN, "unblock")
    changes = [update["my_chat_member"] for update in await client.updates()]
    assert [change["new_chat_member"]["status"] for change in changes] == ["kicked", "member"]
    assert [change["old_chat_member"]["status"] for change in changes] == ["member", "kicked"]


async def test_acknowledged_messages_are_shown_as_taken(client: Client) -> None:
    sent = await client.person(LAN, "send", text="a")
    _, before = await client.control("GET", f"phones/{LAN}")
    (update,) = await client.updates()
    await client.updates(offset=update["update_id"] + 1)
    _, after = await client.control("GET", f"phones/{LAN}")
    assert (before["taken_through"], after["taken_through"]) == (0, sent["message"]["message_id"])
