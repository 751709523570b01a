"""Messages in, exact requests out; and what each refusal means for the delivery."""

import pytest

from bot.messages import DeliveryFailed, DeliveryUnknown, Sent
from bot.platforms.errors import BAD_TOKEN_WAIT, LINE_DOWN_WAIT, TokenRefused
from bot.platforms.zalo.client import ZaloApi
from bot.platforms.zalo.errors import QUOTA_WAIT, TOO_FAST_WAIT
from bot.platforms.zalo.outbound import BotIdentity, ZaloChannel
from wording.layout import utf16_length
from wording.messages import Button, Message


@pytest.fixture
def channel(api):
    return ZaloChannel(api)


async def refused(channel, kind=DeliveryFailed):
    with pytest.raises(kind) as caught:
        await channel.send("c1", Message("chào"))
    return caught.value


async def test_a_text_is_sent_as_it_is_and_nothing_else(channel, server):
    message = Message("<b>xong 3</b> *đậm*", ((Button("Xong", "done 3"),),), picture=b"png")
    assert await channel.send("c1", message) == Sent("abc101")
    assert server.asked == [("sendMessage", {"chat_id": "c1", "text": "<b>xong 3</b> *đậm*"})]


async def test_an_edit_becomes_a_new_message(channel, server):
    assert await channel.send("c1", Message("chào"), "abc7") == Sent("abc101")


async def test_a_text_too_long_is_cut_visibly_at_2000_utf16_units(channel, server):
    await channel.send("c1", Message("🙂" * 1500))
    [sent] = server.asked_for("sendMessage")
    assert utf16_length(sent["text"]) <= 2000
    assert sent["text"].endswith("…")
    assert len(server.asked) == 1


async def test_accepted_without_a_number_is_accepted(channel, server):
    server.answer("sendMessage", None, {"message_id": 42})
    assert await channel.send("c1", Message("a")) == Sent("")
    assert await channel.send("c1", Message("a")) == Sent("42")


@pytest.mark.parametrize(
    ("code", "words", "permanent", "rejected", "wait"),
    [
        (400, "chat not found", True, False, None),
        (404, "User not found", True, False, None),
        (400, "text is too long", False, True, None),
        (401, "Unauthorized", False, False, BAD_TOKEN_WAIT),
        (404, "Not found", False, False, BAD_TOKEN_WAIT),
        (403, "Internal server error", False, False, LINE_DOWN_WAIT),
        (429, "Too many requests", False, False, TOO_FAST_WAIT),
        (429, "Quota exceeded", False, False, QUOTA_WAIT),
        (418, "", False, False, None),
    ],
)
async def test_a_refusal_means(channel, server, code, words, permanent, rejected, wait):
    server.refuse("sendMessage", code, words)
    error = await refused(channel)
    assert (error.permanent, error.rejected, error.retry_after) == (permanent, rejected, wait)
    assert error.is_token_wide is (wait is not None)


@pytest.mark.parametrize("code", [408, 500, 502])
async def test_a_timeout_or_trouble_of_the_server_leaves_open_whether_it_arrived(channel, server, code):
    server.refuse("sendMessage", code, "Request timeout")
    await refused(channel, DeliveryUnknown)


async def test_a_line_that_breaks_after_the_request_leaves_it_open(session, broken_line):
    channel = ZaloChannel(ZaloApi(session, "1:x", await broken_line(b"")))
    await refused(channel, DeliveryUnknown)


async def test_without_a_connection_it_was_surely_not_sent(session, unused_tcp_port):
    error = await refused(ZaloChannel(ZaloApi(session, "1:x", f"http://127.0.0.1:{unused_tcp_port}")))
    assert (error.retry_after, error.is_token_wide) == (LINE_DOWN_WAIT, True)


async def test_the_bot_says_who_it_is(channel, server):
    server.answer("getMe", {"id": "42", "account_name": "bot.dondoc", "account_type": "BASIC"}, None)
    assert await channel.identify() == BotIdentity("42", "bot.dondoc")
    assert await channel.identify() == BotIdentity("", "")


@pytest.mark.parametrize("code", [401, 404])
async def test_a_token_unknown_to_the_platform_is_named(channel, server, code):
    server.refuse("getMe", code, "Unauthorized")
    with pytest.raises(TokenRefused):
        await channel.identify()


def test_the_channel_says_what_it_can_do():
    can = ZaloChannel.capabilities
    assert (can.has_buttons, can.has_edits, can.has_pictures, can.max_length) == (False, False, False, 2000)
