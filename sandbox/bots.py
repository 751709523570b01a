"""The state of one bot on the pretended Telegram: its chats, its updates, its menus, its speed."""

import zlib
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

from sandbox.chats import Chat, SentLog
from sandbox.errors import BadRequest, blocked
from sandbox.feed import Feed
from sandbox.menus import CommandMenus
from sandbox.rates import RateGate
from sandbox.settings import Phone, SandboxSettings
from sandbox.shapes import Json, chat_of, unix
from sandbox.updates import PRESS_SECONDS, UpdateQueue

KEPT_PRESSES = 1_000


@dataclass(frozen=True, slots=True)
class Press:
    """A button press that waits for answerCallbackQuery; `pressed_at` is monotonic seconds."""

    user_id: int
    message_id: int
    pressed_at: float


@dataclass(slots=True)
class Profile:
    """What the bot may set about itself, by language code; and the webhook, which is only stored."""

    descriptions: dict[str, str] = field(default_factory=dict)
    short_descriptions: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    photos: list[list[Json]] = field(default_factory=list)
    webhook: Json = field(default_factory=dict)

    @property
    def shown(self) -> str:
        """What an empty chat of a Vietnamese phone shows."""
        return self.descriptions.get("vi") or self.descriptions.get("", "")


class Bot:
    """One bot token with its own private chats, one for each phone."""

    def __init__(self, token: str, settings: SandboxSettings, feed: Feed, now_text: Callable[[], str]) -> None:
        self.token = token
        self.settings = settings
        self.feed = feed
        self.now_text = now_text
        head = token.partition(":")[0]
        self.user: Json = {
            "id": int(head) if head.isdigit() else zlib.crc32(token.encode()),
            "is_bot": True,
            "first_name": settings.bot_name,
            "username": settings.bot_username,
        }
        self.chats = {phone.user_id: Chat(phone) for phone in settings.phones}
        self.updates = UpdateQueue(settings.monotonic, settings.first_update_id, self._mark_taken)
        self.menus = CommandMenus()
        self.menu_buttons: dict[int, Json] = {}  # by user id; 0: of all chats without one of their own
        self.gate = RateGate(settings.rates, settings.monotonic)
        self.sent = SentLog()
        self.profile = Profile()
        self.presses: OrderedDict[str, Press] = OrderedDict()
        self._last_message_id = 0

    @property
    def shown_profile(self) -> Json:
        """What a Vietnamese phone shows of the bot: name, description, picture (a file_id, or None)."""
        photos = self.profile.photos
        return {
            "first_name": self.profile.names.get("vi") or self.profile.names.get("") or self.user["first_name"],
            "description": self.profile.shown,
            "photo": photos[0][-1]["file_id"] if photos else None,
        }

    def chat(self, chat_id: int) -> Chat:
        """Return a chat. Raises BadRequest "chat not found"."""
        if chat_id not in self.chats:
            raise BadRequest("chat not found")
        return self.chats[chat_id]

    def open_chat(self, chat_id: int) -> Chat:
        """Return a chat that the bot may write to. Raises BadRequest, or 403 if the person has blocked the bot."""
        chat = self.chat(chat_id)
        if chat.is_blocked:
            raise blocked()
        return chat

    def draft(self, phone: Phone, sender: Json) -> Json:
        """Return a new message without content, numbered and dated."""
        self._last_message_id += 1
        return {
            "message_id": self._last_message_id,
            "from": sender,
            "chat": chat_of(phone),
            "date": unix(self.settings.now()),
        }

    def post(self, chat: Chat, message: Json) -> None:
        """Put a new message into the chat and show it."""
        chat.keep(message)
        self.tell("message", chat, {"message": message})

    def tell(self, kind: str, chat: Chat, data: Json) -> None:
        """Tell the pages something about one phone."""
        self.feed.publish(kind, {"bot": self.user["id"], "user_id": chat.phone.user_id, **data})

    def note_sent(self, method: str, facts: Json) -> None:
        """Write to the log of accepted calls."""
        self.sent.add(method, self.now_text(), facts)

    def remember_press(self, query_id: str, press: Press) -> None:
        """Keep a press so that it can be answered."""
        self.presses[query_id] = press
        while len(self.presses) > KEPT_PRESSES:
            self.presses.popitem(last=False)

    def answered_press(self, query_id: str) -> Press | None:
        """Return a press that may still be answered and forget it; None if it is unknown, answered or too old."""
        press = self.presses.pop(query_id, None)
        if press is None or self.settings.monotonic() - press.pressed_at >= PRESS_SECONDS:
            return None
        return press

    def _mark_taken(self, kind: str, body: Json) -> None:
        if kind != "message":
            return
        chat = self.chats[body["chat"]["id"]]
        chat.taken_through = max(chat.taken_through, body["message_id"])
        self.tell("taken", chat, {"through": chat.taken_through})
