"""The floor of sending: a stock python-telegram-bot client that sends one message after the other."""

import asyncio
import sys

from telegram import Bot

FIRST = 1001


async def main(token: str, url: str, count: int) -> None:
    """Send so many messages, each to another phone."""
    async with Bot(token, base_url=f"{url}/bot") as bot:
        for number in range(count):
            await bot.send_message(FIRST + number, "Đồng chí có một việc đến hạn vào ngày 13/4/2026.")


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], int(sys.argv[3])))
