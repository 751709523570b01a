"""The sender with a hand-written outbox and channel: what is leased, what is sent, what is recorded, and when."""

import asyncio
import logging
import threading
import time
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.conversation.rate_limits import Pacer
from bot.conversation.sender import Sender
from bot.messages import DeliveryFailed, DeliveryUnknown, Sent
from domain.deliveries import Delivery, Outcome, Priority, Result
from dondoc.clock import Clock
from wording.messages import Capabilities, Message


class Channel:
    """Keeps what it is given; a chat's name may order it to fail or to take its time."""

    name = "fake"
    capabilities = Capabilities(has_buttons=True, has_edits=True, has_pictures=True, max_length=4096, max_caption=1024)

    def __init__(self, errors=None, slow=(), slow_seconds=0.4):
        self.sent, self.errors, self.slow, self.slow_seconds = [], errors or {}, slow, slow_seconds
        self.in_flight = self.most_in_flight = 0

    async def send(self, chat_id, message, edit_message_id=None):
        self.in_flight += 1
        self.most_in_flight = max(self.most_in_flight, self.in_flight)
        try:
            await asyncio.sleep(self.slow_seconds if chat_id in self.slow else 0.005)
            if chat_id in self.errors:
                raise self.errors[chat_id]
            self.sent.append((chat_id, message.text, edit_message_id))
            return Sent(f"m-{chat_id}")
        finally:
            self.in_flight -= 1


class Outbox:
    """Rows in order; a leased row is not given again. Stops the sender once every row has its outcome."""

    def __init__(self, *deliveries):
        self.rows, self.leases, self.records = list(deliveries), [], []
        self.sender = None
        self.broken_leases = self.broken_records = 0
        self.expected = len(deliveries)

    async def lease(self, limit):
        self.leases.append(limit)
        if self.broken_leases:
            self.broken_leases -= 1
            raise OSError("disk")
        given, self.rows = self.rows[:limit], self.rows[limit:]
        return given

    async def exchange(self, outcomes, limit):
        if outcomes:
            await self.record(outcomes)
        return await self.lease(limit) if limit else []

    async def record(self, outcomes):
        if self.broken_records:
            self.broken_records -= 1
            raise OSError("disk")
        self.records.append(list(outcomes))
        if len(self.outcomes) >= self.expected:
            self.sender.stop()

    @property
    def outcomes(self):
        return {outcome.outbox_id: outcome for batch in self.records for outcome in batch}


def row(number, chat=None, *, channel="fake", edit=None):
    return Delivery(number, channel, chat or f"c{number}", 1, (), "vi", Priority.ANSWER, 1, edit_message_id=edit)


def say(delivery, _capabilities):
    return Message(f"text {delivery.outbox_id}")


def fast():
    return Pacer(-10.0, rate=1e6, capacity=1000, chat_rate=1e6, chat_capacity=1000)


def sender_for(outbox, channel, *, pacer=None, render=say, **options):
    sender = Sender(
        {"fake": channel}, {"fake": pacer or fast()}, exchange=outbox.exchange, render=render,
        monotonic=time.monotonic, poll_seconds=0.05, **{"now": Clock().now, **options},
    )  # fmt: skip
    outbox.sender = sender
    return sender


async def run(sender, seconds=5):
    await asyncio.wait_for(sender.run(), seconds)


async def test_what_is_sent_is_recorded_with_its_id_and_text():
    outbox, channel = Outbox(row(1), row(2, edit="77")), Channel()
    await run(sender_for(outbox, channel))
    assert sorted(channel.sent) == [("c1", "text 1", None), ("c2", "text 2", "77")]
    assert outbox.outcomes[1] == Outcome(1, Result.SENT, message_id="m-c1", text="text 1")


async def test_a_hundred_rows_go_through_windows_of_eight():
    outbox, channel = Outbox(*(row(n) for n in range(100))), Channel()
    await run(sender_for(outbox, channel))
    assert len(outbox.outcomes) == 100
    assert max(outbox.leases) <= 8
    assert 1 < channel.most_in_flight <= 8


@pytest.mark.parametrize("jump", [timedelta(days=1), -timedelta(hours=1)])
async def test_what_was_looked_at_before_the_machine_slept_or_the_clock_was_set_is_looked_at_again(jump):
    shift = [timedelta(0)]
    outbox, channel = Outbox(*(row(n) for n in range(6))), Channel()

    def render(delivery, capabilities):
        if delivery.outbox_id == 3:
            shift[0] = jump  # six are leased; from here on it is another day
        return say(delivery, capabilities)

    channel.slow, channel.slow_seconds = {"c0"}, 0.2  # the others wait in line behind it
    await run(sender_for(outbox, channel, render=render, now=lambda: Clock().now() + shift[0]))
    late = [outcome for outcome in outbox.outcomes.values() if outcome.reason == "looked at too long ago"]
    assert {chat for chat, *_ in channel.sent}.isdisjoint(f"c{outcome.outbox_id}" for outcome in late)
    assert len(late) >= 3
    assert all(outcome.result is Result.REFUSED and outcome.retry_after for outcome in late)


async def test_nobody_waits_behind_a_slow_one():
    outbox, channel = Outbox(*(row(n) for n in range(30))), Channel(slow={"c0"}, slow_seconds=2.0)
    await run(sender_for(outbox, channel))
    assert channel.sent[-1][0] == "c0"


async def test_each_failure_is_recorded_as_what_it_is_and_the_others_are_sent():
    errors = {
        "c1": DeliveryFailed("blocked", permanent=True),
        "c2": DeliveryFailed("malformed", rejected=True),
        "c3": DeliveryFailed("moved", moved_to="99"),
        "c4": DeliveryUnknown("read timeout"),
        "c5": ZeroDivisionError("a bug in the channel"),
    }
    outbox = Outbox(*(row(n) for n in range(1, 8)))
    await run(sender_for(outbox, Channel(errors)))
    assert outbox.outcomes[1] == Outcome(1, Result.REFUSED, reason="blocked", permanent=True)
    assert outbox.outcomes[2] == Outcome(2, Result.REFUSED, reason="malformed", rejected=True)
    assert outbox.outcomes[3] == Outcome(3, Result.REFUSED, reason="moved", moved_to="99")
    assert outbox.outcomes[4] == Outcome(4, Result.UNKNOWN, reason="read timeout")
    assert outbox.outcomes[5].result is Result.UNKNOWN
    assert outbox.outcomes[6].result is outbox.outcomes[7].result is Result.SENT


async def test_a_rendering_bug_refuses_that_message_only_and_is_logged(caplog):
    def render(delivery, capabilities):
        if delivery.outbox_id == 1:
            raise KeyError("no words for this")
        return say(delivery, capabilities)

    outbox = Outbox(row(1), row(2))
    await run(sender_for(outbox, Channel(), render=render))
    assert outbox.outcomes[1] == Outcome(1, Result.REFUSED, reason="cannot render: KeyError", rejected=True)
    assert outbox.outcomes[2].result is Result.SENT
    assert any(getattr(record, "action", "") == "render_failed" for record in caplog.records)


async def test_rendering_is_done_away_from_the_loop():
    threads = []

    def render(delivery, _capabilities):
        threads.append(threading.current_thread())
        return Message("x")

    await run(sender_for(Outbox(row(1)), Channel(), render=render))
    assert threads
    assert threads[0] is not threading.main_thread()


async def test_a_row_of_a_channel_that_is_not_running_is_given_back():
    outbox = Outbox(row(1, channel="zalo"))
    await run(sender_for(outbox, Channel()))
    assert outbox.outcomes[1].result is Result.REFUSED
    assert outbox.outcomes[1].retry_after
    assert not outbox.outcomes[1].rejected


async def test_when_the_platform_asks_to_wait_the_rest_of_the_window_is_given_back_and_nothing_more_is_leased():
    errors = {"c0": DeliveryFailed("429", retry_after=30, is_token_wide=True)}
    outbox, channel = Outbox(*(row(n) for n in range(20))), Channel(errors)
    outbox.expected = 8
    pacer = Pacer(-10.0, rate=50, capacity=1)
    await run(sender_for(outbox, channel, pacer=pacer))
    assert sum(outbox.leases) <= 20
    assert pacer.wait(time.monotonic()) > 25
    given_back = [o for o in outbox.outcomes.values() if o.result is Result.REFUSED and o.outbox_id != 0]
    assert given_back
    assert all(o.retry_after > 20 and not o.rejected and not o.permanent for o in given_back)


async def test_a_chat_refused_again_and_again_rests_longer_until_the_platform_takes_something():
    busy = DeliveryFailed("429", retry_after=0.01)
    pacer, outbox = Pacer(-10.0), Outbox(*(row(n, "c0") for n in range(1, 4)))
    await run(sender_for(outbox, Channel({"c0": busy}), pacer=pacer))
    assert [outcome.retry_after for outcome in outbox.outcomes.values()] == [0.25, 0.5, 1.0]
    await run(sender_for(Outbox(row(4, "c0")), Channel(), pacer=pacer))
    assert pacer.refused(0.01, time.monotonic(), "c0") == 0.25


async def test_what_nobody_waits_for_is_leased_by_half_a_window_and_an_answer_at_once_and_before_the_rest():
    """A ward's morning was leased message by message, and an answer in it waited for all that had been leased."""
    outbox, channel = (
        Outbox(*(replace(row(n), priority=Priority.DIGEST) for n in range(12))),
        Channel(slow_seconds=0.01),
    )
    outbox.expected = 13
    sender = sender_for(outbox, channel)

    async def ask() -> None:
        while len(channel.sent) < 2:  # noqa: ASYNC110 - what is waited for is what the channel has sent
            await asyncio.sleep(0.001)
        outbox.rows.insert(0, row(99, "asks"))
        sender.wake(is_urgent=True)

    asked = asyncio.create_task(ask())
    await run(sender)
    await asked
    order = [chat for chat, *_ in channel.sent]
    assert order.index("asks") <= 5, order
    leased = [limit for limit in outbox.leases if limit]
    assert leased[0] == 8
    assert sum(limit < 4 for limit in leased) <= 1, "only for the answer"


async def test_the_pace_of_the_token_is_kept():
    outbox, channel = Outbox(*(row(n) for n in range(12))), Channel()
    started = time.monotonic()
    await run(sender_for(outbox, channel, pacer=Pacer(started - 2, rate=40, capacity=1)))
    assert time.monotonic() - started >= 11 / 40


async def test_the_state_is_asked_only_when_a_message_may_really_go():
    outbox = Outbox(row(1))
    sender = sender_for(outbox, Channel(), pacer=Pacer(time.monotonic()))  # the first second is full
    running = asyncio.create_task(run(sender))
    await asyncio.sleep(0.5)
    assert outbox.leases == []
    await running
    assert outbox.leases


async def test_a_wake_is_heard_at_once():
    outbox, channel = Outbox(), Channel()
    sender = sender_for(outbox, channel)
    sender._poll_seconds = 60
    running = asyncio.create_task(run(sender))
    await asyncio.sleep(0.05)
    outbox.rows, outbox.expected = [row(1)], 1
    sender.wake()
    await asyncio.wait_for(running, 1)
    assert channel.sent


async def test_an_idle_sender_does_not_spin():
    outbox = Outbox()
    sender = sender_for(outbox, Channel())
    running = asyncio.create_task(run(sender))
    await asyncio.sleep(0.5)
    sender.stop()
    await running
    assert len(outbox.leases) <= 12


async def test_a_full_window_that_is_woken_does_not_spin():
    outbox = Outbox(*(row(n) for n in range(8)))
    sender = sender_for(outbox, Channel(slow={f"c{n}" for n in range(8)}))
    looks = []
    sender._monotonic = lambda: looks.append(1) or time.monotonic()
    running = asyncio.create_task(run(sender))
    await asyncio.sleep(0.1)
    sender.wake()
    await running
    assert len(looks) < 400  # eight of 0.3 s each; a spin looks many thousand times


async def test_an_outbox_that_fails_for_a_while_is_asked_again():
    outbox, channel = Outbox(row(1)), Channel()
    outbox.broken_leases = 3
    await run(sender_for(outbox, channel))
    assert outbox.outcomes[1].result is Result.SENT


async def test_an_outcome_is_recorded_although_the_first_try_fails(monkeypatch):
    monkeypatch.setattr("bot.conversation.sender.FAILURE_WAIT", 0.01)
    outbox, channel = Outbox(row(1)), Channel()
    outbox.broken_records = 2
    await run(sender_for(outbox, channel))
    assert outbox.outcomes[1].result is Result.SENT
    assert len(channel.sent) == 1


async def test_stopping_finishes_what_is_in_flight_and_leases_nothing_more():
    outbox, channel = Outbox(row(1), *(row(n) for n in range(2, 30))), Channel(slow={f"c{n}" for n in range(30)})
    sender = sender_for(outbox, channel)
    running = asyncio.create_task(run(sender))
    await asyncio.sleep(0.1)
    sender.stop()
    await running
    assert len(outbox.outcomes) == len(channel.sent) == 8


async def test_cancelling_finishes_what_is_in_flight_too():
    outbox, channel = Outbox(row(1)), Channel(slow={"c1"})
    running = asyncio.create_task(sender_for(outbox, channel).run())
    await asyncio.sleep(0.1)
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    assert outbox.outcomes[1].result is Result.SENT


async def test_every_line_of_the_log_names_its_action(caplog):
    caplog.set_level(logging.INFO, logger="bot.conversation.attempts")
    await run(sender_for(Outbox(row(1), row(2)), Channel({"c2": DeliveryUnknown("reset")})))
    assert {record.action for record in caplog.records if record.name == "bot.conversation.attempts"} == {
        "sent",
        "send_unconfirmed",
    }


def test_a_channel_without_a_pacer_is_refused_at_the_start():
    with pytest.raises(ValueError, match="fake"):
        Sender({"fake": Channel()}, {}, exchange=None, render=say, monotonic=time.monotonic, now=None)


async def test_what_was_leased_for_a_channel_that_failed_meanwhile_is_given_back_untried():
    channel, held = Channel(errors={"c1": DeliveryUnknown("502")}), []
    outbox = Outbox(*(row(n) for n in range(1, 6)))
    original = channel.send

    async def failing(chat_id, message, edit_message_id=None):
        held.append(chat_id)
        return await original(chat_id, message, edit_message_id)

    channel.send = failing
    await run(sender_for(outbox, channel, is_held=lambda _name: bool(held)))
    assert held == ["c1"]
    assert outbox.outcomes[1].result is Result.UNKNOWN
    assert {outbox.outcomes[n].result for n in range(2, 6)} == {Result.HELD}


async def test_a_trial_leaves_although_its_channel_is_held_back():
    outbox, channel = Outbox(row(1), replace(row(2), is_trial=True)), Channel()
    await run(sender_for(outbox, channel, is_held=lambda _name: True))
    assert [chat for chat, _, _ in channel.sent] == ["c2"]
    assert (outbox.outcomes[1].result, outbox.outcomes[2].result) == (Result.HELD, Result.SENT)
