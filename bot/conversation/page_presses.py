"""What is pressed on the board, as the dispatcher sees it: a text that the person of the session typed, or a file."""

from collections.abc import Mapping
from typing import Any

from bot.messages import Attachment, Incoming, Kind


class UnreadablePress(Exception):
    """A stored press has not the shape that the board gives it."""


def read_press(raw: Mapping[str, Any]) -> Incoming:
    """The press of a session as an incoming text or file; raises UnreadablePress."""
    chat_id, text = raw.get("chat_id"), raw.get("text")
    if not isinstance(chat_id, str) or not isinstance(text, str):
        raise UnreadablePress("a press without session or text")
    file = raw.get("file")
    if file is None:
        return Incoming(Kind.TEXT, chat_id, chat_id, "", text)
    if not isinstance(file, Mapping) or not {"id", "name", "size"} <= file.keys():
        raise UnreadablePress("a file without its name")
    attachment = Attachment(str(file["id"]), str(file["name"]), int(file["size"]))
    return Incoming(Kind.FILE, chat_id, chat_id, "", text, attachment=attachment)
