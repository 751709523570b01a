"""The button beside the text field: the board for who is linked, Telegram's own for who is not or no more."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from telegram import MenuButtonCommands, MenuButtonDefault, MenuButtonWebApp, WebAppInfo
from telegram.error import BadRequest

from bot.platforms.client import open_session
from bot.platforms.telegram.client import BotApi
from bot.platforms.telegram.menu_button import MenuButtons
from domain.board_sessions import ChatWithBoard
from dondoc.run import recurring_work
from storage.offboarding import remove_person
from tests.people import find_by_name
from tests.sandbox.conftest import HUNG, LAN, TOKEN, Client
from tests.sandbox.test_bot_profile import bot_call
from tests.sandbox.ward_on_zalo import PATIENCE, Ward, ward
from tests.world import HA
from tests.world import HUNG as HUNG_NAME

BOARD = {"type": "web_app", "text": "Trang", "web_app": {"url": "https://ward.example/mini"}}
URL = BOARD["web_app"]["url"]  # type: ignore[index]
DEFAULT = {"type": "default"}


async def shown_to(client: Client, user_id: int) -> Any:
    return await client.result("getChatMenuButton", chat_id=user_id)


async def test_the_sandbox_takes_the_buttons_that_telegram_takes(client: Client) -> None:
    async with open_session() as session:
        bot = BotApi(session, TOKEN, client.url).bot
        assert await bot.get_chat_menu_button(LAN) == MenuButtonDefault()
        assert await bot.set_chat_menu_button(LAN, MenuButtonWebApp("Trang", WebAppInfo(URL)))
        assert await bot.get_chat_menu_button(LAN) == MenuButtonWebApp("Trang", WebAppInfo(URL))
        assert await bot.get_chat_menu_button(HUNG) == MenuButtonDefault()
        assert await bot.set_chat_menu_button(menu_button=MenuButtonCommands())
        assert await bot.get_chat_menu_button() == MenuButtonCommands()
        assert await bot.set_chat_menu_button(LAN)
        assert await bot.get_chat_menu_button(LAN) == MenuButtonDefault()
        for app, why in (("http://ward.example/mini", "(?i)only https"), ("", "(?i)only https")):
            with pytest.raises(BadRequest, match=why):
                await bot.set_chat_menu_button(LAN, MenuButtonWebApp("Trang", WebAppInfo(app)))
        with pytest.raises(BadRequest, match="text"):
            await bot.set_chat_menu_button(LAN, MenuButtonWebApp("", WebAppInfo(URL)))
        with pytest.raises(BadRequest, match="Chat not found"):
            await bot.set_chat_menu_button(77, MenuButtonDefault())


async def test_a_line_that_breaks_is_tried_again_and_a_refusal_is_not(client: Client) -> None:
    linked = {str(LAN): ChatWithBoard("vi"), "77": ChatWithBoard("vi"), str(HUNG): ChatWithBoard("en")}

    async def now_linked() -> dict[str, ChatWithBoard]:
        return dict(linked)

    async with open_session() as session:
        buttons = MenuButtons(BotApi(session, TOKEN, client.url).bot, URL, now_linked)
        await client.order_fault(method="setChatMenuButton", action="500", times=1)
        await buttons.agree()
        assert await shown_to(client, LAN) == DEFAULT
        await buttons.agree()
        assert await shown_to(client, LAN) == BOARD
        assert await shown_to(client, HUNG) == {**BOARD, "text": "Board"}
        del linked[str(LAN)]
        await buttons.agree()
        assert await shown_to(client, LAN) == DEFAULT


async def until_shown(w: Ward, user_id: int, button: Any) -> None:
    async with asyncio.timeout(PATIENCE):
        while await bot_call(w, "getChatMenuButton", chat_id=user_id) != button:  # noqa: ASYNC110 - over HTTP
            await asyncio.sleep(0.05)


async def test_the_running_program_follows_who_is_linked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recurring_work, "MENU_SECONDS", 0.2)
    public = {"PUBLIC_URL": "https://ward.example"}
    async with ward(tmp_path, {HA: 11, HUNG_NAME: 12}, {}, settings=public) as w:
        await w.phone("phones/12").links(HUNG_NAME)
        await until_shown(w, 12, BOARD)
        assert await bot_call(w, "getChatMenuButton", chat_id=11) == DEFAULT
        with w.app.database.transaction() as tx:
            remove_person(tx, find_by_name(tx, w.app.organisation.id, HUNG_NAME) or 0, w.app.clock.now())
        await until_shown(w, 12, DEFAULT)


async def test_without_a_public_address_no_button_is_touched(tmp_path: Path) -> None:
    async with ward(tmp_path, {HUNG_NAME: 12}, {}) as w:
        await w.phone("phones/12").links(HUNG_NAME)
        await asyncio.sleep(0.3)
        assert await bot_call(w, "getChatMenuButton", chat_id=12) == DEFAULT
