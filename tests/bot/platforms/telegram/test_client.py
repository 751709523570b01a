"""The transport: the envelope, the errors with their cause, and the token that must never show."""

import io
import logging
import traceback

import aiohttp
import pytest
from telegram.error import BadRequest, Conflict, Forbidden, InvalidToken, NetworkError, TimedOut

from bot.platforms import client as shared
from bot.platforms.telegram import client
from bot.platforms.telegram.client import BotApi, TooManyRequests

SECRET = "CANARY-secret-of-this-test"


def everything_said(error):
    """All that a log or a person could ever see of an exception and of those it came from."""
    words, seen = "".join(traceback.format_exception(error)), set()
    while error and id(error) not in seen:
        seen.add(id(error))
        words += f"{error} {error!r} {error.args!r} {vars(error)!r}"
        error = error.__cause__ or error.__context__
    return words


async def test_a_raw_call_gives_the_result_of_the_envelope(api, server):
    server.answer("getUpdates", [{"update_id": 7, "of_no_known": "shape"}])
    result = await api.call("getUpdates", {"offset": 7, "timeout": 0, "allowed_updates": ["message"]}, 5)
    assert result == [{"update_id": 7, "of_no_known": "shape"}]
    assert server.asked == [("getUpdates", {"offset": "7", "timeout": "0", "allowed_updates": '["message"]'}, {})]


async def test_the_token_stands_in_the_path_and_nowhere_else(api, server):
    await api.bot.get_me()
    assert server.paths == [f"/bot123456:{SECRET}/getMe"]


@pytest.mark.parametrize(
    ("status", "description", "expected"),
    [
        (400, "Bad Request: chat not found", BadRequest),
        (401, "Unauthorized", InvalidToken),
        (404, "Not Found", InvalidToken),
        (409, "Conflict: terminated by other getUpdates request", Conflict),
        (500, "Internal Server Error", NetworkError),
        (502, "Bad Gateway", NetworkError),
    ],
)
async def test_a_refusal_is_raised_as_what_it_is(api, server, status, description, expected):
    server.refuse("getUpdates", status, description)
    with pytest.raises(expected):
        await api.call("getUpdates", {}, 5)


@pytest.mark.parametrize(
    ("envelope", "expected"),
    [
        ('{"ok":false,"error_code":403,"description":"Forbidden: bot was blocked by the user"}', Forbidden),
        ('{"ok": false, "error_code": 502, "description": "Bad Gateway"}', NetworkError),
        ('{"ok":false,"error_code":400,"description":"Bad Request: message text is empty"}', BadRequest),
        ('{"ok":false,"description":"no code"}', NetworkError),
        ('{"ok":false,"error_code":200}', NetworkError),
        ('{"ok":false,"error_co', NetworkError),
        ('{"ok":false,"error_code":429,"parameters":{"retry_after":7}}', TooManyRequests),
    ],
)
async def test_a_refusal_over_200_is_a_refusal_all_the_same(api, server, envelope, expected):
    server.answer("sendMessage", (200, envelope))
    with pytest.raises(expected):
        await api.bot.send_message("5", "x")


async def test_too_many_requests_say_how_long_to_wait(api, server):
    server.refuse("getUpdates", 429, "Too Many Requests: retry after 7", retry_after=7)
    server.answer("getUpdates", (429, "slow down"))
    with pytest.raises(TooManyRequests) as caught:
        await api.call("getUpdates", {}, 5)
    assert caught.value.retry_after == 7
    with pytest.raises(TooManyRequests) as caught:
        await api.call("getUpdates", {}, 5)
    assert caught.value.retry_after == client.DEFAULT_RETRY_AFTER


@pytest.mark.parametrize("body", ["", "<html>", "[]", '"text"', '{"ok": true}', '{"ok": tr', "[" * 100_000])
async def test_an_answer_that_is_no_envelope_is_a_network_error(api, server, body, caplog):
    server.answer("getUpdates", (200, body))
    with pytest.raises(NetworkError):
        await api.call("getUpdates", {}, 5)
    assert not caplog.records


async def test_a_refused_connection_has_the_connectors_error_as_its_cause(session, unused_url):
    with pytest.raises(NetworkError) as caught:
        await BotApi(session, f"1:{SECRET}", unused_url).call("getMe", {}, 5)
    assert isinstance(caught.value.__cause__, aiohttp.ClientConnectorError)


async def test_no_answer_in_time_is_a_timeout_with_its_cause(session, broken_line):
    with pytest.raises(TimedOut) as caught:
        await BotApi(session, f"1:{SECRET}", await broken_line(None)).call("getMe", {}, 0.1)
    assert isinstance(caught.value.__cause__, aiohttp.SocketTimeoutError)


async def test_a_connection_that_does_not_come_about_in_time_says_so_without_the_token(session, monkeypatch):
    monkeypatch.setattr(shared, "CONNECT_TIMEOUT", 0.1)
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=1)) as narrow:
        api = BotApi(narrow, f"1:{SECRET}", "http://127.0.0.1:9")
        narrow.connector._available_connections = lambda _key: 0  # as when all connections are in use
        with pytest.raises(TimedOut) as caught:
            await api.call("getMe", {}, 5)
    assert isinstance(caught.value.__cause__, aiohttp.ConnectionTimeoutError)
    assert SECRET not in everything_said(caught.value)


@pytest.mark.parametrize("reply", [b"", b'HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"ok"', b"nonsense\r\n\r\n"])
async def test_a_broken_line_is_a_network_error_with_its_cause(session, broken_line, reply):
    with pytest.raises(NetworkError) as caught:
        await BotApi(session, f"1:{SECRET}", await broken_line(reply)).call("getMe", {}, 5)
    assert isinstance(caught.value.__cause__, aiohttp.ClientError | None)
    assert SECRET not in everything_said(caught.value)


@pytest.mark.parametrize(
    "bad_url", ["http://", "http://[::1", "ht!tp://x", "http://no.such.host.invalid", "http://999.1.1.1"]
)
async def test_a_wrong_address_never_shows_the_token(session, bad_url):
    with pytest.raises(NetworkError) as caught:
        await BotApi(session, f"1:{SECRET}", bad_url).call("getMe", {}, 5)
    assert SECRET not in everything_said(caught.value)


@pytest.mark.parametrize("status", [200, 404, 502])
async def test_a_server_that_echoes_the_path_does_not_bring_the_token_into_an_error(api, server, status):
    server.answer("getMe", (status, f"cannot POST /bot123456:{SECRET}/getMe"))
    with pytest.raises(NetworkError if status != 404 else InvalidToken) as caught:
        await api.call("getMe", {}, 5)
    assert SECRET not in everything_said(caught.value)


async def test_no_log_line_at_any_level_and_no_repr_shows_the_token(api, server):
    written = io.StringIO()
    handler, root = logging.StreamHandler(written), logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        bot = api.bot
        server.refuse("getMe", 401, "Unauthorized")
        with pytest.raises(InvalidToken):
            await bot.get_me()
        await bot.send_message(5, "xin chào")
        await api.call("getUpdates", {"timeout": 0}, 5)
    finally:
        root.removeHandler(handler)
        root.setLevel(level)
    assert "sendMessage" in written.getvalue()  # the library did log its calls
    for shown in (written.getvalue(), repr(bot), repr(api), str(bot), bot.token, bot.base_url):
        assert SECRET not in shown


@pytest.fixture
def unused_url(unused_tcp_port):
    return f"http://127.0.0.1:{unused_tcp_port}"
