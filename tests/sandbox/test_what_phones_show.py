"""What a bot may show beside plain text: entities, styles, keyboards, forced replies, reactions, a profile."""

import json
from typing import Any

import aiohttp
import pytest
import telegram
from telegram import ForceReply, InlineKeyboardButton, InlineKeyboardMarkup, KeyboardButton, ReplyKeyboardMarkup

from tests.sandbox.conftest import HUNG, LAN, TOKEN, Client
from tests.sandbox.test_files import PNG
from tests.sandbox.test_telegram_library import bot_of

JPEG = b"\xff\xd8\xff\xc0\x00\x11\x08\x00\x02\x00\x03" + bytes(12)
BOLD = {"type": "bold", "offset": 0, "length": 2}
# 🚩 is two UTF-16 units and four bytes.
WRONG_PLACES = [
    ({**BOLD, "offset": 100}, "entity begins after the end of the text at UTF-16 offset 100"),
    (
        {**BOLD, "length": 100},
        "entity beginning at UTF-16 offset 0 ends after the end of the text at UTF-16 offset 100",
    ),
    ({**BOLD, "offset": 1}, "entity begins in a middle of a UTF-16 symbol at byte offset 0"),
    ({**BOLD, "length": 1}, "entity beginning at UTF-16 offset 0 ends in a middle of a UTF-16 symbol at byte offset 0"),
    ({**BOLD, "offset": -1}, "receive an entity with incorrect offset -1"),
    ({**BOLD, "length": -1}, "receive an entity with incorrect length -1"),
    ({**BOLD, "type": "huge"}, "can't parse MessageEntity: Unsupported type specified"),
    ({**BOLD, "type": "text_link", "url": "javascript:x"}, "entity URL 'javascript:x' is invalid: Wrong HTTP URL"),
]


async def phone(client: Client, user_id: int = LAN) -> dict[str, Any]:
    _, state = await client.control("GET", f"phones/{user_id}")
    return state


@pytest.mark.parametrize(("entity", "reason"), WRONG_PLACES)
async def test_an_entity_in_a_wrong_place_is_refused_in_text_and_caption(
    client: Client, entity: dict[str, Any], reason: str
) -> None:
    answer = await client.call("sendMessage", chat_id=LAN, text="🚩 gấp", entities=[entity])
    assert answer["description"] == f"Bad Request: {reason}"
    form = aiohttp.FormData({"chat_id": str(LAN), "caption": "🚩 gấp"})
    form.add_field("caption_entities", json.dumps([entity]))
    form.add_field("photo", PNG, filename="a.png")
    async with client.http.post(f"{client.url}/bot{TOKEN}/sendPhoto", data=form) as response:
        assert (await response.json())["description"] == f"Bad Request: {reason}"
    assert await client.sent() == []


async def test_entities_are_kept_in_their_order_and_shown(client: Client) -> None:
    given = [{"type": "italic", "offset": 3, "length": 3}, BOLD, {"type": "url", "offset": 3, "length": 3}]
    sent = await client.result("sendMessage", chat_id=LAN, text="🚩 gấp  ", entities=given)
    assert sent["entities"] == [BOLD, {"type": "italic", "offset": 3, "length": 3}]
    assert (await phone(client))["messages"][0]["entities"] == sent["entities"]
    assert (await client.sent())[0]["entities"] == sent["entities"]


async def test_a_hundred_entities_are_kept_and_the_rest_is_dropped(client: Client) -> None:
    given = [{"type": "bold", "offset": at, "length": 1} for at in range(120)]
    sent = await client.result("sendMessage", chat_id=LAN, text="a" * 120, entities=given)
    assert len(sent["entities"]) == 100


@pytest.mark.parametrize("style", ["primary", "success", "danger"])
async def test_the_three_styles_of_a_button_are_kept(client: Client, style: str) -> None:
    async with bot_of(client) as bot:
        keys = InlineKeyboardMarkup([[InlineKeyboardButton("Duyệt", callback_data="x", style=style)]])
        sent = await bot.send_message(LAN, "a", reply_markup=keys)
    assert sent.reply_markup is not None
    assert sent.reply_markup.inline_keyboard[0][0].style == style


@pytest.mark.parametrize("style", ["warning", "positive", 3])
async def test_another_style_loses_the_whole_message(client: Client, style: Any) -> None:
    keys = {"inline_keyboard": [[{"text": "x", "callback_data": "y", "style": style}]]}
    answer = await client.call("sendMessage", chat_id=LAN, text="a", reply_markup=keys)
    assert answer["description"] == "Bad Request: can't parse inline keyboard button: invalid button style specified"
    assert (await phone(client))["messages"] == []


async def test_a_forced_reply_stands_until_the_person_writes(client: Client) -> None:
    async with bot_of(client) as bot:
        asked = await bot.send_message(LAN, "Lý do?", reply_markup=ForceReply(input_field_placeholder="Lý do"))
    assert asked.reply_markup is None  # as the platform answers: only buttons under a message are part of it
    forced = {"message_id": asked.message_id, "placeholder": "Lý do"}
    assert (await phone(client))["interface"] == {"keyboard": None, "forced_reply": forced}
    assert (await client.sent())[0]["reply_markup"]["force_reply"] is True
    await client.person(LAN, "send", text="chờ số liệu", reply_to=asked.message_id)
    assert (await phone(client))["interface"]["forced_reply"] is None
    (update,) = await client.updates()
    assert update["message"]["reply_to_message"]["message_id"] == asked.message_id


async def test_a_keyboard_asks_for_the_phone_number_and_the_contact_is_the_persons_own(client: Client) -> None:
    async with bot_of(client) as bot:
        keys = ReplyKeyboardMarkup([[KeyboardButton("Chia sẻ số", request_contact=True)]], one_time_keyboard=True)
        asked = await bot.send_message(LAN, "Đồng chí là ai?", reply_markup=keys)
        assert (await phone(client))["interface"]["keyboard"]["keyboard"][0][0]["request_contact"] is True
        await client.person(LAN, "contact")
        (update,) = await bot.get_updates()
    assert update.message is not None
    assert update.message.contact is not None
    assert (update.message.contact.user_id, update.message.contact.phone_number) == (LAN, "84900001001")
    assert update.message.reply_to_message is not None
    assert update.message.reply_to_message.message_id == asked.message_id
    assert (await phone(client))["interface"]["keyboard"] is None


async def test_somebody_elses_card_may_be_sent_and_one_without_an_account(client: Client) -> None:
    card = {"phone_number": "+84911222333", "user_id": HUNG, "first_name": "Hùng"}
    for body in (card, {"user_id": None}):
        assert (await client.control("POST", f"phones/{LAN}/contact", body))[0] == 200
    other, nobody = [update["message"]["contact"] for update in await client.updates()]
    assert other == {"phone_number": "+84911222333", "first_name": "Hùng", "user_id": HUNG}
    assert "user_id" not in nobody


async def test_a_keyboard_stays_until_it_is_taken_away_and_no_edit_brings_one(client: Client) -> None:
    keys = {"keyboard": [["việc", {"text": "tình hình"}]]}
    sent = await client.result("sendMessage", chat_id=LAN, text="a", reply_markup=keys)
    await client.person(LAN, "send", text="việc")
    assert (await phone(client))["interface"]["keyboard"]["keyboard"] == [[{"text": "việc"}, {"text": "tình hình"}]]
    target = {"chat_id": LAN, "message_id": sent["message_id"]}
    refused = await client.call("editMessageReplyMarkup", **target, reply_markup=keys)
    assert refused["description"] == "Bad Request: inline keyboard expected"
    await client.result("sendMessage", chat_id=LAN, text="b", reply_markup={"remove_keyboard": True})
    assert (await phone(client))["interface"]["keyboard"] is None


async def test_a_reaction_of_the_bot_shows_and_can_be_taken_away(client: Client) -> None:
    own = (await client.person(LAN, "send", text="cảm ơn"))["message"]["message_id"]
    async with bot_of(client) as bot:
        assert await bot.set_message_reaction(LAN, own, "👍")
        assert (await phone(client))["reactions"] == {str(own): {"bot": "👍"}}
        assert (await client.sent())[-1]["reaction"] == "👍"
        assert await bot.set_message_reaction(LAN, own)
    assert (await phone(client))["reactions"] == {str(own): {}}


@pytest.mark.parametrize(
    ("message_id", "reaction", "reason"),
    [
        (1, [{"type": "emoji", "emoji": "✅"}], "REACTION_INVALID"),
        (1, [{"type": "emoji", "emoji": "👍"}, {"type": "emoji", "emoji": "🔥"}], "REACTIONS_TOO_MANY"),
        (99, [{"type": "emoji", "emoji": "👍"}], "message to react not found"),
    ],
)
async def test_a_reaction_that_is_not_allowed_is_refused(
    client: Client, message_id: int, reaction: list[Any], reason: str
) -> None:
    await client.person(LAN, "send", text="a")
    answer = await client.call("setMessageReaction", chat_id=LAN, message_id=message_id, reaction=reaction)
    assert answer["description"] == f"Bad Request: {reason}"


async def test_a_reaction_of_a_person_tells_what_stood_before(client: Client) -> None:
    await client.updates(allowed_updates=["message_reaction"])
    sent = await client.result("sendMessage", chat_id=LAN, text="a")
    await client.person(LAN, "react", message_id=sent["message_id"], emoji="👍")
    await client.person(LAN, "react", message_id=sent["message_id"], emoji="🔥")
    changes = [update["message_reaction"] for update in await client.updates()]
    assert [(change["old_reaction"], change["new_reaction"][0]["emoji"]) for change in changes] == [
        ([], "👍"),
        ([{"type": "emoji", "emoji": "👍"}], "🔥"),
    ]


async def test_the_bot_introduces_itself_by_name_words_and_picture(client: Client) -> None:
    async with bot_of(client) as bot:
        assert await bot.set_my_name("Đôn đốc phường", language_code="vi")
        assert (await bot.get_my_name("vi")).name == "Đôn đốc phường"
        assert await bot.set_my_description("Nhắc việc", language_code="vi")
        assert (await bot.get_my_description("vi")).description == "Nhắc việc"
        assert await bot.set_my_short_description("Nhắc việc")
        assert (await bot.get_my_short_description()).short_description == "Nhắc việc"
        assert (await bot.get_user_profile_photos(bot.id)).total_count == 0
        assert await bot.set_my_profile_photo(telegram.InputProfilePhotoStatic(JPEG))
        assert (await bot.get_user_profile_photos(bot.id)).total_count == 1
        _, state = await client.control("GET", "state")
        assert (state["bot"]["first_name"], state["bot"]["description"]) == ("Đôn đốc phường", "Nhắc việc")
        assert state["bot"]["photo"] is not None
        with pytest.raises(telegram.error.BadRequest, match="Photo_ext_invalid"):
            await bot.set_my_profile_photo(telegram.InputProfilePhotoStatic(PNG))
        assert await bot.remove_my_profile_photo()
        assert (await bot.get_user_profile_photos(bot.id)).total_count == 0
