"""What a method is given, and the checks that several methods make."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from sandbox.arguments import Arguments
from sandbox.bots import Bot
from sandbox.entities import formatted
from sandbox.errors import BadRequest
from sandbox.people import MAX_CAPTION, MAX_TEXT
from sandbox.shapes import Json, utf16_length
from sandbox.world import World


@dataclass(frozen=True, slots=True)
class Call:
    """One call of a Bot API method by one bot."""

    world: World
    bot: Bot
    arguments: Arguments

    @property
    def chat_id(self) -> int | None:
        """The chat the call is about; None if it names none or something that is no number."""
        text = self.arguments.text("chat_id")
        return int(text) if text.lstrip("-").isdecimal() else None

    def wanted_chat_id(self) -> int:
        """Return the chat id. Raises BadRequest if it is missing or no private chat."""
        if not self.arguments.text("chat_id"):
            raise BadRequest("chat_id is empty")
        if self.chat_id is None:
            raise BadRequest("chat not found")
        return self.chat_id

    def text(self) -> Json:
        """Return `text` and `entities` as they go into a message. Raises BadRequest if empty, too long or malformed."""
        text, entities = self._formatted("text", "entities")
        if not text:
            raise BadRequest("message text is empty")
        if utf16_length(text) > MAX_TEXT:
            raise BadRequest("message is too long")
        return {"text": text, "entities": entities} if entities else {"text": text}

    def caption(self) -> Json:
        """Return `caption` and `caption_entities`, nothing if there is no caption. Raises BadRequest."""
        text, entities = self._formatted("caption", "caption_entities")
        if utf16_length(text) > MAX_CAPTION:
            raise BadRequest("message caption is too long")
        content: Json = {"caption": text} if text else {}
        return content | {"caption_entities": entities} if entities else content

    def _formatted(self, name: str, entities: str) -> tuple[str, list[Json]]:
        given = self.arguments.decoded(entities, [])
        if not isinstance(given, list) or not all(is_entity(entity) for entity in given):
            raise BadRequest(f"can't parse {entities}")
        return formatted(self.arguments.text(name), self.arguments.text("parse_mode"), given)


Method = Callable[[Call], Awaitable[Any]]


def is_entity(value: Any) -> bool:
    """Say whether this JSON value can be a MessageEntity."""
    return (
        isinstance(value, dict)
        and isinstance(value.get("type"), str)
        and isinstance(value.get("offset"), int)
        and isinstance(value.get("length"), int)
    )
