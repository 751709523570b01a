"""A tiny Bot API server on a real socket: it keeps what it is asked and answers what a test has laid ready."""

import asyncio
import json
from collections import defaultdict

import pytest
from aiohttp import web

from bot.platforms.client import open_session
from bot.platforms.telegram.client import BotApi

TOKEN = "123456:CANARY-secret-of-this-test"
USER = {"id": 1, "is_bot": True, "first_name": "dondoc", "username": "dondoc_bot"}


class FakeBotApi:
    """`asked` lists (method, parameters, {file name: bytes}); `ready[method]` answers in order, then the usual answer.

    An answer is a `result`, an (HTTP status, body) pair, or a function of the request.
    """

    def __init__(self):
        self.asked, self.paths, self.ready, self.next_message_id = [], [], defaultdict(list), 100
        self.url = ""

    def answer(self, method, *answers):
        self.ready[method].extend(answers)

    def refuse(self, method, code, description, **parameters):
        body = {"ok": False, "error_code": code, "description": description}
        self.answer(method, (code, json.dumps(body | ({"parameters": parameters} if parameters else {}))))

    def asked_for(self, method):
        return [params for asked, params, _ in self.asked if asked == method]

    async def handle(self, request):
        method = request.match_info["method"]
        self.paths.append(request.path)
        params, files = await self._read(request)
        self.asked.append((method, params, files))
        answer = self.ready[method].pop(0) if self.ready[method] else self._usual(method, params)
        if callable(answer):
            return await answer(request)
        if isinstance(answer, tuple):
            return web.Response(status=answer[0], text=answer[1])
        return web.json_response({"ok": True, "result": answer})

    async def _read(self, request):
        params, files = {}, {}
        for name, value in (await request.post()).items():
            if isinstance(value, web.FileField):
                files[name] = (value.filename, value.content_type, value.file.read())
            else:
                params[name] = value
        return params, files

    def _usual(self, method, params):
        if method in {"sendMessage", "sendPhoto", "sendDocument", "editMessageText"}:
            self.next_message_id += 1
            return {
                "message_id": self.next_message_id,
                "date": 1_775_800_000,
                "chat": {"id": int(params["chat_id"]), "type": "private"},
                "text": params.get("text", ""),
            }
        return {"getMe": USER, "getUpdates": []}.get(method, True)


async def _serve(handler):
    app = web.Application(client_max_size=20_000_000)
    app.router.add_post("/bot{token}/{method}", handler)
    runner = web.AppRunner(app, shutdown_timeout=0.1, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    return runner, f"http://127.0.0.1:{runner.addresses[0][1]}"


@pytest.fixture
async def server():
    fake = FakeBotApi()
    runner, fake.url = await _serve(fake.handle)
    yield fake
    await runner.cleanup()


@pytest.fixture
async def session():
    async with open_session() as session:
        yield session


@pytest.fixture
def api(server, session):
    return BotApi(session, TOKEN, server.url)


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
