"""The pocket Zalo over HTTP: the facts the channel is built on, kept by the server it is tried with."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from sandbox.app import create_app
from sandbox.server import SandboxServer
from sandbox.settings import Phone, ZaloSettings
from sandbox.zalo.bots import chat_id_of
from sandbox.zalo.pushing import HEADER
from tests.sandbox.conftest import LAN, HandClock, settings_for
from tests.sandbox.conftest import TOKEN as TELEGRAM_TOKEN

TOKEN = "987:zalo-of-the-sandbox"
MAI, MINH = 2001, 2002
SECRET = "not-to-be-guessed"


class Zalo:
    """The bot and the people of Zalo, over HTTP."""

    def __init__(self, http: aiohttp.ClientSession, url: str) -> None:
        self.http, self.url = http, url

    async def call(self, method: str, token: str = TOKEN, **arguments: Any) -> tuple[int, dict[str, Any]]:
        async with self.http.post(f"{self.url}/zalo/bot{token}/{method}", json=arguments) as answer:
            return answer.status, await answer.json()

    async def person(self, user_id: int, doing: str, **body: Any) -> tuple[int, dict[str, Any]]:
        return await self.control("POST", f"phones/{user_id}/{doing}", body)

    async def control(self, method: str, path: str, body: Any = None) -> tuple[int, dict[str, Any]]:
        async with self.http.request(method, f"{self.url}/sandbox/{path}", json=body) as answer:
            return answer.status, await answer.json()

    async def send(self, text: str = "chào", user_id: int = MAI) -> dict[str, Any]:
        _, answer = await self.call("sendMessage", chat_id=chat_id_of(user_id), text=text)
        return answer


@pytest.fixture
async def zalo() -> AsyncIterator[Zalo]:
    phones = (Phone(MAI, "Đỗ Thị Mai", "Phòng Văn hóa - Xã hội"), Phone(MINH, "Lê Văn Minh", "UBND phường"))
    settings = replace(settings_for(HandClock()), zalo=ZaloSettings(TOKEN, phones, month_limit=3))
    async with SandboxServer(create_app(settings)) as server, aiohttp.ClientSession() as http:
        yield Zalo(http, server.url)


async def test_a_poll_brings_one_event_which_is_gone_with_it(zalo: Zalo) -> None:
    await zalo.person(MAI, "send", text="xong 3")
    await zalo.person(MAI, "send", text="xong 4")
    _, first = await zalo.call("getUpdates", timeout=0)
    _, second = await zalo.call("getUpdates", timeout=0)
    assert first["result"]["event_name"] == "message.text.received"
    assert first["result"]["message"]["chat"] == {"id": chat_id_of(MAI), "chat_type": "PRIVATE"}
    assert [event["result"]["message"]["text"] for event in (first, second)] == ["xong 3", "xong 4"]
    assert first["result"]["message"]["message_id"] != second["result"]["message"]["message_id"]


async def test_an_idle_poll_ends_with_408(zalo: Zalo) -> None:
    status, answer = await zalo.call("getUpdates", timeout=0)
    assert (status, answer["ok"], answer["error_code"]) == (408, False, 408)


async def test_a_poll_waits_for_what_comes(zalo: Zalo) -> None:
    poll = asyncio.create_task(zalo.call("getUpdates", timeout=5))
    await asyncio.sleep(0.05)
    await zalo.person(MAI, "send", text="xong 3")
    _, answer = await poll
    assert answer["result"]["message"]["text"] == "xong 3"


async def test_no_comes_over_http_200(zalo: Zalo) -> None:
    for arguments, code in (
        ({"chat_id": "nobody", "text": "a"}, 400),
        ({"chat_id": chat_id_of(MAI), "text": ""}, 400),
        ({"chat_id": chat_id_of(MAI), "text": "🙂" * 1001}, 400),
        ({"chat_id": chat_id_of(MAI), "text": "a", "reply_markup": {}}, 400),
    ):
        status, answer = await zalo.call("sendMessage", **arguments)
        assert (status, answer["ok"], answer["error_code"]) == (200, False, code)
    assert (await zalo.call("getMe", token="1:wrong"))[0] == 401


async def test_what_is_sent_is_on_the_phone_and_in_the_log(zalo: Zalo) -> None:
    answer = await zalo.send("Việc 3")
    assert isinstance(answer["result"]["message_id"], str)
    _, phone = await zalo.control("GET", f"phones/{MAI}")
    assert [message["text"] for message in phone["messages"]] == ["Việc 3"]
    _, log = await zalo.control("GET", "zalo/sent")
    assert [(entry["chat_id"], entry["text"]) for entry in log["sent"]] == [(MAI, "Việc 3")]


async def test_the_months_messages_are_counted_and_run_out(zalo: Zalo) -> None:
    assert [(await zalo.send())["ok"] for _ in range(4)] == [True, True, True, False]
    assert (await zalo.send())["error_code"] == 429
    assert (await zalo.control("GET", "zalo/quota"))[1] == {"limit": 3, "used": 3}
    await zalo.control("POST", "zalo/quota", {"limit": None})
    assert (await zalo.send())["ok"]
    assert (await zalo.control("POST", "zalo/quota", {"used": "many"}))[0] == 400


async def test_a_person_who_blocked_the_bot_gets_nothing(zalo: Zalo) -> None:
    await zalo.person(MAI, "block")
    assert (await zalo.send())["ok"] is False
    await zalo.person(MAI, "unblock")
    assert (await zalo.send())["ok"]


async def test_an_event_may_lack_text_and_number(zalo: Zalo) -> None:
    for kind in ("image", "unsupported"):
        await zalo.person(MAI, "send", kind=kind)
    _, image = await zalo.call("getUpdates")
    _, unsupported = await zalo.call("getUpdates")
    assert "photo_url" in image["result"]["message"]
    assert {"text", "message_id"} & unsupported["result"]["message"].keys() == set()


async def test_an_event_without_a_message_can_be_queued(zalo: Zalo) -> None:
    await zalo.control("POST", "zalo/events", {"event_name": "webhook.test"})
    assert (await zalo.call("getUpdates", timeout=0))[1]["result"] == {"event_name": "webhook.test"}


async def test_both_platforms_stand_side_by_side_on_the_page(zalo: Zalo) -> None:
    _, state = await zalo.control("GET", "state")
    channels = {phone["user_id"]: phone.get("channel", "telegram") for phone in state["phones"]}
    assert channels[LAN] == "telegram"
    assert channels[MAI] == channels[MINH] == "zalo"


async def test_mishaps_can_be_ordered_for_zalo_alone(zalo: Zalo) -> None:
    await zalo.control("POST", "faults", [{"method": "zalo.sendMessage", "action": "403"}])
    assert (await zalo.send())["error_code"] == 403
    assert (await zalo.send())["ok"]


@pytest.mark.parametrize(
    ("order", "status", "code", "words"),
    [
        ({"action": "403"}, 403, 403, "internal error"),
        ({"action": "403", "status": 200}, 200, 403, "internal error"),
        ({"action": "429"}, 429, 429, "Too Many Requests"),
        ({"action": "429", "status": 200}, 200, 429, "Too Many Requests"),
        ({"action": "quota"}, 429, 429, "Quota exceeded"),
        ({"action": "quota", "status": 200}, 200, 429, "Quota exceeded"),
        ({"action": "500", "status": 200}, 200, 500, "Internal Server Error"),
        ({"action": "502"}, 502, 502, "Bad Gateway"),
        ({"action": "503", "status": 200, "description": "Bảo trì"}, 200, 503, "Bảo trì"),
    ],
)
async def test_each_no_of_zalo_can_be_ordered_with_its_words_and_over_200_too(
    zalo: Zalo, order: dict[str, Any], status: int, code: int, words: str
) -> None:
    await zalo.control("POST", "faults", {"method": "zalo.sendMessage", "times": None} | order)
    for _ in range(3):
        got, answer = await zalo.call("sendMessage", chat_id=chat_id_of(MAI), text="chào")
        assert (got, answer["ok"], answer["error_code"]) == (status, False, code)
        assert words in answer["description"]
        assert "parameters" not in answer, "Zalo names no time to wait"
    assert (await zalo.call("getMe"))[1]["ok"], "other methods are well"
    await zalo.control("DELETE", "faults")
    assert (await zalo.send())["ok"]
    assert (await zalo.control("GET", "zalo/quota"))[1]["used"] == 1, "what was refused is not counted"


async def test_an_order_for_all_of_zalo_leaves_telegram_alone(zalo: Zalo) -> None:
    await zalo.control("POST", "faults", {"method": "zalo.*", "action": "403", "times": None})
    for method in ("getMe", "getWebhookInfo", "sendMessage"):
        assert (await zalo.call(method))[1]["error_code"] == 403
    async with zalo.http.get(f"{zalo.url}/bot{TELEGRAM_TOKEN}/getMe") as answer:
        assert (await answer.json())["ok"]


async def test_a_revoked_token_is_refused_by_every_method(zalo: Zalo) -> None:
    assert (await zalo.control("POST", "zalo/token", {"revoked": True}))[1] == {"revoked": True}
    for method in ("getMe", "getWebhookInfo", "sendMessage", "getUpdates"):
        status, answer = await zalo.call(method)
        assert (status, answer["error_code"]) == (401, 401)
    await zalo.control("POST", "zalo/token", {"revoked": False})
    assert (await zalo.call("getMe"))[1]["ok"]


async def test_a_webhook_can_be_changed_and_deleted_behind_our_back(zalo: Zalo) -> None:
    await zalo.call("setWebhook", url="https://ward.example/webhook/zalo", secret_token=SECRET)
    await zalo.control("POST", "zalo/webhook", {"url": "https://elsewhere.example"})
    assert (await zalo.call("getWebhookInfo"))[1]["result"]["url"] == "https://elsewhere.example"
    await zalo.control("POST", "zalo/webhook", {"url": ""})
    assert (await zalo.call("getWebhookInfo"))[1]["result"]["url"] == ""
    await zalo.person(MAI, "send", text="xong 3")
    assert (await zalo.call("getUpdates"))[1]["ok"], "without a webhook messages can be fetched"


@asynccontextmanager
async def receiving(receiver: "Receiver") -> AsyncIterator[str]:
    """The address of a server that hands everything to this receiver."""
    app = web.Application()
    app.router.add_post("/hook", receiver.handle)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    await runner.cleanup()


async def test_an_address_is_tried_with_an_event_without_a_message_before_it_is_kept(zalo: Zalo) -> None:
    await zalo.control("POST", "zalo/webhook", {"verification": "refusing"})
    async with receiving(Receiver(refusals=1)) as url:
        refused = (await zalo.call("setWebhook", url=url, secret_token=SECRET))[1]
        assert (refused["ok"], refused["error_code"]) == (False, 400)
        assert refused["description"] == "Bad Request: webhook verification failed: HTTP 503"
        assert (await zalo.call("getWebhookInfo"))[1]["result"]["url"] == ""
    async with receiving(receiver := Receiver(refusals=0)) as url:
        assert (await zalo.call("setWebhook", url=url, secret_token=SECRET))[1]["result"]["url"] == url
        check = await receiver.taken.get()
        assert "message" not in check["result"]
        assert receiver.secrets == {SECRET}


async def test_an_address_that_fails_its_check_is_kept_and_reported_as_the_platform_does(zalo: Zalo) -> None:
    await zalo.control("POST", "zalo/webhook", {"verification": "reporting"})
    async with receiving(Receiver(refusals=1)) as url:
        for is_ok in (False, True):
            answer = (await zalo.call("setWebhook", url=url, secret_token=SECRET))[1]
            assert (answer["ok"], answer["result"]["url"]) == (True, url)
            assert answer["result"]["verification"]["ok"] is is_ok
            assert answer["result"]["verification"]["status_code"] == (200 if is_ok else 503)
    assert (await zalo.call("getWebhookInfo"))[1]["result"]["url"] == url
    gone = (await zalo.call("setWebhook", url=url, secret_token=SECRET))[1]["result"]["verification"]
    assert (gone["ok"], gone["outcome"]) == (False, "connection_error")


async def test_a_platform_that_says_yes_may_all_the_same_keep_no_address(zalo: Zalo) -> None:
    await zalo.control("POST", "zalo/webhook", {"verification": "quiet"})
    async with receiving(Receiver(refusals=1)) as url:
        assert (await zalo.call("setWebhook", url=url, secret_token=SECRET))[1]["ok"]
    assert (await zalo.call("getWebhookInfo"))[1]["result"]["url"] == ""
    assert (await zalo.control("POST", "zalo/webhook", {"verification": "perhaps"}))[0] == 400


async def test_a_verification_that_fails_can_be_ordered_without_any_server(zalo: Zalo) -> None:
    await zalo.control("POST", "faults", {"method": "zalo.setWebhook", "action": "verification", "status": 200})
    status, answer = await zalo.call("setWebhook", url="https://ward.example/webhook/zalo", secret_token=SECRET)
    assert (status, answer["ok"], answer["error_code"]) == (200, False, 400)
    assert "verification failed" in answer["description"]


class Receiver:
    """A web address that takes events, after refusing as often as it is told."""

    def __init__(self, refusals: int) -> None:
        self.refusals, self.taken, self.secrets = refusals, asyncio.Queue[dict[str, Any]](), set[str]()

    async def handle(self, request: web.Request) -> web.Response:
        if self.refusals:
            self.refusals -= 1
            return web.Response(status=503)
        self.secrets.add(request.headers[HEADER])
        self.taken.put_nowait(await request.json())
        return web.Response()


async def test_a_webhook_gets_each_event_until_it_takes_it_and_nothing_can_be_fetched(zalo: Zalo) -> None:
    async with receiving(receiver := Receiver(refusals=2)) as url:
        await _pushed_until_taken(zalo, receiver, url)


async def _pushed_until_taken(zalo: Zalo, receiver: Receiver, url: str) -> None:
    assert (await zalo.call("setWebhook", url=url, secret_token="short"))[1]["ok"] is False
    assert (await zalo.call("setWebhook", url=url, secret_token=SECRET))[1]["ok"]
    for text in ("xong 3", "xong 4"):
        await zalo.person(MAI, "send", text=text)
    async with asyncio.timeout(5):
        events = [await receiver.taken.get() for _ in range(2)]
    assert [event["result"]["message"]["text"] for event in events] == ["xong 3", "xong 4"]
    assert receiver.secrets == {SECRET}
    assert (await zalo.call("getUpdates"))[1]["error_code"] == 400
    assert (await zalo.call("getWebhookInfo"))[1]["result"]["url"] == url
    await zalo.call("deleteWebhook")
    await zalo.person(MAI, "send", text="xong 5")
    assert (await zalo.call("getUpdates"))[1]["result"]["message"]["text"] == "xong 5"
