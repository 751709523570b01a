"""Pushes events to a webhook as Zalo does: one POST an event, wrapped, its secret in a header; any 2xx takes it."""

import asyncio
from contextlib import suppress

import aiohttp

from sandbox.shapes import Json
from sandbox.zalo.bots import ZaloBot

HEADER = "X-Bot-Api-Secret-Token"
ANSWER_SECONDS = 10
FIRST_WAIT, LONGEST_WAIT = 0.05, 5.0


async def push_events(bot: ZaloBot) -> None:
    """Push what arrives, in order, while a webhook is set; try again until somebody takes it. Runs for ever."""
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=ANSWER_SECONDS)) as http:
        while True:
            if not (bot.webhook and bot.events):
                bot.arrived.clear()
                await bot.arrived.wait()
                continue
            await _push_first(bot, http)


async def check_address(url: str, secret: str) -> str | None:
    """Push an event without a message, as a platform tries an address; return what is wrong with it, else None."""
    check = {"ok": True, "result": {"event_name": "webhook.verification"}}
    try:
        async with (
            aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=ANSWER_SECONDS)) as http,
            http.post(url, json=check, headers={HEADER: secret}) as answer,
        ):
            return None if 200 <= answer.status < 300 else f"HTTP {answer.status}"
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        return type(error).__name__


async def _push_first(bot: ZaloBot, http: aiohttp.ClientSession) -> None:
    wait = FIRST_WAIT
    while bot.webhook and bot.events:
        event = bot.events[0]
        if await _is_taken(http, bot.webhook.url, bot.webhook.secret, event):
            bot.events.popleft()
            bot.mark_taken(event)
            return
        await asyncio.sleep(wait)
        wait = min(wait * 2, LONGEST_WAIT)


async def _is_taken(http: aiohttp.ClientSession, url: str, secret: str, event: Json) -> bool:
    with suppress(aiohttp.ClientError, TimeoutError, OSError):  # not delivered: pushed again, as Zalo does
        async with http.post(url, json={"ok": True, "result": event}, headers={HEADER: secret}) as answer:
            return 200 <= answer.status < 300
    return False
