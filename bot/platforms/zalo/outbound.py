"""Sends messages to Zalo. Plain text only: nothing that people typed can become markup.

One row of the outbox is one send, never several: a crash can then double it only as a whole and at most once, and it
costs one of the month's messages. Wording lays a message out within `max_length`; a longer one is cut here with "…".
"""

from dataclasses import dataclass, replace
from http import HTTPStatus

from bot.messages import Sent
from bot.platforms.client import LineBroken
from bot.platforms.errors import TokenRefused
from bot.platforms.zalo.client import ZaloApi, ZaloRefused
from bot.platforms.zalo.errors import delivery_error, is_token_refused
from bot.platforms.zalo.inbound import id_in
from wording.layout import cut, utf16_length
from wording.messages import Capabilities, Message

# https://bot.zapps.me/docs/apis/sendMessage/
MAX_TEXT = 2000


@dataclass(frozen=True, slots=True)
class BotIdentity:
    """The bot that the token belongs to, as people see it in Zalo."""

    id: str
    name: str


class ZaloChannel:
    """Sends messages through one bot. Raises only `DeliveryFailed` and `DeliveryUnknown` (identify: `TokenRefused`)."""

    name = "zalo"
    capabilities = Capabilities(
        has_buttons=False,
        has_edits=False,
        has_pictures=False,
        max_length=MAX_TEXT,
        max_caption=0,
        hears_replies=False,
    )

    def __init__(self, api: ZaloApi, *, may_link: bool = False) -> None:
        """`may_link`: pictures have a public address, which is the only way Zalo takes one."""
        self._api = api
        self.capabilities = replace(type(self).capabilities, has_picture_links=may_link)

    async def send(self, chat_id: str, message: Message, edit_message_id: str | None = None) -> Sent:  # noqa: ARG002 - Zalo has no edits: it is sent as a new message
        """Send the text, or the picture by its address; without buttons, and an edit becomes a new message."""
        try:
            sent = await self._sent(chat_id, message)
        except (ZaloRefused, LineBroken) as error:
            raise delivery_error(error) from error
        return Sent(_number_of(sent))

    async def _sent(self, chat_id: str, message: Message) -> object:
        text = cut(message.text, MAX_TEXT)
        if message.picture_link is None:
            return await self._api.call("sendMessage", {"chat_id": chat_id, "text": text})
        photo = {"chat_id": chat_id, "photo": message.picture_link, "caption": text}
        try:
            return await self._api.call("sendPhoto", photo)
        except ZaloRefused as error:
            if error.code != HTTPStatus.BAD_REQUEST:
                raise
            # Zalo could not fetch the picture, and surely sent nothing: the figures go as text, the address with them.
            room = MAX_TEXT - utf16_length(message.picture_link) - 1
            text = f"{cut(message.text, room)}\n{message.picture_link}"
            return await self._api.call("sendMessage", {"chat_id": chat_id, "text": text})

    async def identify(self) -> BotIdentity:
        """Ask the platform who this bot is; raises `TokenRefused` when it refuses the token."""
        try:
            me = await self._api.call("getMe", {})
        except ZaloRefused as error:
            if is_token_refused(error):
                raise TokenRefused("Zalo does not know this bot token") from error
            raise delivery_error(error) from error
        except LineBroken as error:
            raise delivery_error(error) from error
        facts = me if isinstance(me, dict) else {}
        name = facts.get("account_name") or facts.get("display_name") or ""
        return BotIdentity(id_in(facts, "id") or "", str(name)[:120])


def _number_of(sent: object) -> str:
    """The message's id; an accepted message without one that can be kept was accepted all the same."""
    return (id_in(sent, "message_id") if isinstance(sent, dict) else None) or ""
