"""Whatever number Telegram names, or somebody who plays it: receiving and sending go on within their bounds."""

import json
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.conversation.rate_limits import Pacer
from bot.messages import DeliveryFailed, DeliveryUnknown, Incoming, Sent
from bot.platforms.errors import Unreadable
from bot.platforms.telegram.inbound import MAX_UPDATE_ID, chat_of, read_update, update_id, update_key
from bot.platforms.telegram.outbound import TelegramChannel
from bot.platforms.telegram.polling import Cursor
from domain.bounds import LONGEST_CHAT_WAIT, LONGEST_POLL_WAIT, SHORTEST_WAIT, read_json
from domain.deliveries import Result
from tests.bot.absurd import DATES, LONG, LONGER, NUMBERS, Line, name
from tests.bot.platforms.telegram.test_polling import Harness, Storage, idle, offsets, text
from tests.domain.test_bounds import NAMED
from wording.messages import Document, Message, SentBefore

PNG = b"\x89PNG picture"


@pytest.fixture(autouse=True)
def quiet_server(server):
    usual = server._usual
    server._usual = lambda method, params: idle if method == "getUpdates" else usual(method, params)


def refusal(parameter: str, number: str, code: int = 429) -> tuple[int, str]:
    return code, f'{{"ok":false,"error_code":{code},"description":"wait","parameters":{{"{parameter}":{number}}}}}'


@pytest.mark.parametrize("code", [429, 420, 400])
@pytest.mark.parametrize("number", NUMBERS, ids=name)
async def test_after_any_wait_that_is_named_the_next_poll_comes_within_ten_minutes(api, server, number, code):
    server.answer("getUpdates", refusal("retry_after", number, code), [text(10)])
    # Ten minutes at a ten thousandth are 60 ms; a day would be 9 s, and infinity as long as ever.
    async with Harness(api, Storage(), jitter=1e-4).running() as h:
        await h.until(lambda: len(offsets(server)) >= 3)
    assert h.storage.batches == [([10], Cursor(11))]


async def test_what_is_added_by_chance_never_makes_a_poll_wait_longer(api, server):
    server.answer("getUpdates", refusal("retry_after", "86400"))
    harness = Harness(api, Storage(), jitter=1.5)
    assert harness.poller._pause(await harness.poller._round()) == LONGEST_POLL_WAIT


@pytest.mark.parametrize("code", [429, 420, 400])
@pytest.mark.parametrize("number", NUMBERS, ids=name)
async def test_a_chat_told_to_wait_any_time_is_tried_again_within_the_hour(api, server, number, code):
    line = Line(TelegramChannel(api), Pacer(-10.0))
    server.answer("sendMessage", refusal("retry_after", number, code))
    refused = await line.sends("77")
    is_named = number not in {"0", "false", "null", "[]", "{}", '""'} or code == 429
    if is_named:
        assert refused.result is Result.REFUSED
        assert not refused.rejected
        assert SHORTEST_WAIT <= (refused.retry_after or 0) <= LONGEST_CHAT_WAIT
    line.later = LONGEST_CHAT_WAIT + 1
    assert (await line.sends("77")).result is Result.SENT


@pytest.mark.parametrize("number", [*NUMBERS, "-1001234567890"], ids=name)
async def test_a_new_chat_id_is_one_that_can_be_kept_or_none(api, server, number):
    server.answer("sendMessage", refusal("migrate_to_chat_id", number, 400))
    with pytest.raises(DeliveryFailed) as caught:
        await TelegramChannel(api).send("77", Message("chào"))
    moved_to = caught.value.moved_to
    assert moved_to is None or (abs(int(moved_to)) < 2**63 and moved_to == str(int(moved_to)))
    assert (moved_to == "-1001234567890") == (number == "-1001234567890")


SENDS = {
    "sendMessage": Message("chào"),
    "sendPhoto": Message("chào", picture=PNG),
    "sendDocument": Message("chào", document=Document("kh.docx", b"file")),
    "sendPhoto again": Message("chào", again=SentBefore("AgAC", "photo")),
    "sendDocument again": Message("chào", again=SentBefore("BQAC", "file")),
    "editMessageText": Message("chào"),
}


@pytest.mark.parametrize("date", DATES, ids=name)
@pytest.mark.parametrize("what", SENDS)
async def test_a_message_that_was_accepted_counts_as_sent_whatever_its_date(api, server, what, date):
    method = what.split()[0]
    chat = '"chat":{"id":77,"type":"private"}'
    server.answer(method, (200, f'{{"ok":true,"result":{{"message_id":5,"date":{date},"edit_date":{date},{chat}}}}}'))
    edit = "5" if method == "editMessageText" else None
    assert await TelegramChannel(api).send("77", SENDS[what], edit) == Sent("5")
    assert len(server.asked) == 1


@pytest.mark.parametrize("number", NUMBERS, ids=name)
@pytest.mark.parametrize("what", ["sendMessage", "sendPhoto"])
async def test_a_message_number_is_one_that_can_be_kept(api, server, what, number):
    server.answer(what, (200, f'{{"ok":true,"result":{{"message_id":{number},"date":1}}}}'))
    try:
        sent = await TelegramChannel(api).send("77", SENDS[what])
    except DeliveryUnknown:
        return
    assert 0 < int(sent.message_id) < 2**63


@pytest.mark.parametrize("number", NUMBERS, ids=name)
async def test_who_the_bot_is_may_have_any_number(api, server, number):
    server.answer(
        "getMe",
        (200, f'{{"ok":true,"result":{{"id":{number},"is_bot":true,"first_name":"Bot","username":"dondoc_bot"}}}}'),
    )
    identity = await TelegramChannel(api).identify()
    assert identity.username == "dondoc_bot"
    assert 0 <= identity.id < 2**63


@pytest.mark.parametrize("number", [LONG, LONGER, "1e400", "NaN", "Infinity"], ids=name)
async def test_a_number_nobody_can_read_holds_up_no_update_beside_it(api, server, number):
    odd = f'{{"update_id":11,"message":{{"date":{number},"text":"xong 3"}}}}'
    server.answer("getUpdates", (200, f'{{"ok":true,"result":[{{"update_id":10}},{odd},{{"update_id":12}}]}}'))
    async with Harness(api, Storage()).running() as h:
        await h.until(lambda: len(offsets(server)) >= 2)
    assert h.storage.batches == [([10, 11, 12], Cursor(13))]


@pytest.mark.parametrize("number", [*NUMBERS, "11.0", '"11"', str(MAX_UPDATE_ID + 1)], ids=name)
async def test_an_update_of_no_possible_number_is_left_out_and_the_others_are_acknowledged(api, server, number):
    rows = f'{{"update_id":10}},{{"update_id":{number}}},{{"update_id":12}}'
    server.answer("getUpdates", (200, f'{{"ok":true,"result":[{rows}]}}'))
    async with Harness(api, Storage()).running() as h:
        await h.until(lambda: len(offsets(server)) >= 2)
    kept = [0, 10, 12] if number == "0" else [10, 12] if number != "86400" else [10, 12, 86400]
    assert sorted(h.storage.batches[0][0]) == kept
    assert h.storage.batches[0][1] == Cursor(max(kept) + 1)


def update(number: Any, at: Any) -> dict[str, Any]:
    person = {"id": number, "is_bot": False, "first_name": "Ai"}
    document = {"file_id": "BQAC", "file_name": "kh.docx", "file_size": number}
    replied = {"message_id": number, "date": at, "from": {"id": number, "is_bot": True}}
    message = {
        "message_id": number, "date": at, "from": person, "chat": {"id": number, "type": "private"},
        "document": document, "caption": "xong 3", "reply_to_message": replied,
    }  # fmt: skip
    return {"update_id": number, "message": message}


@given(NAMED, NAMED)
def test_an_update_of_any_numbers_is_unreadable_or_fits_what_is_kept(number: Any, at: Any) -> None:
    raw = update(number, at)
    press = {"update_id": number, "callback_query": {"id": "1", "from": raw["message"]["from"], "data": "xong 3"}}
    for each in (raw, {"update_id": 5, "message": {**raw["message"], "from": {"id": 7}, "chat": {"id": 7}}}, press):
        assert len(chat_of(each) or "") <= 20
        try:
            origin = read_update(each)
        except Unreadable:
            continue
        fits(origin)


def fits(origin: Incoming) -> None:
    for kept in (origin.chat_id, origin.account_id, origin.reply_to or "0", origin.pressed_on or "0"):
        assert abs(int(kept)) < 2**63
    size = origin.attachment.size if origin.attachment else None
    assert size is None or (type(size) is int and 0 <= size < 2**63)


@given(NAMED)
@example(2**31)
@example(2**31 - 1)
def test_an_update_s_number_can_be_followed_by_the_next_in_32_bits(number: Any) -> None:
    try:
        found = update_id({"update_id": number})
    except Unreadable:
        return
    assert found >= 0
    assert Cursor().after([found]).next_offset < 2**31
    assert len(update_key({"update_id": number})) <= 10


@given(st.floats() | st.integers(-(10**400), 10**400), st.booleans())
def test_the_pacer_never_keeps_a_chat_or_the_bot_longer_than_an_hour(seconds: Any, is_chat: bool) -> None:
    pacer = Pacer(-10.0)
    pacer.pause(seconds, 0.0, "77" if is_chat else None)
    assert 0 <= pacer.take("77", 0.0) <= LONGEST_CHAT_WAIT
    pacer.refused(seconds, 0.0, "77")
    pacer.refused(seconds, 0.0, "78")
    assert 0 <= pacer.wait(0.0) <= LONGEST_CHAT_WAIT
    assert pacer.take("79", LONGEST_CHAT_WAIT + 1) == 0


def test_the_numbers_tried_are_json() -> None:
    assert [read_json(number) for number in (*NUMBERS, *DATES)]
    with pytest.raises(ValueError, match="digits"):
        json.loads(LONGER)
