"""Pictures from Zalo: only from public addresses, never beyond the limit, and no answer is trusted."""

import asyncio

import aiohttp
import pytest
from aiohttp import web

from bot.messages import Attachment, FetchFailed
from bot.platforms.zalo.inbound import ZaloFiles

MOST = 100


@pytest.fixture
async def url():
    async def answer(request: web.Request) -> web.StreamResponse:
        what = request.match_info["what"]
        if what == "large":
            return web.Response(body=b"x" * (MOST + 1))
        if what == "elsewhere":
            raise web.HTTPFound("http://127.0.0.1:1/")
        if what == "slow":
            await asyncio.sleep(30)
        return web.Response(body=b"picture", status=int(what) if what.isdecimal() else 200)

    app = web.Application()
    app.router.add_get("/{what}", answer)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    yield f"http://127.0.0.1:{site._server.sockets[0].getsockname()[1]}"
    await runner.cleanup()


@pytest.fixture
async def files(url):
    async with aiohttp.ClientSession() as session:
        yield ZaloFiles(session, url, MOST)


async def trouble_of(files: ZaloFiles, address: str) -> str | None:
    with pytest.raises(FetchFailed) as failed:
        await files.fetch(Attachment(address, ""))
    return failed.value.trouble


async def test_a_picture_is_fetched_by_its_address(files, url):
    assert await files.fetch(Attachment(f"{url}/picture", "")) == b"picture"


async def test_what_is_larger_than_allowed_is_not_read_to_its_end(files, url):
    assert await trouble_of(files, f"{url}/large") == "too_large"


@pytest.mark.parametrize("status", ["404", "403", "410", "elsewhere"])
async def test_what_is_gone_or_points_elsewhere_is_not_asked_for_again(files, url, status):
    assert await trouble_of(files, f"{url}/{status}") == "not_fetched"


@pytest.mark.parametrize("status", ["500", "502", "429"])
async def test_a_server_in_trouble_is_asked_again_later(files, url, status):
    assert await trouble_of(files, f"{url}/{status}") is None


async def test_a_server_that_says_nothing_is_asked_again_later(files, url, monkeypatch):
    monkeypatch.setattr("bot.platforms.zalo.inbound.READ_TIMEOUT", 0.1)
    assert await trouble_of(files, f"{url}/slow") is None


@pytest.mark.parametrize(
    "address",
    [
        "http://example.org/a.jpg", "https://10.0.0.7/a.jpg", "https://127.0.0.1/a", "https://[::1]/a",
        "https://localhost/a", "https://may-chu/a", "https://router.local/a", "https://db.internal/a", "file:///etc/passwd",
        "https://[/a", "",
    ],
)  # fmt: skip
async def test_an_address_that_is_not_public_is_never_asked(files, address):
    assert await trouble_of(files, address) == "not_fetched"
