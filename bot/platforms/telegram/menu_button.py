"""The button beside the text field of each linked person's chat: it opens the board as a Mini App.

Nothing marks every way in which a chat is linked or unlinked (a list, a removal at the machine, another telephone), so
the buttons are compared with the linked chats instead.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping

from telegram import Bot, MenuButton, MenuButtonDefault, MenuButtonWebApp, WebAppInfo
from telegram.error import BadRequest, Forbidden

from bot.platforms.errors import reason_of
from domain.board_sessions import ChatWithBoard
from wording.languages import board_button

TIMEOUT = 10.0

_log = logging.getLogger(__name__)


class MenuButtons:
    """Sets what differs since it last looked. `linked` returns the linked chats that have a board.

    `url` opens the board; behind it stands whose it is, where several organisations share the bot.
    """

    def __init__(self, bot: Bot, url: str, linked: Callable[[], Awaitable[Mapping[str, ChatWithBoard]]]) -> None:
        self._bot, self._url, self._linked = bot, url, linked
        self._shown: dict[str, ChatWithBoard] = {}
        self._one = asyncio.Lock()  # a greeting and the next look may meet

    async def agree(self) -> None:
        """Give linked chats the button, and those that are linked no more Telegram's own. Raises nothing."""
        async with self._one:
            try:
                linked = await self._linked()
                for chat in self._shown.keys() - linked.keys():
                    await self._set(chat, MenuButtonDefault())
                    del self._shown[chat]
                for chat, its in linked.items():
                    if self._shown.get(chat) != its:
                        await self._set(chat, MenuButtonWebApp(board_button(its.language), WebAppInfo(self._of(its))))
                        self._shown[chat] = its
            except Exception as error:  # noqa: BLE001 - a chat without its button works as well; the next look goes on
                _log.warning("menu button not set: %s", reason_of(error), extra={"action": "menu_failed"})

    def _of(self, chat: ChatWithBoard) -> str:
        whose = chat.organisation_id
        return self._url if whose is None else f"{self._url}&of={whose}"

    async def _set(self, chat: str, button: MenuButton) -> None:
        try:
            await self._bot.set_chat_menu_button(int(chat), button, read_timeout=TIMEOUT)
        except (BadRequest, Forbidden) as error:  # this chat takes none: asking again each minute would not help
            _log.warning("menu button refused: %s", reason_of(error), extra={"action": "menu_failed"})
