"""Checks of the reply markup that a bot sends; refuses what Telegram refuses."""

from collections.abc import Callable
from typing import Any

from sandbox.errors import BadRequest
from sandbox.shapes import Json

MAX_BUTTONS = 100
MAX_PER_ROW = 8
MAX_DATA_BYTES = 64
MAX_PLACEHOLDER = 64
STYLES = {"primary", "success", "danger"}  # Bot API 9.4; any other loses the whole message
REPLY_INTERFACES = ("keyboard", "force_reply", "remove_keyboard")
REPLY_ACTIONS = ("request_contact", "request_location", "request_poll", "request_users", "request_chat", "web_app")
ACTIONS = ("callback_data", "url", "copy_text", "web_app", "switch_inline_query", "switch_inline_query_current_chat")


def checked_markup(markup: Any, *, inline_only: bool = False) -> Json | None:
    """Return the markup to store with the message; None if there is none. Raises BadRequest.

    `inline_only`: an edit can change buttons under a message, never the keyboard of the phone.
    """
    if not markup:
        return None
    if not isinstance(markup, dict):
        raise BadRequest("object expected as reply markup")
    if "inline_keyboard" in markup:
        return {"inline_keyboard": _checked_rows(markup["inline_keyboard"], "inline_keyboard", _checked_button)}
    if not markup.keys() & set(REPLY_INTERFACES):
        return None
    if inline_only:
        raise BadRequest("inline keyboard expected")
    return _checked_reply_interface(markup)


def _checked_reply_interface(markup: Json) -> Json:
    if len(str(markup.get("input_field_placeholder") or "")) > MAX_PLACEHOLDER:
        raise BadRequest("reply markup input field placeholder is too long")
    if "keyboard" in markup:
        rows = _checked_rows(markup["keyboard"], "keyboard", _checked_reply_button)
        if not rows:
            raise BadRequest("reply markup is empty")
        return markup | {"keyboard": rows}
    return markup


def _checked_rows(rows: Any, name: str, checked: Callable[[Any], Json]) -> list[list[Json]]:
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise BadRequest(f'field "{name}" must be of type Array of Arrays')
    if sum(map(len, rows)) > MAX_BUTTONS or any(len(row) > MAX_PER_ROW for row in rows):
        raise BadRequest("reply markup is too long")
    return [[checked(button) for button in row] for row in rows if row]


def _checked_button(button: Any) -> Json:
    if not isinstance(button, dict) or not str(button.get("text", "")).strip():
        raise BadRequest("can't parse inline keyboard button: Text must be non-empty")
    if not any(action in button for action in ACTIONS):
        raise BadRequest("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    _check_style(button, "inline keyboard button")
    data = button.get("callback_data")
    if data is not None and not 1 <= len(str(data).encode()) <= MAX_DATA_BYTES:
        raise BadRequest("BUTTON_DATA_INVALID")
    return button


def _checked_reply_button(button: Any) -> Json:
    shaped = {"text": button} if isinstance(button, str) else button
    if not isinstance(shaped, dict) or not str(shaped.get("text", "")).strip():
        raise BadRequest("can't parse keyboard button: Text must be non-empty")
    if sum(bool(shaped.get(action)) for action in REPLY_ACTIONS) > 1:
        raise BadRequest("can't parse keyboard button: only one action can be specified")
    _check_style(shaped, "keyboard button")
    return shaped


def _check_style(button: Json, kind: str) -> None:
    style = button.get("style")
    if style is not None and style not in STYLES:
        raise BadRequest(f"can't parse {kind}: invalid button style specified")
