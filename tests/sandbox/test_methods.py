from typing import Any

import pytest

from tests.sandbox.conftest import HUNG, LAN, TOKEN, Client


def keyboard(*buttons: dict[str, Any]) -> dict[str, Any]:
    return {"inline_keyboard": [list(buttons)]}


async def test_an_unknown_token_and_an_unknown_method_get_telegrams_answers(client: Client) -> None:
    assert await client.call("getMe", token="9:wrong") == {
        "ok": False,
        "error_code": 401,
        "description": "Unauthorized",
    }
    assert (await client.call("sendPigeon"))["error_code"] == 404


async def test_a_call_may_come_as_get_or_form_and_in_any_case(client: Client) -> None:
    url = f"{client.url}/bot{TOKEN}/SENDMESSAGE"
    async with client.http.get(url, params={"chat_id": str(LAN), "text": "một"}) as response:
        assert (await response.json())["result"]["text"] == "một"
    async with client.http.post(url, data={"chat_id": str(LAN), "text": "hai + ba"}) as response:
        assert (await response.json())["result"]["text"] == "hai + ba"


REFUSED = [
    ({"chat_id": 77, "text": "a"}, "Bad Request: chat not found"),
    ({"chat_id": LAN, "text": "  "}, "Bad Request: message text is empty"),
    ({"chat_id": LAN, "text": "a" * 4097}, "Bad Request: message is too long"),
    ({"chat_id": LAN, "text": "🚩" * 2049}, "Bad Request: message is too long"),
    ({"chat_id": LAN, "text": "a", "parse_mode": "Markdown"}, "Bad Request: unsupported parse_mode"),
    (
        {"chat_id": LAN, "text": "<b>a", "parse_mode": "HTML"},
        "Bad Request: can't parse entities: Can't find end tag corresponding to start tag \"b\"",
    ),
    (
        {"chat_id": LAN, "text": "a", "reply_markup": keyboard({"text": "x", "callback_data": "đ" * 33})},
        "Bad Request: BUTTON_DATA_INVALID",
    ),
    (
        {"chat_id": LAN, "text": "a", "reply_markup": keyboard(*[{"text": "x", "callback_data": "y"}] * 9)},
        "Bad Request: reply markup is too long",
    ),
    (
        {"chat_id": LAN, "text": "a", "reply_parameters": {"message_id": 999}},
        "Bad Request: message to be replied not found",
    ),
]


@pytest.mark.parametrize(("arguments", "description"), REFUSED)
async def test_what_telegram_refuses_is_refused_with_its_words(
    client: Client, arguments: dict[str, Any], description: str
) -> None:
    answer = await client.call("sendMessage", **arguments)
    assert (answer["error_code"], answer["description"]) == (400, description)
    assert await client.sent() == []


async def test_texts_are_measured_after_parsing(client: Client) -> None:
    text = "<b>" + "a" * 4096 + "</b>"
    message = await client.result("sendMessage", chat_id=LAN, text=text, parse_mode="HTML")
    assert len(message["text"]) == 4096


async def test_a_reply_quotes_the_message_without_its_own_quote(client: Client) -> None:
    first = await client.result("sendMessage", chat_id=LAN, text="việc 3")
    await client.person(LAN, "send", text="xong", reply_to=first["message_id"])
    (update,) = await client.updates()
    assert update["message"]["reply_to_message"]["text"] == "việc 3"
    own = update["message"]["message_id"]
    second = await client.result("sendMessage", chat_id=LAN, text="rõ", reply_parameters={"message_id": own})
    assert "reply_to_message" not in second["reply_to_message"]


async def test_editing_changes_text_and_buttons_and_refuses_no_change(client: Client) -> None:
    sent = await client.result(
        "sendMessage", chat_id=LAN, text="a", reply_markup=keyboard({"text": "x", "callback_data": "y"})
    )
    target = {"chat_id": LAN, "message_id": sent["message_id"]}
    edited = await client.result("editMessageText", **target, text="b")
    assert (edited["text"], "reply_markup" in edited, "edit_date" in edited) == ("b", False, True)
    same = await client.call("editMessageText", **target, text="b")
    assert same["description"].startswith("Bad Request: message is not modified")
    marked = keyboard({"text": "z", "callback_data": "z"})
    assert (await client.result("editMessageReplyMarkup", **target, reply_markup=marked))["reply_markup"] == marked
    missing = await client.call("editMessageText", chat_id=LAN, message_id=999, text="c")
    assert missing["description"] == "Bad Request: message to edit not found"


async def test_the_bot_cannot_edit_a_persons_message_but_may_delete_its_own(client: Client) -> None:
    theirs = (await client.person(LAN, "send", text="a"))["message"]["message_id"]
    refused = await client.call("editMessageText", chat_id=LAN, message_id=theirs, text="b")
    assert refused["description"] == "Bad Request: message can't be edited"
    own = await client.result("sendMessage", chat_id=LAN, text="a")
    assert await client.result("deleteMessage", chat_id=LAN, message_id=own["message_id"]) is True
    again = await client.call("deleteMessage", chat_id=LAN, message_id=own["message_id"])
    assert again["description"] == "Bad Request: message to delete not found"


async def test_a_press_may_be_forged_and_is_answered_once(client: Client) -> None:
    sent = await client.result("sendMessage", chat_id=LAN, text="a")
    await client.person(LAN, "press", message_id=sent["message_id"], data="forged")
    (update,) = await client.updates()
    query = update["callback_query"]
    assert (query["data"], query["message"]["text"], query["from"]["id"]) == ("forged", "a", LAN)
    assert await client.result("answerCallbackQuery", callback_query_id=query["id"], text="Đã ghi") is True
    late = await client.call("answerCallbackQuery", callback_query_id=query["id"])
    assert late["description"].startswith("Bad Request: query is too old")


async def test_an_old_press_can_no_longer_be_answered(client: Client) -> None:
    sent = await client.result("sendMessage", chat_id=LAN, text="a")
    query_id = (await client.person(LAN, "press", message_id=sent["message_id"], data="x"))["callback_query_id"]
    client.clock.seconds += 150
    assert (await client.call("answerCallbackQuery", callback_query_id=query_id))["error_code"] == 400


async def test_a_blocked_bot_is_forbidden_and_the_person_cannot_write(client: Client) -> None:
    await client.person(LAN, "block")
    answer = await client.call("sendMessage", chat_id=LAN, text="a")
    assert (answer["error_code"], answer["description"]) == (403, "Forbidden: bot was blocked by the user")
    status, refused = await client.control("POST", f"phones/{LAN}/send", {"text": "a"})
    assert (status, refused["error"]) == (409, "Máy này đang chặn bot. Bỏ chặn rồi nhắn lại.")
    await client.person(LAN, "unblock")
    assert (await client.call("sendMessage", chat_id=LAN, text="a"))["ok"]


async def test_the_menu_of_a_chat_goes_before_the_default_and_vietnamese_before_any(client: Client) -> None:
    async def menu(user_id: int) -> list[str]:
        _, phone = await client.control("GET", f"phones/{user_id}")
        return [command["command"] for command in phone["menu"]]

    async def put(name: str, **place: Any) -> None:
        await client.result("setMyCommands", commands=[{"command": name, "description": "d"}], **place)

    await put("default")
    await put("default_vi", language_code="vi")
    await put("own", scope={"type": "chat", "chat_id": LAN})
    await put("own_vi", scope={"type": "chat", "chat_id": LAN}, language_code="vi")
    assert (await menu(LAN), await menu(HUNG)) == (["own_vi"], ["default_vi"])
    await client.result("deleteMyCommands", scope={"type": "chat", "chat_id": LAN}, language_code="vi")
    assert await menu(LAN) == ["own"]
    assert (await client.result("getMyCommands"))[0]["command"] == "default"
    bad = await client.call("setMyCommands", commands=[{"command": "Việc", "description": "d"}])
    assert bad["description"] == "Bad Request: BOT_COMMAND_INVALID"


async def test_the_log_of_accepted_messages_is_numbered(client: Client) -> None:
    await client.result("sendMessage", chat_id=LAN, text="a")
    await client.result("sendMessage", chat_id=HUNG, text="b")
    _, rest = await client.control("GET", "sent?after=1")
    assert [(entry["number"], entry["chat_id"], entry["text"]) for entry in rest["sent"]] == [(2, HUNG, "b")]
    assert rest["last"] == 2


async def test_a_chat_keeps_its_last_500_messages(client: Client) -> None:
    for number in range(505):
        await client.result("sendMessage", chat_id=LAN, text=str(number))
    _, phone = await client.control("GET", f"phones/{LAN}")
    assert (len(phone["messages"]), phone["messages"][0]["text"]) == (500, "5")
