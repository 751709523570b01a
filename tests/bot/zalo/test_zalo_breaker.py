"""When a channel counts as out of reach, and when it is back; with a channel that fails as it is told."""

import pytest

from bot.breaker import Breaker, WatchedChannel
from bot.messages import Capabilities, DeliveryFailed, DeliveryUnknown, Message, Sent

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
        self.breaker = Breaker(lambda: self.seconds, 600)
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
