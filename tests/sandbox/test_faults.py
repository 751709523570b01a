from time import monotonic

import aiohttp
import pytest

from sandbox.settings import RateLimits
from tests.sandbox.conftest import HUNG, LAN, TOKEN, Client


async def test_a_fault_meets_the_call_it_means_as_often_as_ordered(client: Client) -> None:
    await client.order_fault(method="sendMessage", chat_id=LAN, times=2, action="429", retry_after=3)
    assert (await client.call("sendMessage", chat_id=HUNG, text="a"))["ok"]
    for _ in range(2):
        refused = await client.call("sendMessage", chat_id=LAN, text="a")
        assert refused == {
            "ok": False,
            "error_code": 429,
            "description": "Too Many Requests: retry after 3",
            "parameters": {"retry_after": 3},
        }
    assert (await client.call("sendMessage", chat_id=LAN, text="a"))["ok"]


@pytest.mark.parametrize("action", ["400", "401", "403", "404", "409", "500"])
async def test_refusals_come_with_their_number(client: Client, action: str) -> None:
    await client.order_fault(method="sendMessage", action=action)
    assert (await client.call("sendMessage", chat_id=LAN, text="a"))["error_code"] == int(action)
    assert await client.sent() == []


@pytest.mark.parametrize(("action", "accepted"), [("drop", 0), ("accept_then_drop", 1)])
async def test_a_dropped_call_closes_the_connection_before_or_after_acceptance(
    client: Client, action: str, accepted: int
) -> None:
    await client.order_fault(method="sendMessage", action=action)
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await client.call("sendMessage", chat_id=LAN, text="a")
    assert len(await client.sent()) == accepted


async def test_a_truncated_answer_breaks_off_after_acceptance(client: Client) -> None:
    await client.order_fault(method="sendMessage", action="truncated")
    with pytest.raises(aiohttp.ClientPayloadError):
        await client.call("sendMessage", chat_id=LAN, text="a")
    assert len(await client.sent()) == 1


async def test_garbage_is_no_json_and_nothing_was_accepted(client: Client) -> None:
    await client.order_fault(method="*", action="garbage")
    async with client.http.get(f"{client.url}/bot{TOKEN}/getMe") as response:
        assert (response.status, response.content_type) == (200, "text/html")
    assert (await client.call("getMe"))["ok"]


async def test_a_hanging_call_never_answers_and_accepts_nothing(client: Client) -> None:
    await client.order_fault(method="sendMessage", action="hang")
    with pytest.raises(TimeoutError):
        await client.http.post(
            f"{client.url}/bot{TOKEN}/sendMessage",
            json={"chat_id": LAN, "text": "a"},
            timeout=aiohttp.ClientTimeout(0.3),
        )
    assert await client.sent() == []


async def test_a_delayed_call_is_answered_late(client: Client) -> None:
    await client.order_fault(method="getMe", action="delay", seconds=0.3)
    started = monotonic()
    assert (await client.call("getMe"))["ok"]
    assert monotonic() - started >= 0.3


async def test_orders_can_be_listed_and_cancelled_and_nonsense_is_explained(client: Client) -> None:
    await client.order_fault(method="getMe", action="500", times=4)
    _, listed = await client.control("GET", "faults")
    assert listed["waiting"] == [{"method": "getMe", "chat_id": None, "times": 4, "action": "500"}]
    await client.control("DELETE", "faults")
    assert (await client.call("getMe"))["ok"]
    status, answer = await client.control("POST", "faults", [{"method": "getMe", "action": "explode"}])
    assert status == 400
    assert "Unknown action 'explode'" in answer["error"]


async def test_an_order_without_a_count_lasts_until_it_is_cancelled(client: Client) -> None:
    await client.order_fault(method="getMe", action="502", times=None)
    for _ in range(5):
        assert (await client.call("getMe"))["error_code"] == 502
    await client.control("DELETE", "faults")
    assert (await client.call("getMe"))["ok"]


async def test_an_order_for_a_time_is_over_when_the_time_is(client: Client) -> None:
    await client.order_fault(method="getMe", action="503", for_seconds=10)
    for _ in range(3):
        assert (await client.call("getMe"))["error_code"] == 503
    client.clock.seconds += 9.9
    assert (await client.call("getMe"))["error_code"] == 503
    client.clock.seconds += 0.2
    assert (await client.call("getMe"))["ok"]
    assert (await client.control("GET", "faults"))[1]["waiting"] == []


async def test_a_revoked_token_is_unknown_until_it_is_given_back(client: Client) -> None:
    await client.control("POST", "token", {"revoked": True})
    assert (await client.call("getMe"))["error_code"] == 401
    assert (await client.call("getMe", token="456:other"))["ok"]
    await client.control("POST", "token", {"revoked": False})
    assert (await client.call("getMe"))["ok"]


async def test_a_webhook_can_be_changed_and_deleted_behind_the_bots_back(client: Client) -> None:
    await client.call("setWebhook", url="https://ward.example/webhook/telegram")
    elsewhere = {"url": "https://elsewhere.example", "last_error_message": "Connection refused"}
    await client.control("POST", "webhook", elsewhere)
    told = await client.result("getWebhookInfo")
    assert (told["url"], told["last_error_message"]) == ("https://elsewhere.example", "Connection refused")
    await client.control("POST", "webhook", {"url": ""})
    assert (await client.result("getWebhookInfo"))["url"] == ""


@pytest.mark.parametrize("action", ["quota", "verification"])
async def test_what_only_zalo_answers_cannot_be_ordered_for_telegram(client: Client, action: str) -> None:
    for method in ("sendMessage", "*"):
        status, answer = await client.control("POST", "faults", {"method": method, "action": action})
        assert (status, "Only Zalo" in answer["error"]) == (400, True)


class TestRates:
    @pytest.fixture
    def rates(self) -> RateLimits:
        return RateLimits(per_second=4, chat_burst=2)

    async def test_a_chat_takes_a_short_burst_and_then_one_a_second(self, client: Client) -> None:
        answers = [await client.call("sendMessage", chat_id=LAN, text="a") for _ in range(3)]
        assert [answer["ok"] for answer in answers] == [True, True, False]
        assert answers[2]["parameters"] == {"retry_after": 1}
        client.clock.seconds += 1
        assert (await client.call("sendMessage", chat_id=LAN, text="a"))["ok"]

    async def test_a_token_may_send_so_many_in_any_second(self, client: Client) -> None:
        for chat_id in (LAN, HUNG, LAN, HUNG):
            assert (await client.call("sendMessage", chat_id=chat_id, text="a"))["ok"]
        client.clock.seconds += 0.99
        assert (await client.call("sendMessage", chat_id=LAN, text="a"))["error_code"] == 429
        _, health = await client.control("GET", "health")
        assert health["rate_refusals"] == 1
        client.clock.seconds += 0.02
        assert (await client.call("sendMessage", chat_id=LAN, text="a"))["ok"]
