"""Fetching a file: by the path the platform names, never beyond the limit, and never with the token in an error."""

import pytest
from aiohttp import web

from bot.messages import Attachment, FetchFailed
from bot.platforms.telegram.client import BotApi
from bot.platforms.telegram.inbound import TelegramFiles
from tests.bot.platforms.telegram.test_client import SECRET, everything_said

CONTENT = "Kế hoạch".encode() * 1000
FILE = Attachment("BQAD1", "Kế hoạch.docx")


@pytest.fixture
async def files(session):
    """A server with one file, the paths it was asked for, and the way to answer getFile."""
    asked, named = (
        [],
        {"ok": True, "result": {"file_id": "BQAD1", "file_unique_id": "AQAD1", "file_path": "documents/file 1.docx"}},
    )

    async def get_file(_request):
        return web.json_response(named, status=named.get("error_code", 200))

    async def download(request):
        asked.append(request.path)
        if request.match_info["path"] != "documents/file 1.docx":
            return web.Response(status=404)
        return web.Response(body=CONTENT)

    app = web.Application()
    app.router.add_post("/bot{token}/getFile", get_file)
    app.router.add_get("/file/bot{token}/{path:.+}", download)
    runner = web.AppRunner(app, shutdown_timeout=0.1, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield BotApi(session, f"123456:{SECRET}", url), named, asked
    await runner.cleanup()


async def test_a_file_arrives_whole(files):
    api, _, asked = files
    assert await TelegramFiles(api, len(CONTENT)).fetch(FILE) == CONTENT
    assert asked == [f"/file/bot123456:{SECRET}/documents/file 1.docx"]


async def test_no_more_is_read_than_allowed(files):
    api, _, _ = files
    with pytest.raises(FetchFailed) as caught:
        await TelegramFiles(api, len(CONTENT) - 1).fetch(FILE)
    assert caught.value.trouble == "too_large"


@pytest.mark.parametrize(
    ("code", "description", "trouble"),
    [
        (400, "Bad Request: file is too big", "too_large"),
        (400, "Bad Request: invalid file_id", "not_fetched"),
        (500, "Internal Server Error", None),
        (401, "Unauthorized", None),
    ],
)
async def test_only_what_can_never_succeed_is_given_up(files, code, description, trouble):
    api, named, _ = files
    named.clear()
    named.update(ok=False, error_code=code, description=description)
    with pytest.raises(FetchFailed) as caught:
        await TelegramFiles(api, len(CONTENT)).fetch(FILE)
    assert caught.value.trouble == trouble


async def test_a_path_that_is_gone_is_asked_for_again_later(files):
    api, named, _ = files
    named["result"] |= {"file_path": "documents/gone.docx"}
    with pytest.raises(FetchFailed) as caught:
        await TelegramFiles(api, len(CONTENT)).fetch(FILE)
    assert caught.value.trouble is None


async def test_a_broken_line_shows_no_token(session, broken_line):
    api = BotApi(session, f"123456:{SECRET}", await broken_line(b""))
    with pytest.raises(FetchFailed) as caught:
        await TelegramFiles(api, len(CONTENT)).fetch(FILE)
    assert caught.value.trouble is None
    assert SECRET not in everything_said(caught.value)
