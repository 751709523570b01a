"""As little of HTTP and of the Bot API as the program needs, so that thousands of bots wait on one small process."""

import asyncio
import json
import re
import sys
from collections.abc import Awaitable, Callable

_LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)
# The program sends its parameters as a form.
_TIMEOUT = re.compile(rb"(?:^|&)timeout=(\d+)")
_ANSWERS = {
    b"getUpdates": [], b"getMyCommands": [], b"getMyDescription": {"description": ""},
    b"getMyShortDescription": {"short_description": ""}, b"getUserProfilePhotos": {"total_count": 1, "photos": []},
}  # fmt: skip

# The path before its last slash ("/bot" and the token), the rest of it, the body -> an answer as of `as_http`.
Answer = Callable[[bytes, bytes, bytes], Awaitable[bytes]]


def serve_for_ever(answer: Answer) -> None:
    """Write the address of a server on a free port, and answer."""
    asyncio.run(_serve_for_ever(answer))


async def begin_to_serve(answer: Answer) -> tuple[asyncio.Server, str]:
    """A server that answers already, and its address."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                length = _LENGTH.search(head)
                body = await reader.readexactly(int(length[1])) if length else b""
                bot, _, method = head.split(b" ", 2)[1].rpartition(b"/")
                writer.write(await answer(bot, method, body))
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0, backlog=4096)
    return server, f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"


def poll_seconds(body: bytes) -> int:
    """How long `getUpdates` wants to wait for an update."""
    asked = _TIMEOUT.search(body)
    return int(asked[1]) if asked else 0


def answer_of(bot: bytes, method: bytes) -> bytes:
    """What a bot is answered that asks nothing else than who it is and what it shows."""
    number = int(bot.removeprefix(b"/bot").partition(b":")[0] or 1)
    me = {"id": number, "is_bot": True, "first_name": "bot", "username": f"bot_{number}_bot"}
    found = me if method == b"getMe" else _ANSWERS.get(method, True)
    return as_http({"ok": True, "result": found})


def as_http(answer: object, status: bytes = b"200 OK") -> bytes:
    """An answer in JSON as it goes over the line."""
    body = json.dumps(answer).encode()
    head = b"HTTP/1.1 %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % (status, len(body))
    return head + body


async def _serve_for_ever(answer: Answer) -> None:
    server, address = await begin_to_serve(answer)
    sys.stdout.write(f"{address}\n")
    sys.stdout.flush()
    await server.serve_forever()
