"""When a channel counts as out of reach, and when it is back; with a channel that fails as it is told."""

import pytest

from bot.conversation.circuit_breaker import CircuitBreaker, WatchedChannel
from bot.messages import DeliveryFailed, DeliveryUnknown, Sent
from domain.channel_holds_and_quotas import HoldReason
from wording.messages import Capabilities, Message

QUOTA = DeliveryFailed("quota exceeded", retry_after=600, is_token_wide=True, is_quota=True)
LINE_DOWN = DeliveryFailed("no line", retry_after=5, is_token_wide=True)
BLOCKED = DeliveryFailed("blocked", permanent=True)
MALFORMED = DeliveryFailed("too long", rejected=True)
BUSY_CHAT = DeliveryFailed("slow down", retry_after=3)


class Hand:
    """Seconds moved by hand, and a channel that answers with what is laid ready."""

    name = "toy"
    capabilities = Capabilities(has_buttons=False, has_edits=False, has_pictures=False, max_length=9, max_caption=0)

    def __init__(self):
        self.seconds = 100.0
        self.breaker = CircuitBreaker(lambda: self.seconds, 600)
        self.watched = WatchedChannel(self, self.breaker)
        self.ready = None

    async def send(self, *_request):
        if self.ready:
            raise self.ready
        return Sent("1")

    async def tries(self, error=None, times=1, chats=("c",)):
        self.ready = error
        for number in range(times):
            chat = chats[number % len(chats)]
            if error is None:
                await self.watched.send(chat, Message("a"))
                continue
            with pytest.raises(type(error)) as raised:
                await self.watched.send(chat, Message("a"))
            assert raised.value is error


@pytest.fixture
def hand():
    return Hand()


def test_the_channel_shows_as_it_is(hand):
    assert (hand.watched.name, hand.watched.capabilities) == ("toy", hand.capabilities)


@pytest.mark.parametrize("error", [LINE_DOWN, DeliveryUnknown("read timeout")])
async def test_it_is_out_after_several_failures_and_the_patience(hand, error):
    await hand.tries(error, 3)
    assert hand.breaker.is_failing
    assert not hand.breaker.is_out
    hand.seconds += 600
    assert hand.breaker.is_out


async def test_two_failures_are_no_outage_however_long_ago(hand):
    await hand.tries(LINE_DOWN, 2)
    hand.seconds += 6000
    assert not hand.breaker.is_failing
    assert not hand.breaker.is_out


@pytest.mark.parametrize("answer", [None, BLOCKED, MALFORMED])
async def test_an_answer_of_the_platform_shows_that_it_is_back(hand, answer):
    await hand.tries(LINE_DOWN, 5)
    hand.seconds += 600
    await hand.tries(answer)
    assert not hand.breaker.is_out
    await hand.tries(LINE_DOWN, 3)
    assert not hand.breaker.is_out, "the patience begins anew"


async def test_one_busy_chat_says_nothing_about_the_channel(hand):
    await hand.tries(BUSY_CHAT, 9)
    assert not hand.breaker.is_failing


async def test_a_probe_that_gets_through_ends_it(hand):
    await hand.tries(LINE_DOWN, 3)
    hand.seconds += 600
    hand.breaker.succeeded()
    assert not hand.breaker.is_out


async def test_chat_after_chat_told_to_wait_is_the_bot_and_goes_over_to_the_other_channel(hand):
    await hand.tries(BUSY_CHAT, 9, chats=["a", "b", "c"])
    assert hand.breaker.is_throttled
    assert not hand.breaker.is_out
    hand.seconds += 600
    assert hand.breaker.is_out


async def test_two_busy_chats_are_two_busy_chats(hand):
    await hand.tries(BUSY_CHAT, 20, chats=["a", "b"])
    hand.seconds += 6000
    assert not hand.breaker.is_failing


async def test_one_message_that_gets_through_shows_that_only_chats_were_busy(hand):
    await hand.tries(BUSY_CHAT, 2, chats=["a", "b"])
    await hand.tries()
    await hand.tries(BUSY_CHAT, 9, chats=["c"])
    assert not hand.breaker.is_failing


async def test_a_probe_does_not_hide_that_sends_are_held_back_but_ends_it_when_the_wait_is_over(hand):
    await hand.tries(DeliveryFailed("slow down", retry_after=900), 6, chats=["a", "b", "c"])
    hand.breaker.probed()
    assert hand.breaker.is_throttled
    hand.seconds += 600
    hand.breaker.probed()
    assert hand.breaker.is_out
    hand.seconds += 300
    hand.breaker.probed()
    assert not hand.breaker.is_out


async def test_one_failure_holds_the_channel_until_a_probe_is_answered(hand):
    await hand.tries(LINE_DOWN)
    assert hand.breaker.is_held
    assert not hand.breaker.may_try
    hand.breaker.probed()
    assert not hand.breaker.is_held


async def test_while_no_probe_is_answered_no_message_is_spent_to_find_out(hand):
    await hand.tries(LINE_DOWN)
    hand.breaker.probe_failed()
    hand.seconds += 3600
    assert hand.breaker.is_held
    assert not hand.breaker.may_try
    hand.breaker.probed()
    assert not hand.breaker.is_held


async def test_probes_that_are_answered_do_not_hide_that_every_send_fails(hand):
    for _ in range(8):
        await hand.tries(DeliveryUnknown("502"))
        hand.breaker.probed()
    assert hand.breaker.is_held, "the eighth failure in a row is no accident"
    hand.seconds += 600
    assert hand.breaker.is_out


async def test_a_channel_that_fails_is_tried_with_single_messages_at_growing_distance(hand):
    for _ in range(8):
        await hand.tries(LINE_DOWN)
        hand.breaker.probed()
    waits = []
    for _ in range(9):
        began = hand.seconds
        while not hand.breaker.may_try:
            hand.seconds += 1
        waits.append(hand.seconds - began)
        hand.breaker.begin_trial()
        assert not hand.breaker.may_try, "one at a time"
        await hand.tries(LINE_DOWN)
    assert waits == [5, 10, 20, 40, 80, 160, 300, 300, 300]
    await hand.tries()
    assert not hand.breaker.is_held


async def test_a_trial_that_comes_to_nothing_lets_another_be_tried(hand):
    for _ in range(8):
        await hand.tries(LINE_DOWN)
        hand.breaker.probed()
    hand.seconds += 5
    hand.breaker.begin_trial()
    hand.seconds += 29
    assert not hand.breaker.may_try
    hand.seconds += 1
    assert hand.breaker.may_try


async def test_a_month_that_is_used_up_sends_everybody_to_the_other_channel_at_once_whatever_probes_say(hand):
    await hand.tries(QUOTA)
    hand.breaker.probed()
    assert hand.breaker.is_out
    assert hand.breaker.is_held
    hand.seconds += 600
    assert hand.breaker.may_try
    await hand.tries(QUOTA)
    hand.seconds += 1199
    assert not hand.breaker.may_try
    hand.seconds += 1
    assert hand.breaker.may_try
    await hand.tries()
    assert not hand.breaker.is_out


async def test_a_hold_is_gone_on_with_after_a_restart(hand):
    await hand.tries(QUOTA, 1)
    reason, since, left, tries = hand.breaker.hold
    other = CircuitBreaker(lambda: hand.seconds, 600)
    other.resume(reason, left, tries, since)
    assert other.is_out
    assert not other.may_try
    hand.seconds += left
    assert other.may_try


async def test_a_hold_that_another_process_left_is_never_longer_than_holds_are(hand):
    hand.breaker.resume(HoldReason.LINE, 10**9, 1, 0.0)
    hand.seconds += 300
    assert hand.breaker.may_try
