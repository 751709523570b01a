"""A platform that asks to wait for longer than anybody lives: the running program goes on within its own bounds."""

from datetime import timedelta

import pytest

from domain.bounds import LONGEST_CHAT_WAIT
from tests.faults.running import Ward
from tests.world import LAN, MINH

FOR_EVER = 10**1000


@pytest.mark.parametrize("seconds", [86_400, FOR_EVER], ids=["a day", "a thousand digits"])
async def test_a_chat_told_to_wait_for_ever_is_written_to_within_the_hour(small_ward: Ward, seconds: int) -> None:
    ward = small_ward
    ward.mishap("sendMessage", "429", LAN, retry_after=seconds)
    ward.say(LAN, "ct 3")
    await ward.until(lambda: ward.platform.faults.met == 1)
    ward.say(MINH, "viec")
    await ward.told(MINH, 1)
    await ward.until(lambda: "leased" not in ward.states())
    assert ward.texts(LAN) == []
    ward.clock.ahead += LONGEST_CHAT_WAIT
    ward.clock.set(timedelta(seconds=LONGEST_CHAT_WAIT))
    [answer] = await ward.told(LAN, 1)
    assert "(#" not in answer, "it was surely not sent before"


@pytest.mark.parametrize("seconds", [86_400, FOR_EVER], ids=["a day", "a thousand digits"])
async def test_messages_are_fetched_again_however_long_the_platform_asks_to_wait(
    small_ward: Ward, seconds: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.platforms.polling.LONGEST_POLL_WAIT", 0.5)  # ten minutes in earnest
    ward = small_ward
    ward.mishap("getUpdates", "429", retry_after=seconds)
    await ward.until(lambda: ward.platform.faults.met == 1)
    ward.say(LAN, "ct 3")
    await ward.told(LAN, 1)
