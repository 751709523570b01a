"""Checks of the reply markup that a bot sends; refuses what Telegram refuses."""

from typing import Any

from sandbox.errors import BadRequest
from sandbox.shapes import Json

MAX_BUTTONS = 100
MAX_PER_ROW = 8
MAX_DATA_BYTES = 64
ACTIONS = ("callback_data", "url", "copy_text", "web_app", "switch_inline_query", "switch_inline_query_current_chat")


def checked_markup(markup: Any) -> Json | None:
    """Return the markup to store with the message; None if there is none. Raises BadRequest."""
    if not markup:
        return None
    if not isinstance(markup, dict):
        raise BadRequest("object expected as reply markup")
    if "inline_keyboard" in markup:
        return {"inline_keyboard": _checked_rows(markup["inline_keyboard"])}
    if markup.keys() & {"keyboard", "force_reply", "remove_keyboard"}:
        return markup
    return None


def _checked_rows(rows: Any) -> list[list[Json]]:
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise BadRequest('field "inline_keyboard" must be of type Array of Arrays')
    if sum(map(len, rows)) > MAX_BUTTONS or any(len(row) > MAX_PER_ROW for row in rows):
        raise BadRequest("reply markup is too long")
    return [[_checked_button(button) for button in row] for row in rows if row]


def _checked_button(button: Any) -> Json:
    if not isinstance(button, dict) or not str(button.get("text", "")).strip():
        raise BadRequest("can't parse inline keyboard button: Text must be non-empty")
    if not any(action in button for action in ACTIONS):
        raise BadRequest("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    data = button.get("callback_data")
    if data is not None and not 1 <= len(str(data).encode()) <= MAX_DATA_BYTES:
        raise BadRequest("BUTTON_DATA_INVALID")
    return button
