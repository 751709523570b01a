"""Whatever number Zalo names, or somebody who plays it: receiving and sending go on within their bounds."""

import json
from typing import Any

import pytest
from hypothesis import given

from bot.conversation.rate_limits import Pacer
from bot.messages import DeliveryFailed, DeliveryUnknown
from bot.platforms.errors import Unreadable
from bot.platforms.zalo.inbound import LONGEST_ID, chat_of, read_update, update_key
from bot.platforms.zalo.outbound import ZaloChannel
from domain.bounds import LONGEST_CHAT_WAIT
from domain.deliveries import Result
from tests.bot.absurd import DATES, LONG, LONGER, NUMBERS, Line, name
from tests.bot.platforms.zalo.test_polling import Harness
from tests.domain.test_bounds import NAMED
from wording.messages import Message


class Events:
    """Keeps the events as they are."""

    def __init__(self) -> None:
        self.kept: list[Any] = []

    async def __call__(self, event: Any) -> None:
        self.kept.append(event)


@pytest.mark.parametrize("code", [*NUMBERS, '"429"', '"403"'], ids=name)
async def test_after_an_answer_of_any_code_the_next_poll_comes(api, server, event, code):
    body = f'{{"ok":false,"error_code":{code},"description":"wait","parameters":{{"retry_after":{code}}}}}'
    server.answer("getUpdates", (200, body), (429, body), event("m1"))
    async with Harness(api, Events()).running() as h:
        await h.until(lambda: h.storage.kept)
    assert h.storage.kept == [event("m1")]


@pytest.mark.parametrize("code", [*NUMBERS, '"429"', '"500"', "429", "408"], ids=name)
async def test_a_chat_refused_with_any_code_is_tried_again_within_the_hour(api, server, code):
    line = Line(ZaloChannel(api), Pacer(-10.0, rate=5.0, capacity=1))
    body = f'{{"ok":false,"error_code":{code},"description":"no","parameters":{{"retry_after":{code}}}}}'
    server.answer("sendMessage", (200, body))
    refused = await line.sends("c1")
    assert refused.result in {Result.REFUSED, Result.UNKNOWN}
    assert not refused.rejected
    assert (refused.retry_after or 0) <= LONGEST_CHAT_WAIT
    line.later = LONGEST_CHAT_WAIT + 1
    assert (await line.sends("c1")).result is Result.SENT


async def test_a_code_that_is_a_text_counts_as_the_number_it_spells(api, server):
    for spelt in ('"429"', "429"):
        server.answer("sendMessage", (200, f'{{"ok":false,"error_code":{spelt},"description":"Too many requests"}}'))
        with pytest.raises(DeliveryFailed) as caught:
            await ZaloChannel(api).send("c1", Message("chào"))
        assert caught.value.is_token_wide


@pytest.mark.parametrize("date", DATES, ids=name)
async def test_a_message_that_was_accepted_counts_as_sent_whatever_its_date(api, server, date):
    server.answer("sendMessage", (200, f'{{"ok":true,"result":{{"message_id":"abc5","date":{date}}}}}'))
    assert (await ZaloChannel(api).send("c1", Message("chào"))).message_id == "abc5"


@pytest.mark.parametrize("number", [*NUMBERS, '"a\\u0000b"', '"\\ud800"', f'"{"9" * 500}"'], ids=name)
async def test_a_message_s_id_is_one_that_every_database_keeps(api, server, number):
    server.answer("sendMessage", (200, f'{{"ok":true,"result":{{"message_id":{number},"date":1}}}}'))
    try:
        sent = await ZaloChannel(api).send("c1", Message("chào"))
    except DeliveryUnknown:
        pytest.fail("it was accepted")
    assert len(sent.message_id) <= LONGEST_ID
    assert "\x00" not in sent.message_id
    sent.message_id.encode()


@pytest.mark.parametrize("number", NUMBERS, ids=name)
async def test_who_the_bot_is_may_have_any_number(api, server, number):
    server.answer("getMe", (200, f'{{"ok":true,"result":{{"id":{number},"account_name":"Đôn đốc"}}}}'))
    identity = await ZaloChannel(api).identify()
    assert identity.name == "Đôn đốc"
    assert len(identity.id) <= LONGEST_ID


@pytest.mark.parametrize("number", [LONG, LONGER, "1e400", "NaN", "Infinity"], ids=name)
async def test_an_event_with_a_number_nobody_can_read_is_kept_all_the_same(api, server, event, number):
    odd = json.dumps(event("m1")).replace("1775800000000", number)
    server.answer("getUpdates", (200, f'{{"ok":true,"result":{odd}}}'))
    async with Harness(api, Events()).running() as h:
        await h.until(lambda: h.storage.kept)
    assert read_update(h.storage.kept[0]).text == "xong 3"
    assert json.loads(json.dumps(h.storage.kept[0]))


@given(NAMED, NAMED)
def test_an_event_of_any_numbers_is_unreadable_or_fits_what_is_kept(number: Any, at: Any) -> None:
    if isinstance(number, bytes) or isinstance(at, bytes):  # no JSON
        return
    sender = {"id": number, "display_name": "Ai", "is_bot": False}
    for chat in ({"id": number}, {"id": "c1"}):
        message = {"from": sender, "chat": chat, "text": "xong 3", "message_id": number, "date": at}
        raw = {"event_name": "message.text.received", "message": message}
        assert len(chat_of(raw) or "") <= LONGEST_ID
        try:
            origin = read_update(raw)
        except Unreadable:
            continue
        assert 0 < len(origin.chat_id) <= LONGEST_ID
        assert 0 < len(origin.account_id) <= LONGEST_ID


@given(NAMED)
def test_an_event_s_key_is_short_whatever_its_message_s_number(number: Any) -> None:
    if type(number) is int and abs(number) >= 10**4300:  # no JSON reads so
        return
    assert len(update_key({"event_name": "x", "message": {"message_id": number}})) <= LONGEST_ID
