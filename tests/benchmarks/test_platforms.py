"""The platforms of the measurements keep a bot waiting as long as it asks: else its polling is what is measured."""

import time

import aiohttp
import pytest

from benchmarks.silent_platform import SilentPlatform
from benchmarks.small_http import begin_to_serve
from benchmarks.wave_platform import WavePlatform
from bot.platforms.telegram.client import BotApi, TooManyRequests


@pytest.mark.parametrize("platform", [SilentPlatform(), WavePlatform(30)], ids=["silent", "wave"])
async def test_a_long_poll_waits_as_long_as_the_program_asks(platform):
    """They answered after a second, 50 times as often as Telegram does."""
    server, address = await begin_to_serve(platform.answer)
    async with aiohttp.ClientSession() as session, server:
        api = BotApi(session, "7:token", address)
        asked = time.monotonic()
        assert await api.call("getUpdates", {"timeout": 2, "limit": 100, "offset": 5}, 10.0) == []
        assert 2.0 <= time.monotonic() - asked < 4.0
        assert (await api.bot.get_me()).id == 7


async def test_an_update_is_handed_out_until_the_offset_says_that_it_is_kept():
    platform = WavePlatform(30)
    server, address = await begin_to_serve(platform.answer)
    async with aiohttp.ClientSession() as session, server:
        api = BotApi(session, "7:token", address)
        said = {"bot": "7", "chat": "1", "text": "/done 3"}
        async with session.post(f"{address}/say", json=said) as answer:
            answer.raise_for_status()
        for _ in range(2):
            (update,) = await api.call("getUpdates", {"timeout": 5, "limit": 100}, 10.0)
        assert update["message"]["text"] == "/done 3"
        offset = update["update_id"] + 1
        assert await api.call("getUpdates", {"timeout": 0, "limit": 100, "offset": offset}, 10.0) == []


async def test_more_than_the_rate_in_a_second_is_refused():
    platform = WavePlatform(3)
    server, address = await begin_to_serve(platform.answer)
    async with aiohttp.ClientSession() as session, server:
        api = BotApi(session, "7:token", address)
        for _ in range(3):
            await api.bot.send_message(1, "x")
        with pytest.raises(TooManyRequests):
            await api.bot.send_message(1, "x")
        async with session.get(f"{address}/seen?0") as answer:
            arrived, refused = await answer.json()
    assert (len(arrived), refused) == (3, 1)
