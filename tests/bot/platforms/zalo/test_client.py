"""The transport: `ok` decides whatever the HTTP status is, and the token never shows."""

import logging
import traceback

import pytest

from bot.platforms.client import LineBroken
from bot.platforms.zalo.client import ZaloApi, ZaloRefused

TOKEN = "123456:CANARY-secret-of-this-test"


def everything_said(error):
    """All that a log or a person could ever see of an exception and of those it came from."""
    words, seen = "".join(traceback.format_exception(error)), set()
    while error and id(error) not in seen:
        seen.add(id(error))
        words += f"{error} {error!r} {error.args!r} {vars(error)!r}"
        error = error.__cause__ or error.__context__
    return words


async def test_a_call_posts_json_to_the_bots_address_and_gives_the_result(api, server):
    server.answer("getMe", {"id": "9", "account_name": "Đôn đốc"})
    assert await api.call("getMe", {"a": 1}) == {"id": "9", "account_name": "Đôn đốc"}
    assert server.paths == [f"/bot{TOKEN}/getMe"]
    assert server.asked == [("getMe", {"a": 1})]


@pytest.mark.parametrize("status", [200, 400, 403, 500])
@pytest.mark.parametrize("spelling", ["error_code", "errorCode"])
async def test_ok_false_is_a_refusal_whatever_the_http_status(api, server, status, spelling):
    server.refuse("sendMessage", 403, "Internal server error", status=status, spelling=spelling)
    with pytest.raises(ZaloRefused) as refused:
        await api.call("sendMessage", {})
    assert (refused.value.code, refused.value.description) == (403, "Internal server error")


async def test_a_refusal_without_a_code_has_the_status(api, server):
    server.answer("sendMessage", (429, '{"ok":false}'))
    with pytest.raises(ZaloRefused) as refused:
        await api.call("sendMessage", {})
    assert refused.value.code == 429


async def test_ok_true_over_a_bad_status_is_still_ok(api, server):
    server.answer("sendMessage", (500, '{"ok":true,"result":{"message_id":"m"}}'))
    assert await api.call("sendMessage", {}) == {"message_id": "m"}


@pytest.mark.parametrize("body", ["<html>502</html>", "[]", '"ok"', "{}", '{"ok":1}', "", "[" * 100_000])
async def test_an_answer_that_is_no_envelope_leaves_open_what_happened(api, server, body):
    server.answer("sendMessage", (502, body))
    with pytest.raises(LineBroken) as broken:
        await api.call("sendMessage", {})
    assert not broken.value.is_surely_unsent


@pytest.mark.parametrize("reply", [b"", b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{", None])
async def test_a_line_that_breaks_after_the_request_leaves_open_what_happened(session, broken_line, reply):
    api = ZaloApi(session, TOKEN, await broken_line(reply))
    with pytest.raises(LineBroken) as broken:
        await api.call("sendMessage", {}, 0.2)
    assert not broken.value.is_surely_unsent
    assert "CANARY" not in everything_said(broken.value)


async def test_without_a_connection_nothing_was_sent(session, unused_tcp_port):
    api = ZaloApi(session, TOKEN, f"http://127.0.0.1:{unused_tcp_port}")
    with pytest.raises(LineBroken) as broken:
        await api.call("sendMessage", {})
    assert broken.value.is_surely_unsent
    assert "CANARY" not in everything_said(broken.value)


async def test_a_redirect_is_not_followed_with_the_token(api, server):
    server.answer("getMe", (302, "elsewhere"))
    with pytest.raises(LineBroken):
        await api.call("getMe", {})
    assert len(server.paths) == 1


async def test_the_token_never_shows(api, server, caplog):
    caplog.set_level(logging.DEBUG)
    server.refuse("getMe", 404, f"Not found: /bot{TOKEN}/getMe")
    with pytest.raises(ZaloRefused) as refused:
        await api.call("getMe", {})
    assert "CANARY" not in everything_said(refused.value) + repr(api) + caplog.text


async def test_a_url_that_cannot_be_is_a_broken_line_without_the_token(session):
    with pytest.raises(LineBroken) as broken:
        await ZaloApi(session, TOKEN, "no url at all").call("getMe", {})
    assert "CANARY" not in everything_said(broken.value)
