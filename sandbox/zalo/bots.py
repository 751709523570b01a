"""The state of the one bot on the pretended Zalo: chats, the events that wait, the quota, the webhook."""

import asyncio
import zlib
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from sandbox.chats import Chat, SentLog
from sandbox.feed import Feed
from sandbox.settings import SandboxSettings, ZaloSettings
from sandbox.shapes import Json, unix

KEPT_EVENTS = 10_000
QUOTA_WORDS = "Quota exceeded: the messages of this month are used up"
VERIFICATION_WORDS = "Bad Request: webhook verification failed"


class Refusal(Exception):
    """An answer with ok=false, which Zalo sends over HTTP 200 as well; `status` is the HTTP status."""

    def __init__(self, code: int, description: str, status: int = 200, *, retry_after: int | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.status = status
        self.retry_after = retry_after

    def as_json(self) -> Json:
        """Return the body of the answer."""
        wait = {} if self.retry_after is None else {"parameters": {"retry_after": self.retry_after}}
        return {"ok": False, "error_code": self.code, "description": str(self), **wait}


class Verification(StrEnum):
    """What happens when a webhook is set: nothing, or its address is asked first and must answer 2xx.

    What becomes of one that fails: REPORTING keeps it, answers ok and reports the failure in `verification`, which is
    the real platform's way (https://bot.zapps.me/docs/apis/setWebhook/); REFUSING refuses it; QUIET answers ok and
    keeps nothing.
    """

    NONE = "none"
    REPORTING = "reporting"
    REFUSING = "refusing"
    QUIET = "quiet"


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where events are pushed to instead of being fetched."""

    url: str
    secret: str


def chat_id_of(user_id: int) -> str:
    """Return the chat id of a phone: a text, as Zalo's are."""
    return f"{user_id:020x}"


class ZaloBot:
    """The bot with its private chats, one for each Zalo phone. `month_limit` None means that nobody counts."""

    def __init__(self, own: ZaloSettings, settings: SandboxSettings, feed: Feed, now_text: Callable[[], str]) -> None:
        self.token = own.token
        self.settings = settings
        self.feed = feed
        self.now_text = now_text
        self.chats = {phone.user_id: Chat(phone) for phone in own.phones}
        self.user_ids = {chat_id_of(user_id): user_id for user_id in self.chats}
        self.events: deque[Json] = deque(maxlen=KEPT_EVENTS)
        self.arrived = asyncio.Event()
        self.sent = SentLog()
        self.webhook: Webhook | None = None
        self.verification = Verification.NONE
        self.month_limit = own.month_limit
        self.month_used = 0
        self._last_message_id = 0

    @property
    def user(self) -> Json:
        """The bot as the author of its messages on the page."""
        return {"id": 0, "is_bot": True, "first_name": self.settings.bot_name}

    def chat(self, chat_id: object) -> Chat:
        """Return the chat that the bot names and may write to. Raises Refusal."""
        user_id = self.user_ids.get(str(chat_id))
        if user_id is None:
            raise Refusal(400, "Chat not found")
        if self.chats[user_id].is_blocked:
            raise Refusal(400, "User has blocked the bot")
        return self.chats[user_id]

    def count_message(self) -> None:
        """Count one message of the month. Raises Refusal 429 when the quota is spent; those are not counted."""
        if self.month_limit is not None and self.month_used >= self.month_limit:
            raise Refusal(429, QUOTA_WORDS)
        self.month_used += 1

    def post(self, chat: Chat, text: str, author: Json, **more: str) -> Json:
        """Put a message into a chat and show it, with `more` of it; return it as the page shows it."""
        self._last_message_id += 1
        message: Json = {"message_id": self._last_message_id, "from": author, "date": unix(self.settings.now())}
        message |= {"text": text, **more}
        chat.keep(message)
        self.tell("message", chat, {"message": message})
        return message

    def name_of(self, message: Json) -> str:
        """Return the id of a message, which is a text on Zalo."""
        return f"{zlib.crc32(self.token.encode()):08x}{message['message_id']:012x}"

    def tell(self, kind: str, chat: Chat, data: Json) -> None:
        """Tell the pages something about one phone."""
        self.feed.publish(kind, {"channel": "zalo", "user_id": chat.phone.user_id, **data})

    def offer(self, event: Json) -> None:
        """Queue an event."""
        self.events.append(event)
        self.arrived.set()

    def set_webhook(self, webhook: Webhook | None) -> None:
        """Push events to this address from now on (None: clients poll again), and wake all waiting requests."""
        self.webhook = webhook
        self.arrived.set()

    def mark_taken(self, event: Json) -> None:
        """The event was handed out: the page shows that the bot has it, where it was a message."""
        if "message" not in event:
            return
        chat = self.chats[self.user_ids[event["message"]["chat"]["id"]]]
        number = int(str(event["message"].get("message_id", "0"))[-12:], 16)
        chat.taken_through = max(chat.taken_through, number)
        self.tell("taken", chat, {"through": chat.taken_through})
