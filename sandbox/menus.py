"""Which commands the menu button of a chat shows: the scopes and languages of setMyCommands.

Order of look-up: https://core.telegram.org/bots/api#determining-list-of-commands
"""

import re
from typing import Any

from sandbox.errors import BadRequest
from sandbox.shapes import Json

COMMAND = re.compile(r"[a-z0-9_]{1,32}")
Key = tuple[str, str]
KNOWN_SCOPES = {
    "default",
    "all_private_chats",
    "all_group_chats",
    "all_chat_administrators",
    "chat",
    "chat_administrators",
    "chat_member",
}
MAX_LISTS = 2_000


class CommandMenus:
    """Lists of commands by scope and language."""

    def __init__(self) -> None:
        self._lists: dict[Key, list[Json]] = {}

    def put(self, scope: Any, language: str, commands: Any) -> None:
        """Set a list; an empty one deletes. Raises BadRequest for a list Telegram would not take."""
        checked = _checked(commands)
        key = _key(scope, language)
        self._lists.pop(key, None)
        if checked:
            self._lists[key] = checked
        if len(self._lists) > MAX_LISTS:
            del self._lists[next(iter(self._lists))]

    def get(self, scope: Any, language: str) -> list[Json]:
        """Return exactly what was set for this scope and language."""
        return self._lists.get(_key(scope, language), [])

    def shown_to(self, user_id: int, language: str = "vi") -> list[Json]:
        """Return what the menu button of a private chat shows."""
        for scope in (f"chat:{user_id}", "all_private_chats", "default"):
            for spoken in (language, ""):
                if found := self._lists.get((scope, spoken)):
                    return found
        return []


def checked_button(button: Any) -> Json:
    """A MenuButton as Telegram keeps it; raises BadRequest for one it would not take."""
    kind = button.get("type") if isinstance(button, dict) else None
    if kind in {"default", "commands"}:
        return {"type": kind}
    if kind != "web_app":
        raise BadRequest("can't parse menu button: MenuButton has unsupported type")
    text, app = str(button.get("text", "")).strip(), button.get("web_app")
    url = str(app.get("url", "")) if isinstance(app, dict) else ""
    if not text:
        raise BadRequest("can't parse menu button: Can't find field \"text\"")
    if not url.startswith("https://"):
        raise BadRequest(f"menu button Web App URL '{url}' is invalid: Only HTTPS links are allowed")
    return {"type": kind, "text": text, "web_app": {"url": url}}


def _key(scope: Any, language: str) -> Key:
    if scope is None:
        return "default", language
    kind = scope.get("type") if isinstance(scope, dict) else None
    if kind not in KNOWN_SCOPES:
        raise BadRequest("can't parse BotCommandScope: unsupported type specified")
    return (f"chat:{scope.get('chat_id')}" if kind == "chat" else str(kind)), language


def _checked(commands: Any) -> list[Json]:
    if not isinstance(commands, list):
        raise BadRequest("can't parse commands: expected an Array")
    if len(commands) > 100:
        raise BadRequest("BOT_COMMANDS_TOO_MUCH")
    return [_command(command) for command in commands]


def _command(command: Any) -> Json:
    if not isinstance(command, dict):
        raise BadRequest("can't parse BotCommand: expected an Object")
    name = str(command.get("command", "")).removeprefix("/")
    description = str(command.get("description", "")).strip()
    if not COMMAND.fullmatch(name):
        raise BadRequest("BOT_COMMAND_INVALID")
    if not 1 <= len(description) <= 256:
        raise BadRequest("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name, "description": description}
