"""What is said to Telegram, request by request, and what its answers mean."""

import json

import pytest

from bot.messages import DeliveryFailed, DeliveryUnknown, Sent
from bot.platforms.errors import TokenRefused
from bot.platforms.telegram.client import BotApi
from bot.platforms.telegram.outbound import BotIdentity, TelegramChannel
from wording.messages import Button, Document, Entity, Message, SentBefore

BUTTONS = ((Button("Đã nhận", "/ack 3"), Button("Xong", "/done 3")), (Button("Chi tiết", "/task 3"),))
PNG = b"\x89PNG picture"


@pytest.fixture
def channel(api):
    return TelegramChannel(api)


async def test_a_text_is_sent_plain_without_markup_or_preview(channel, server):
    sent = await channel.send("77", Message("Việc 3 *chưa* <b>xong</b> https://dondoc.vn"))
    assert sent == Sent("101")
    assert server.asked == [
        (
            "sendMessage",
            {
                "chat_id": "77",
                "text": "Việc 3 *chưa* <b>xong</b> https://dondoc.vn",
                "link_preview_options": '{"is_disabled": true}',
            },
            {},
        )
    ]


async def test_bold_goes_as_entities_counted_in_utf_16_units_and_what_people_typed_stays_as_it_is(channel, server):
    text = "🔴 1 việc quá hạn\n17. <b>Báo cáo</b> 📌 *tháng*"
    bold = (Entity(2, 17), Entity(18, 21))
    await channel.send("77", Message(text, entities=bold))
    await channel.send("77", Message(text, entities=bold), "55")
    await channel.send("77", Message(text, picture=PNG, entities=bold))
    await channel.send("77", Message(text, document=Document("a.docx", b"PK"), entities=bold))
    await channel.send("77", Message(text, again=SentBefore("AgADref", "photo"), entities=bold))
    expected = [{"type": "bold", "offset": 3, "length": 15}, {"type": "bold", "offset": 19, "length": 3}]
    for _, params, _ in server.asked:
        assert json.loads(params.get("entities") or params["caption_entities"]) == expected
        assert "parse_mode" not in params
        assert text in params.values()
    assert len(server.asked) == 5


async def test_what_is_left_of_a_bold_part_of_a_text_that_is_cut_stays_bold(channel, server):
    text = "x" * 4090 + "đậm " * 10
    await channel.send("77", Message(text, entities=(Entity(0, 2), Entity(4080, 4120), Entity(4125, 4130))))
    params = server.asked_for("sendMessage")[0]
    first, second = json.loads(params["entities"])
    assert first == {"type": "bold", "offset": 0, "length": 2}
    assert second["offset"] + second["length"] == len(params["text"]) - 1
    assert params["text"].endswith("…")


async def test_buttons_carry_the_very_text_a_person_could_type(channel, server):
    await channel.send("77", Message("Việc 3", BUTTONS))
    assert json.loads(server.asked_for("sendMessage")[0]["reply_markup"]) == {
        "inline_keyboard": [
            [{"text": "Đã nhận", "callback_data": "/ack 3"}, {"text": "Xong", "callback_data": "/done 3"}],
            [{"text": "Chi tiết", "callback_data": "/task 3"}],
        ]
    }


async def test_a_button_says_by_its_colour_what_it_does(channel, server):
    row = (Button("Xong 3", "done 3", style="success"), Button("Không duyệt 3", "refuse 3", style="danger"))
    await channel.send("77", Message("Việc 3", (row,)))
    assert json.loads(server.asked_for("sendMessage")[0]["reply_markup"])["inline_keyboard"] == [
        [
            {"text": "Xong 3", "callback_data": "done 3", "style": "success"},
            {"text": "Không duyệt 3", "callback_data": "refuse 3", "style": "danger"},
        ]
    ]


async def test_a_message_that_needs_a_reason_opens_the_keyboard_for_a_reply(channel, server):
    await channel.send("77", Message("Cần ghi lý do", asks_reply="Lý do …"))
    assert json.loads(server.asked_for("sendMessage")[0]["reply_markup"]) == {
        "force_reply": True,
        "input_field_placeholder": "Lý do …",
    }


async def test_a_button_that_says_more_than_64_bytes_is_left_out(channel, server):
    too_long, just_fits = Button("dài", "ạ" * 22), Button("vừa", "x" * 64)
    await channel.send("77", Message("Việc", ((too_long,), (just_fits, too_long))))
    await channel.send("77", Message("Việc", ((too_long,),)))
    first, second = server.asked_for("sendMessage")
    assert json.loads(first["reply_markup"])["inline_keyboard"] == [[{"text": "vừa", "callback_data": "x" * 64}]]
    assert "reply_markup" not in second


async def test_a_keyboard_keeps_within_a_hundred_buttons(channel, server):
    rows = tuple((Button(f"Việc {n}", f"/task {n}"),) for n in range(150))
    await channel.send("77", Message("Việc", rows))
    assert len(json.loads(server.asked_for("sendMessage")[0]["reply_markup"])["inline_keyboard"]) == 100


async def test_a_text_too_long_is_cut_at_a_line_with_an_ellipsis(channel, server):
    await channel.send("77", Message("\n".join(f"{n}. Tổ chức hội nghị 📌" for n in range(400))))
    text = server.asked_for("sendMessage")[0]["text"]
    assert len(text.encode("utf-16-le")) // 2 <= 4096
    assert text.endswith("📌\n…")


async def test_a_picture_carries_the_text_below_it_and_the_buttons(channel, server):
    sent = await channel.send("77", Message("Tình hình", BUTTONS, picture=PNG))
    (method, params, files), *others = server.asked
    assert (method, params["chat_id"], params["caption"]) == ("sendPhoto", "77", "Tình hình")
    assert files == {"photo": ("card.png", "image/png", PNG)}
    assert "Đã nhận" in json.loads(params["reply_markup"])["inline_keyboard"][0][0]["text"]
    assert (sent, others) == (Sent("101"), [])


async def test_a_text_too_long_for_a_caption_goes_first_with_the_buttons(channel, server):
    sent = await channel.send("77", Message("x" * 1025, BUTTONS, picture=PNG))
    assert [method for method, _, _ in server.asked] == ["sendMessage", "sendPhoto"]
    assert "reply_markup" in server.asked_for("sendMessage")[0]
    assert sent == Sent("101")


async def test_a_picture_that_fails_never_costs_the_text(channel, server):
    server.refuse("sendPhoto", 400, "Bad Request: PHOTO_INVALID_DIMENSIONS")
    server.refuse("sendPhoto", 500, "Internal Server Error")
    assert await channel.send("77", Message("Tình hình", picture=PNG)) == Sent("101")
    assert await channel.send("77", Message("x" * 2000, picture=PNG)) == Sent("102")
    assert len(server.asked_for("sendMessage")) == 2


async def test_a_file_goes_out_under_its_name_with_the_text_below_it(channel, server):
    sent = await channel.send("77", Message("Báo cáo tháng 5", document=Document("bao-cao.docx", b"PK\x03\x04")))
    method, params, files = server.asked[-1]
    assert (method, params["chat_id"], params["caption"]) == ("sendDocument", "77", "Báo cáo tháng 5")
    assert [(name, content) for name, _, content in files.values()] == [("bao-cao.docx", b"PK\x03\x04")]
    assert sent.message_id


async def test_a_file_that_the_platform_refuses_never_costs_the_text(channel, server):
    server.refuse("sendDocument", 400, "Bad Request: file is too big")
    await channel.send("77", Message("Báo cáo tháng 5", document=Document("bao-cao.docx", b"PK")))
    assert [method for method, _, _ in server.asked] == ["sendDocument", "sendMessage"]


async def test_an_edit_changes_the_message_in_place(channel, server):
    assert await channel.send("77", Message("mới", BUTTONS), "55") == Sent("55")
    (params,) = server.asked_for("editMessageText")
    assert (params["chat_id"], params["message_id"], params["text"]) == ("77", "55", "mới")
    assert not server.asked_for("sendMessage")


async def test_an_edit_that_changes_nothing_is_a_success(channel, server):
    server.refuse("editMessageText", 400, "Bad Request: message is not modified: specified new message content is ...")
    assert await channel.send("77", Message("như cũ"), "55") == Sent("55")


@pytest.mark.parametrize(
    "description",
    [
        "Bad Request: message to edit not found",
        "Bad Request: message can't be edited",
        "Bad Request: there is no text in the message to edit",
    ],
)
async def test_what_can_no_longer_be_edited_is_sent_anew(channel, server, description):
    server.refuse("editMessageText", 400, description)
    assert await channel.send("77", Message("mới"), "55") == Sent("101")


@pytest.mark.parametrize(
    ("status", "description", "meaning"),
    [
        (403, "Forbidden: bot was blocked by the user", {"permanent": True}),
        (403, "Forbidden: user is deactivated", {"permanent": True}),
        (400, "Bad Request: chat not found", {"permanent": True}),
        (400, "Bad Request: PEER_ID_INVALID", {"permanent": True}),
        (400, "Bad Request: message text is empty", {"rejected": True}),
        (400, "Bad Request: BUTTON_DATA_INVALID", {"rejected": True}),
        (413, "Request Entity Too Large", {"rejected": True}),
        (401, "Unauthorized", {"retry_after": 60.0, "is_token_wide": True}),
    ],
)
async def test_a_refusal_says_who_is_at_fault(channel, server, status, description, meaning):
    server.refuse("sendMessage", status, description)
    with pytest.raises(DeliveryFailed) as caught:
        await channel.send("77", Message("x"))
    usual = {"permanent": False, "rejected": False, "retry_after": None, "is_token_wide": False, "moved_to": None}
    assert {name: getattr(caught.value, name) for name in usual} == usual | meaning


async def test_too_many_requests_say_how_long_and_not_whether_the_chat_or_the_token_is_meant(channel, server):
    server.refuse("sendMessage", 429, "Too Many Requests: retry after 35", retry_after=35)
    with pytest.raises(DeliveryFailed) as caught:
        await channel.send("77", Message("x"))
    assert (caught.value.retry_after, caught.value.is_token_wide) == (35, False)


async def test_a_group_that_moved_says_where_to(channel, server):
    server.refuse("sendMessage", 400, "Bad Request: group chat was upgraded", migrate_to_chat_id=-1001)
    with pytest.raises(DeliveryFailed) as caught:
        await channel.send("-5", Message("x"))
    assert caught.value.moved_to == "-1001"


@pytest.mark.parametrize("answer", [(500, "oops"), (502, "<html>"), (200, '{"ok": tr'), (200, "")])
async def test_after_a_server_error_nobody_knows(channel, server, answer):
    server.answer("sendMessage", answer)
    with pytest.raises(DeliveryUnknown):
        await channel.send("77", Message("x"))


@pytest.mark.parametrize("reply", [b"", b'HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"ok"', b"nonsense\r\n\r\n"])
async def test_after_a_broken_line_nobody_knows(session, broken_line, reply):
    with pytest.raises(DeliveryUnknown):
        await TelegramChannel(BotApi(session, "1:x", await broken_line(reply))).send("77", Message("x"))


async def test_without_an_answer_in_time_nobody_knows(session, broken_line, monkeypatch):
    monkeypatch.setattr("bot.platforms.client.READ_TIMEOUT", 0.1)
    with pytest.raises(DeliveryUnknown):
        await TelegramChannel(BotApi(session, "1:x", await broken_line(None))).send("77", Message("x"))


@pytest.mark.parametrize("host", ["127.0.0.1:{port}", "no.such.host.invalid"])
async def test_without_a_connection_it_was_surely_not_sent(session, unused_tcp_port, host):
    url = "http://" + host.format(port=unused_tcp_port)
    with pytest.raises(DeliveryFailed) as caught:
        await TelegramChannel(BotApi(session, "1:x", url)).send("77", Message("x"))
    assert caught.value.retry_after
    assert caught.value.is_token_wide
    assert not caught.value.rejected


async def test_a_chat_id_of_another_channel_is_rejected(channel, server):
    with pytest.raises(DeliveryFailed) as caught:
        await channel.send("zalo-abc", Message("x"))
    assert caught.value.rejected
    assert not server.asked


async def test_the_menu_is_set_for_one_chat_and_one_language(channel, server):
    await channel.set_menu("77", [("xong", "Báo đã xong"), ("viec", "Việc của tôi")], "vi")
    (params,) = server.asked_for("setMyCommands")
    assert json.loads(params["commands"]) == [
        {"command": "xong", "description": "Báo đã xong"},
        {"command": "viec", "description": "Việc của tôi"},
    ]
    assert json.loads(params["scope"]) == {"type": "chat", "chat_id": 77}
    assert params["language_code"] == "vi"


async def test_the_bot_can_say_who_it_is(channel):
    assert await channel.identify() == BotIdentity(1, "dondoc_bot")


async def test_a_token_that_is_refused_is_named_as_such(channel, server):
    server.refuse("getMe", 401, "Unauthorized")
    with pytest.raises(TokenRefused):
        await channel.identify()


STORED = {"d1": b"\xff\xd8\xff picture", "d2": b"PK file"}


@pytest.fixture
def with_folder(api):
    async def stored(digest: str) -> bytes | None:
        return STORED.get(digest)

    return TelegramChannel(api, stored)


async def test_evidence_goes_by_its_name_on_the_platform_without_being_uploaded(with_folder, server):
    await with_folder.send("77", Message("Việc 3", again=SentBefore("AgAC", "photo", "d1", "a")))
    assert server.asked == [("sendPhoto", {"chat_id": "77", "photo": "AgAC", "caption": "Việc 3"}, {})]


@pytest.mark.parametrize("file_ref", ["", "AgAC-of_another_bot"])
async def test_evidence_of_another_channel_or_an_earlier_bot_is_uploaded_out_of_the_folder(
    with_folder, server, file_ref
):
    if file_ref:
        server.refuse("sendPhoto", 400, "Bad Request: wrong file identifier/HTTP URL specified")
    await with_folder.send("77", Message("Việc 3", again=SentBefore(file_ref, "photo", "d1", "a")))
    method, params, files = server.asked[-1]
    assert (method, params["caption"]) == ("sendPhoto", "Việc 3")
    assert [content for _, _, content in files.values()] == [STORED["d1"]]


async def test_a_stored_file_keeps_its_name_and_one_that_is_gone_leaves_the_text(with_folder, server):
    await with_folder.send("77", Message("Việc 3", again=SentBefore("", "file", "d2", "bao-cao.docx")))
    await with_folder.send("77", Message("Việc 4", again=SentBefore("", "file", "gone", "x")))
    assert [method for method, _, _ in server.asked] == ["sendDocument", "sendMessage"]
