"""A tiny Zalo server on a real socket: it keeps what it is asked and answers what a test has laid ready."""

import asyncio
import json
from collections import defaultdict

import aiohttp
import pytest
from aiohttp import web

from bot.platforms.zalo.client import ZaloApi

TOKEN = "123456:CANARY-secret-of-this-test"
SECRET = TOKEN.partition(":")[2]


class FakeZalo:
    """`asked` lists (method, parameters); `ready[method]` answers in order, then the usual answer.

    An answer is a `result`, an (HTTP status, body) pair, or a function of the request.
    """

    def __init__(self):
        self.asked, self.paths, self.ready, self.next_number = [], [], defaultdict(list), 100
        self.url = ""

    def answer(self, method, *answers):
        self.ready[method].extend(answers)

    def refuse(self, method, code, description, *, status=200, spelling="error_code"):
        body = {"ok": False, spelling: code, "description": description}
        self.answer(method, (status, json.dumps(body)))

    def asked_for(self, method):
        return [params for asked, params in self.asked if asked == method]

    async def handle(self, request):
        method = request.match_info["method"]
        self.paths.append(request.path)
        self.asked.append((method, await request.json()))
        answer = self.ready[method].pop(0) if self.ready[method] else await self._usual(method)
        if callable(answer):
            return await answer(request)
        if isinstance(answer, tuple):
            return web.Response(status=answer[0], text=answer[1])
        return web.json_response({"ok": True, "result": answer})

    async def _usual(self, method):
        if method == "getUpdates":
            await asyncio.sleep(0.02)
            return (408, '{"ok":false,"error_code":408,"description":"Request timeout"}')
        self.next_number += 1
        return {"message_id": f"abc{self.next_number}", "date": 1_775_800_000_000}


@pytest.fixture
async def server():
    fake = FakeZalo()
    app = web.Application()
    app.router.add_post("/bot{token}/{method}", fake.handle)
    runner = web.AppRunner(app, shutdown_timeout=0.1, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    fake.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield fake
    await runner.cleanup()


@pytest.fixture
async def session():
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
def api(server, session):
    return ZaloApi(session, TOKEN, server.url)


@pytest.fixture
async def broken_line():
    """Starts a server that reads a request and then breaks the line in the given way; gives its URL."""
    servers = []

    async def start(reply: bytes | None):
        ended = asyncio.Event()

        async def handle(reader, writer):
            await reader.readuntil(b"\r\n\r\n")
            if reply is None:
                await reader.read()  # says nothing until the other side hangs up
            writer.write(reply or b"")
            writer.close()
            ended.set()

        listening = await asyncio.start_server(handle, "127.0.0.1", 0)
        servers.append((listening, ended))
        return f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}"

    yield start
    for listening, ended in servers:
        await asyncio.wait_for(ended.wait(), 5)
        listening.close()
        await asyncio.sleep(0.01)  # the closed connection leaves the loop


def text_event(number="m1", text="xong 3", chat="chat-lan", **more):
    """An event as the platform's pages show it."""
    return {
        "event_name": "message.text.received",
        "message": {
            "from": {"id": "lan", "display_name": "Nguyễn Thị Lan", "is_bot": False},
            "chat": {"id": chat, "chat_type": "PRIVATE"},
            "text": text,
            "message_id": number,
            "date": 1_775_800_000_000,
        }
        | more,
    }


@pytest.fixture
def event():
    return text_event
