import asyncio
import json
from datetime import UTC, datetime
from typing import Any

import aiohttp
import pytest

from sandbox.feed import MAX_WAITING, Feed
from sandbox.settings import Jump
from tests.sandbox.conftest import LAN, Client


async def next_event(response: aiohttp.ClientResponse, kind: str) -> dict[str, Any]:
    async with asyncio.timeout(5):
        while True:
            block = (await response.content.readuntil(b"\n\n")).decode()
            lines = dict(line.split(": ", 1) for line in block.strip().splitlines())
            if lines.get("event") == kind:
                data: dict[str, Any] = json.loads(lines["data"])
                return data


async def test_the_pages_hear_what_happens(client: Client) -> None:
    async with client.http.get(f"{client.url}/sandbox/events") as response:
        assert response.content_type == "text/event-stream"
        assert (await next_event(response, "tick"))["now"] == client.clock.at.isoformat()
        sent = await client.result("sendMessage", chat_id=LAN, text="chào")
        assert (await next_event(response, "message"))["message"]["text"] == "chào"
        await client.result("sendChatAction", chat_id=LAN, action="typing")
        assert (await next_event(response, "typing"))["user_id"] == LAN
        query_id = (await client.person(LAN, "press", message_id=sent["message_id"], data="x"))["callback_query_id"]
        await client.result("answerCallbackQuery", callback_query_id=query_id, text="Đã ghi")
        assert (await next_event(response, "answer"))["text"] == "Đã ghi"
        assert "now" in await next_event(response, "tick")
    _, health = await client.control("GET", "health")
    assert health["ok"] is True


async def test_a_page_that_left_is_forgotten(client: Client) -> None:
    async with client.http.get(f"{client.url}/sandbox/events") as response:
        await next_event(response, "tick")
    async with asyncio.timeout(5):
        while (await client.control("GET", "health"))[1]["readers"]:  # asks until it is so
            pass


async def test_a_reader_that_falls_behind_is_dropped_and_the_others_go_on() -> None:
    feed = Feed()
    slow, quick = feed.join(), feed.join()
    for _ in range(MAX_WAITING + 1):
        feed.publish("message", {})
        assert (await quick.next_within(1)) is not None
    assert (slow.is_dropped, quick.is_dropped, len(feed)) == (True, False, 1)
    assert await slow.next_within(1) is None


async def test_the_state_names_the_last_event_it_contains(client: Client) -> None:
    await client.result("sendMessage", chat_id=LAN, text="a")
    _, state = await client.control("GET", "state")
    assert state["number"] == 1
    assert [phone["name"] for phone in state["phones"]] == ["Trần Thị Lan", "Phạm Quốc Hùng"]
    assert state["phones"][0]["messages"][0]["text"] == "a"


async def test_the_clock_moves_only_forward_and_offers_jumps(client: Client) -> None:
    client.clock.offered = [Jump("Hạn kế tiếp", datetime(2026, 4, 14, 0, 30, tzinfo=UTC))]
    _, clock = await client.control("GET", "clock")
    assert clock["jumps"] == [{"label": "Hạn kế tiếp", "at": "2026-04-14T00:30:00+00:00"}]
    status, _ = await client.control("POST", "clock", {"to": "2026-04-13T07:30"})
    assert (status, client.clock.at) == (200, datetime(2026, 4, 13, 0, 30, tzinfo=UTC))
    status, answer = await client.control("POST", "clock", {"to": "2026-04-01T07:30:00+07:00"})
    assert (status, answer["error"]) == (400, "Đồng hồ không quay lại được.")
    status, _ = await client.control("POST", "clock", {"to": "tomorrow"})
    assert status == 400


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("phones/77/send", {"text": "a"}, 404),
        (f"phones/{LAN}/send", {"text": "  "}, 400),
        (f"phones/{LAN}/send", {"text": "a" * 4097}, 400),
        (f"phones/{LAN}/send", {"text": "a", "reply_to": 99}, 404),
        (f"phones/{LAN}/press", {"message_id": "x"}, 400),
        (f"phones/{LAN}/press", {"message_id": 99, "data": "x"}, 404),
        (f"phones/{LAN}/send", ["no", "object"], 400),
    ],
)
async def test_wrong_input_gets_a_sentence(client: Client, path: str, body: Any, status: int) -> None:
    found, answer = await client.control("POST", path, body)
    assert found == status
    assert answer["error"].endswith(".")


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Host": "localhost:1"}, 200),
        ({"Host": "evil.example"}, 403),
        ({"Host": "127.0.0.1.evil.example:80"}, 403),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}, 200),
    ],
)
@pytest.mark.parametrize("path", ["/", "/sandbox/state", "/sandbox/health"])
async def test_other_web_sites_are_kept_out(client: Client, path: str, headers: dict[str, str], status: int) -> None:
    async with client.http.get(client.url + path, headers=headers) as response:
        assert response.status == status
        assert "Access-Control-Allow-Origin" not in response.headers
        assert "default-src 'none'" in response.headers["Content-Security-Policy"]


async def test_a_foreign_page_cannot_post_even_as_a_navigation(client: Client) -> None:
    headers = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}
    url = f"{client.url}/sandbox/phones/{LAN}/block"
    async with client.http.post(url, headers=headers) as response:
        assert response.status == 403
