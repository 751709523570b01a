"""The poller against a server on a real socket: nothing is acknowledged that is not stored, and nothing ends it."""

import asyncio
import json
import logging
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import pytest

from bot.platforms.errors import Trouble, wait_for
from bot.platforms.polling import Poller
from bot.platforms.telegram.client import BotApi
from bot.platforms.telegram.polling import MAX_ANSWERING, Cursor, TelegramUpdates

NOON = datetime(2026, 4, 10, 5, tzinfo=UTC)
BEGINNING = Cursor()


class Storage:
    """Keeps what the poller stores; fails as often as it is told."""

    def __init__(self, failures=0):
        self.batches, self.failures = [], failures

    async def __call__(self, updates, cursor):
        if self.failures:
            self.failures -= 1
            raise OSError("disk full")
        self.batches.append(([raw["update_id"] for raw in updates], cursor))


def text(number):
    return {"update_id": number, "message": {"text": "xong 3"}}


def press(number):
    return {"update_id": number, "callback_query": {"id": f"press-{number}", "data": "/done 3"}}


async def idle(_request):
    """A long poll with nothing to tell."""
    await asyncio.sleep(0.02)
    return module_response([])


def module_response(result):
    from aiohttp import web

    return web.json_response({"ok": True, "result": result})


class Harness:
    def __init__(self, api, storage, cursor=BEGINNING, jitter=0.001, **options):
        self.alerts, self.storage = [], storage
        self.source = TelegramUpdates(api, storage, cursor)
        self.poller = Poller(
            self.source, now=lambda: NOON, jitter=lambda: jitter, timeout=0,
            alert=lambda trouble, sentence: self.alerts.append((trouble, sentence)), **options,
        )  # fmt: skip

    @asynccontextmanager
    async def running(self):
        task = asyncio.create_task(self.poller.run())
        try:
            yield self
        finally:
            assert not task.done(), task.exception()
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task

    async def until(self, condition):
        async with asyncio.timeout(5):
            while not condition():  # noqa: ASYNC110 - the condition is what the server has seen
                await asyncio.sleep(0.005)


@pytest.fixture(autouse=True)
def quiet_server(server):
    """Unless a test says otherwise, a poll waits a little and brings nothing."""
    usual = server._usual
    server._usual = lambda method, params: idle if method == "getUpdates" else usual(method, params)


def offsets(server):
    return [params.get("offset") for params in server.asked_for("getUpdates")]


async def test_updates_are_stored_with_the_cursor_and_acknowledged_by_the_next_request(api, server):
    server.answer("getUpdates", [text(10), text(11)], [text(12)])
    async with Harness(api, Storage()).running() as h:
        await h.until(lambda: len(offsets(server)) >= 4)
    assert h.storage.batches == [([10, 11], Cursor(12)), ([12], Cursor(13))]
    assert offsets(server)[:4] == [None, "12", "13", "13"]


async def test_a_batch_out_of_order_is_stored_in_the_order_of_its_numbers(api, server):
    server.answer("getUpdates", [text(12), press(10), text(13), text(11)])
    async with Harness(api, Storage()).running() as h:
        await h.until(lambda: len(offsets(server)) >= 2)
    assert h.storage.batches == [([10, 11, 12, 13], Cursor(14))]
    assert offsets(server)[1] == "14"


async def test_of_a_number_that_comes_twice_in_a_batch_the_first_counts(api, server):
    first, second = ({"update_id": 11, "message": {"text": said}} for said in ("xong 3", "xong 4"))
    server.answer("getUpdates", [text(12), first, second, text(10)])
    kept = []

    async def store(updates, cursor):
        kept.append([raw["message"]["text"] for raw in updates])

    async with Harness(api, store).running() as h:
        await h.until(lambda: kept)
    assert kept == [["xong 3", "xong 3", "xong 3"]]


async def test_it_goes_on_where_the_stored_cursor_stands(api, server):
    async with Harness(api, Storage(), Cursor(500, 3)).running() as h:
        await h.until(lambda: offsets(server))
    assert offsets(server)[0] == "500"
    assert h.source.cursor == Cursor(500, 3)


async def test_it_asks_only_for_what_it_can_read(api, server):
    async with Harness(api, Storage()).running() as h:
        await h.until(lambda: server.asked)
    params = server.asked_for("getUpdates")[0]
    wanted = ["message", "edited_message", "callback_query", "my_chat_member", "message_reaction"]
    assert json.loads(params["allowed_updates"]) == wanted
    assert params["limit"] == "100"


async def test_what_could_not_be_stored_is_not_acknowledged_but_asked_for_again(api, server):
    server.answer("getUpdates", [text(10)], [text(10)], [text(10)])
    async with Harness(api, Storage(failures=2)).running() as h:
        await h.until(lambda: h.storage.batches)
        await h.until(lambda: len(offsets(server)) >= 4)
    assert offsets(server)[:4] == [None, None, None, "11"]
    assert h.storage.batches == [([10], Cursor(11))]
    assert [trouble for trouble, _ in h.alerts] == [Trouble.NOT_STORED]


async def test_a_press_is_answered_at_once_even_if_nothing_can_be_stored(api, server):
    server.answer("getUpdates", [press(10)])
    async with Harness(api, Storage(failures=1)).running() as h:
        await h.until(lambda: server.asked_for("answerCallbackQuery"))
    assert server.asked_for("answerCallbackQuery") == [{"callback_query_id": "press-10"}]


async def test_a_press_that_cannot_be_answered_is_stored_all_the_same(api, server):
    server.refuse("answerCallbackQuery", 400, "Bad Request: query is too old and response timeout expired")
    server.answer("getUpdates", [press(10), text(11)])
    async with Harness(api, Storage()).running() as h:
        await h.until(lambda: h.storage.batches and server.asked_for("answerCallbackQuery"))
        await h.until(lambda: len(offsets(server)) >= 3)
    assert h.storage.batches[0][0] == [10, 11]
    assert h.poller.state.trouble is None


async def test_a_slow_answer_to_a_press_holds_nothing_up_and_their_number_is_bounded(api, server):
    async def never(_request):
        await asyncio.sleep(60)

    server.answer("answerCallbackQuery", *[never] * 100)
    server.answer("getUpdates", [press(n) for n in range(1, 91)], [text(91)])
    async with Harness(api, Storage()).running() as h:
        await h.until(lambda: len(h.storage.batches) == 2)
        assert len(h.source.presses) <= MAX_ANSWERING
    assert not len(h.source.presses)


async def test_an_update_of_unknown_shape_is_stored_and_blocks_nobody(api, server):
    server.answer("getUpdates", [{"update_id": 10, "message": "nonsense"}, "rubbish", {"no": "number"}, text(11)])
    async with Harness(api, Storage()).running() as h:
        await h.until(lambda: h.storage.batches)
    assert h.storage.batches == [([10, 11], Cursor(12))]


async def test_numbers_that_began_anew_raise_the_epoch(api, server, caplog):
    server.answer("getUpdates", [text(41_000_000)])
    async with Harness(api, Storage(), Cursor(873_000_000)).running() as h:
        await h.until(lambda: len(offsets(server)) >= 2)
    assert h.storage.batches == [([41_000_000], Cursor(41_000_001, 1))]
    assert offsets(server)[1] == "41000001"
    assert any(getattr(r, "action", "") == "update_ids_restarted" for r in caplog.records)


TROUBLES = [
    (401, "Unauthorized", Trouble.TOKEN_REFUSED),
    (404, "Not Found", Trouble.TOKEN_REFUSED),
    (409, "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
     Trouble.SECOND_POLLER),
    (409, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook", Trouble.WEBHOOK_SET),
]  # fmt: skip


@pytest.mark.parametrize(("status", "description", "trouble"), TROUBLES)
async def test_a_refusal_alarms_once_and_never_ends_the_receiving(api, server, status, description, trouble):
    for _ in range(4):
        server.refuse("getUpdates", status, description)
    server.answer("getUpdates", [text(10)])
    async with Harness(api, Storage()).running() as h:
        await h.until(lambda: h.poller.state.failures == 4)
        assert h.poller.state.trouble is trouble
        await h.until(lambda: h.storage.batches)
    assert h.poller.state.trouble is None
    assert [kind for kind, _ in h.alerts] == [trouble]


@pytest.mark.parametrize(
    "answer", [(500, "oops"), (502, "<html>"), (200, "[]"), (200, '{"ok":true,"result":7}'), (429, "")]
)
async def test_a_bad_answer_passes(api, server, answer):
    server.answer("getUpdates", answer, [text(10)])
    async with Harness(api, Storage()).running() as h:
        await h.until(lambda: h.storage.batches)
    assert h.alerts == []


async def test_no_connection_is_waited_out(session, unused_tcp_port):
    h = Harness(BotApi(session, "1:x", f"http://127.0.0.1:{unused_tcp_port}"), Storage())
    async with h.running():
        await h.until(lambda: h.poller.state.failures >= 3)
    assert h.poller.state.trouble is Trouble.NETWORK
    assert h.poller.state.last_contact is None


async def test_an_alert_that_fails_does_not_end_the_receiving(api, server):
    def alert(_trouble, _sentence):
        raise ZeroDivisionError

    server.refuse("getUpdates", 401, "Unauthorized")
    server.answer("getUpdates", [text(10)])
    h = Harness(api, Storage())
    h.poller._alert = alert
    async with h.running():
        await h.until(lambda: h.storage.batches)


async def test_the_last_contact_is_the_instant_of_the_last_answer(api, server):
    async with Harness(api, Storage()).running() as h:
        assert h.poller.state.last_contact is None
        await h.until(lambda: h.poller.state.last_contact == NOON)


async def test_a_long_silence_raises_the_alarm_once(api, server, monkeypatch):
    async def never(_request):
        await asyncio.sleep(60)

    monkeypatch.setattr("bot.platforms.polling.SILENT_AFTER_TIMEOUTS", 0.1)
    server.answer("getUpdates", never)
    async with Harness(api, Storage()).running() as h:
        await asyncio.sleep(0.5)
    assert [trouble for trouble, _ in h.alerts] == [Trouble.SILENT]


async def test_stopping_ends_every_task_and_leaves_what_was_not_stored_with_the_platform(api, server):
    started = asyncio.Event()

    async def store(_updates, _cursor):
        started.set()
        await asyncio.sleep(60)

    server.answer("getUpdates", [press(10)])
    h = Harness(api, store)
    async with h.running():
        await asyncio.wait_for(started.wait(), 5)
    assert h.source.cursor == Cursor()


async def test_after_the_stop_the_silence_of_the_platform_raises_no_alarm(api, server, monkeypatch):
    async def never(_request):
        await asyncio.sleep(60)

    monkeypatch.setattr("bot.platforms.polling.SILENT_AFTER_TIMEOUTS", 0.3)
    server.answer("getUpdates", never)
    async with Harness(api, Storage()).running() as h:
        await asyncio.sleep(0.05)
    await asyncio.sleep(0.5)
    assert h.alerts == []


async def test_the_log_names_its_actions_and_never_the_token(api, server, caplog):
    caplog.set_level(logging.DEBUG)
    server.refuse("getUpdates", 401, "Unauthorized")
    server.answer("getUpdates", [press(10)])
    async with Harness(api, Storage()).running() as h:
        await h.until(lambda: h.storage.batches)
    ours = [record for record in caplog.records if record.name.startswith("bot.")]
    assert {record.action for record in ours} >= {"poll_failed", "poll_recovered"}
    assert "CANARY" not in caplog.text


def test_waits_double_from_five_seconds_to_five_minutes_while_the_token_is_refused():
    waits = [wait_for(Trouble.TOKEN_REFUSED, failures) for failures in range(1, 9)]
    assert waits == [5, 10, 20, 40, 80, 160, 300, 300]


def test_a_wait_never_overflows():
    assert wait_for(Trouble.NETWORK, 100_000) == 60
