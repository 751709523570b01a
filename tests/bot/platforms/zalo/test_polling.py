"""The poller against a server on a real socket: one event at a time, stored before the next, and nothing ends it."""

import asyncio
import logging
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import pytest

from bot.platforms.errors import Trouble, wait_for
from bot.platforms.polling import Poller
from bot.platforms.zalo.client import ZaloApi
from bot.platforms.zalo.polling import ZaloEvents

NOON = datetime(2026, 4, 10, 5, tzinfo=UTC)


class Storage:
    """Keeps what the poller stores; fails as often as it is told."""

    def __init__(self, failures=0):
        self.kept, self.failures = [], failures

    async def __call__(self, event):
        if self.failures:
            self.failures -= 1
            raise OSError("disk full")
        self.kept.append(event["message"]["message_id"])


class Harness:
    def __init__(self, api, storage):
        self.alerts, self.storage = [], storage
        self.poller = Poller(
            ZaloEvents(api, storage), now=lambda: NOON, jitter=lambda: 0.001, timeout=0,
            alert=lambda trouble, sentence: self.alerts.append((trouble, sentence)),
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


async def test_events_are_stored_one_after_the_other(api, server, event):
    server.answer("getUpdates", event("m1"), event("m2"), event("m3"))
    async with Harness(api, Storage()).running() as h:
        await h.until(lambda: len(h.storage.kept) == 3)
    assert h.storage.kept == ["m1", "m2", "m3"]
    assert server.asked_for("getUpdates")[0] == {"timeout": 0}
    assert h.alerts == []


async def test_what_cannot_be_stored_is_held_and_nothing_more_is_asked_for(api, server, event):
    server.answer("getUpdates", event("m1"), event("m2"))
    async with Harness(api, Storage(failures=3)).running() as h:
        await h.until(lambda: h.storage.failures == 0 or h.poller.state.failures)
        await h.until(lambda: h.storage.kept == ["m1", "m2"])
    assert [trouble for trouble, _ in h.alerts] == [Trouble.NOT_STORED]


async def test_a_stop_between_handing_out_and_storing_still_stores(api, server, event):
    started, kept = asyncio.Event(), []

    async def store(raw):
        started.set()
        await asyncio.sleep(0.05)
        kept.append(raw["message"]["message_id"])

    server.answer("getUpdates", event("m1"))
    async with Harness(api, store).running():
        await asyncio.wait_for(started.wait(), 5)
    assert kept == ["m1"]


async def test_an_idle_poll_is_a_contact_and_no_trouble(api, server):
    async with Harness(api, Storage()).running() as h:
        await h.until(lambda: len(server.asked_for("getUpdates")) >= 3)
        assert h.poller.state.last_contact == NOON
    assert h.poller.state.trouble is None
    assert h.alerts == []


async def test_a_platform_that_answers_at_once_is_not_asked_in_a_hot_loop(api, server):
    server.answer("getUpdates", *[None] * 500)
    h = Harness(api, Storage())
    h.poller._jitter = lambda: 1.0
    async with h.running():
        await asyncio.sleep(0.5)
    assert len(server.asked_for("getUpdates")) <= 4


@pytest.mark.parametrize(
    ("code", "words", "trouble", "is_told"),
    [
        (401, "Unauthorized", Trouble.TOKEN_REFUSED, True),
        (404, "Not found", Trouble.TOKEN_REFUSED, True),
        (400, "Webhook is set, delete it first", Trouble.WEBHOOK_SET, True),
        (429, "Quota exceeded", Trouble.TOO_MANY_REQUESTS, False),
        (403, "Internal server error", Trouble.NETWORK, False),
        (500, "", Trouble.NETWORK, False),
    ],
)
async def test_a_refusal_alarms_once_and_never_ends_the_receiving(api, server, event, code, words, trouble, is_told):
    for _ in range(4):
        server.refuse("getUpdates", code, words)
    server.answer("getUpdates", event("m1"))
    async with Harness(api, Storage()).running() as h:
        await h.until(lambda: h.poller.state.failures == 4)
        assert h.poller.state.trouble is trouble
        await h.until(lambda: h.storage.kept)
        await h.until(lambda: h.poller.state.trouble is None)
    assert [kind for kind, _ in h.alerts] == [trouble] * is_told


@pytest.mark.parametrize("answer", [(500, "oops"), (502, "<html>"), (200, "[]"), (200, '{"ok":true,"result":7}')])
async def test_a_bad_answer_passes(api, server, event, answer):
    server.answer("getUpdates", answer, event("m1"))
    async with Harness(api, Storage()).running() as h:
        await h.until(lambda: h.storage.kept)


async def test_no_connection_is_waited_out(session, unused_tcp_port):
    h = Harness(ZaloApi(session, "1:x", f"http://127.0.0.1:{unused_tcp_port}"), Storage())
    async with h.running():
        await h.until(lambda: h.poller.state.failures >= 3)
    assert h.poller.state.trouble is Trouble.NETWORK
    assert h.poller.state.last_contact is None


async def test_a_long_silence_raises_the_alarm_once(api, server, monkeypatch):
    async def never(_request):
        await asyncio.sleep(60)

    monkeypatch.setattr("bot.platforms.polling.SILENT_AFTER_TIMEOUTS", 0.1)
    server.answer("getUpdates", never)
    async with Harness(api, Storage()).running() as h:
        await asyncio.sleep(0.4)
    assert [trouble for trouble, _ in h.alerts] == [Trouble.SILENT]


async def test_an_alert_that_fails_does_not_end_the_receiving(api, server, event):
    def alert(_trouble, _sentence):
        raise ZeroDivisionError

    server.refuse("getUpdates", 401, "Unauthorized")
    server.answer("getUpdates", event("m1"))
    h = Harness(api, Storage())
    h.poller._alert = alert
    async with h.running():
        await h.until(lambda: h.storage.kept)


async def test_the_log_never_shows_the_token(api, server, event, caplog):
    caplog.set_level(logging.DEBUG)
    server.refuse("getUpdates", 401, "Unauthorized")
    server.answer("getUpdates", event("m1"))
    async with Harness(api, Storage()).running() as h:
        await h.until(lambda: h.storage.kept)
    ours = [record for record in caplog.records if record.name.startswith("bot.")]
    assert {record.action for record in ours} >= {"poll_failed"}
    assert "CANARY" not in caplog.text


def test_waits_double_to_a_longest():
    assert [wait_for(Trouble.TOKEN_REFUSED, failures) for failures in (1, 2, 7, 99)] == [5, 10, 300, 300]
    assert wait_for(Trouble.SILENT, 99) == 60
