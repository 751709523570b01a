"""A Telegram that never has anything to say to any bot: `python -m benchmarks.silent_platform` writes its address.

As little of HTTP as the program needs, so that thousands of bots wait on one small process. `GET /waiting` answers how
many wait, and for how many seconds nothing else was asked.
"""

import asyncio
import json
import re
import sys
import time

# Headers and fields that are read.
LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)
TIMEOUT = re.compile(rb'"timeout": *(\d+)')
_ANSWERS = {
    b"getUpdates": [], b"getMyCommands": [], b"getMyDescription": {"description": ""},
    b"getMyShortDescription": {"short_description": ""}, b"getUserProfilePhotos": {"total_count": 1, "photos": []},
}  # fmt: skip


class _Seen:
    waiting = 0
    asked_at = time.monotonic()


async def _serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while True:
            head = await reader.readuntil(b"\r\n\r\n")
            length = LENGTH.search(head)
            body = await reader.readexactly(int(length[1])) if length else b""
            bot, _, method = head.split(b" ", 2)[1].rpartition(b"/")
            if method == b"getUpdates":
                asked = TIMEOUT.search(body)
                _Seen.waiting += 1
                try:
                    await asyncio.sleep(int(asked[1]) if asked else 1)
                finally:
                    _Seen.waiting -= 1
            elif method != b"waiting":
                _Seen.asked_at = time.monotonic()
            writer.write(answer_of(bot, method))
            await writer.drain()
    except (asyncio.IncompleteReadError, ConnectionError):
        writer.close()


def answer_of(bot: bytes, method: bytes) -> bytes:
    """What a bot is answered that asks nothing else than who it is and what it shows."""
    if method == b"waiting":
        return as_http([_Seen.waiting, time.monotonic() - _Seen.asked_at])
    number = int(bot.removeprefix(b"/bot").partition(b":")[0] or 1)
    me = {"id": number, "is_bot": True, "first_name": "bot", "username": f"bot_{number}_bot"}
    found = me if method == b"getMe" else _ANSWERS.get(method, True)
    return as_http({"ok": True, "result": found})


def as_http(answer: object) -> bytes:
    """An answer in JSON as it goes over the line."""
    body = json.dumps(answer).encode()
    return b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body)


async def _run() -> None:
    server = await asyncio.start_server(_serve, "127.0.0.1", 0, backlog=4096)
    sys.stdout.write(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(_run())
