"""The bot's reaction on a message."""

from typing import Any

from sandbox.errors import BadRequest
from sandbox.methods.calls import Call
from sandbox.reactions import EMOJI


async def set_message_reaction(call: Call) -> bool:
    """Put one emoji on a message, or take it away; it replaces the one before and costs no message."""
    emoji = _emoji(call.arguments.decoded("reaction", []))
    chat = call.bot.open_chat(call.wanted_chat_id())
    message_id = call.arguments.integer("message_id", 0)
    if message_id not in chat.messages:
        raise BadRequest("message to react not found")
    chat.react(message_id, "bot", emoji)
    call.bot.tell("reaction", chat, {"message_id": message_id, "reactions": chat.reactions[message_id]})
    call.bot.note_sent(
        "setMessageReaction", {"chat_id": chat.phone.user_id, "message_id": message_id, "reaction": emoji}
    )
    return True


def _emoji(reaction: Any) -> str:
    """Return the emoji, "" for none. Raises BadRequest: a bot has one reaction, of the platform's list."""
    if not isinstance(reaction, list) or not all(isinstance(one, dict) for one in reaction):
        raise BadRequest("can't parse reaction types JSON object")
    if len(reaction) > 1:
        raise BadRequest("REACTIONS_TOO_MANY")
    if not reaction:
        return ""
    if reaction[0].get("type") != "emoji" or reaction[0].get("emoji") not in EMOJI:
        raise BadRequest("REACTION_INVALID")
    return str(reaction[0]["emoji"])
