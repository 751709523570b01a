"""The library that the program uses, against the sandbox: what Telegram would answer must please it."""

import asyncio
import subprocess
import sys

import pytest
import telegram
from telegram import BotCommand, BotCommandScopeChat, InlineKeyboardButton, InlineKeyboardMarkup, InputMediaPhoto
from telegram.error import BadRequest, Forbidden, RetryAfter

from tests.sandbox.conftest import LAN, TOKEN, Client
from tests.sandbox.test_files import PNG


def bot_of(client: Client) -> telegram.Bot:
    return telegram.Bot(TOKEN, base_url=f"{client.url}/bot", base_file_url=f"{client.url}/file/bot")


async def test_python_telegram_bot_finds_a_telegram(client: Client) -> None:
    async with bot_of(client) as bot:
        assert (await bot.get_me()).username == "dondoc_sandbox_bot"
        await client.person(LAN, "send", text="/start")
        (update,) = await bot.get_updates(timeout=1)
        assert update.message is not None
        assert update.message.text == "/start"
        keys = InlineKeyboardMarkup([[InlineKeyboardButton("Xong", callback_data="done 3")]])
        sent = await bot.send_message(LAN, "<b>Việc</b> số 3", parse_mode="HTML", reply_markup=keys)
        assert sent.entities[0].type == "bold"
        await client.person(LAN, "press", message_id=sent.message_id, data="done 3")
        (pressed,) = await bot.get_updates(offset=update.update_id + 1)
        assert pressed.callback_query is not None
        assert await pressed.callback_query.answer("Đã ghi")
        await sent.edit_text("Xong", reply_markup=None)
        with pytest.raises(BadRequest, match="not modified"):
            await sent.edit_text("Xong")
        assert (await sent.reply_text("rõ", do_quote=True)).reply_to_message is not None
        assert await bot.set_my_commands([BotCommand("viec", "Việc")], BotCommandScopeChat(LAN), "vi")
        assert await bot.get_my_commands(BotCommandScopeChat(LAN), "vi") == (BotCommand("viec", "Việc"),)
        assert await bot.delete_message(LAN, sent.message_id)


async def test_python_telegram_bot_sends_pictures_and_documents(client: Client) -> None:
    async with bot_of(client) as bot:
        photo = await bot.send_photo(LAN, PNG, caption="Tiến độ")
        other = await photo.edit_media(InputMediaPhoto(PNG, caption="<i>mới</i>", parse_mode="HTML"))
        assert isinstance(other, telegram.Message)
        assert (other.caption, other.photo[0].width) == ("mới", 3)
        document = await bot.send_document(LAN, b"abc", filename="Báo cáo.docx")
        assert document.document is not None
        assert document.document.file_name == "Báo cáo.docx"
        assert bytes(await (await document.document.get_file()).download_as_bytearray()) == b"abc"


async def test_python_telegram_bot_understands_our_refusals(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")  # without it the library warns about its own future
    async with bot_of(client) as bot:
        await client.order_fault(method="sendMessage", action="429", retry_after=7)
        with pytest.raises(RetryAfter) as slow:
            await bot.send_message(LAN, "a")
        assert "7" in str(slow.value)
        await client.person(LAN, "block")
        with pytest.raises(Forbidden):
            await bot.send_message(LAN, "a")


async def test_the_sandbox_runs_as_a_program_of_its_own() -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "sandbox", "--token", "7:t", "--phones", "2", stdout=subprocess.PIPE
    )
    try:
        assert process.stdout is not None
        url = (await asyncio.wait_for(process.stdout.readline(), 20)).decode().strip()
        async with telegram.Bot("7:t", base_url=f"{url}/bot") as bot:
            assert (await bot.send_message(1002, "chào")).text == "chào"
    finally:
        process.terminate()
    assert await asyncio.wait_for(process.wait(), 10) == 0
