"""getUpdates, the webhook that is only stored, and the answer to a button press."""

from typing import Any

from sandbox.errors import BadRequest, Conflict
from sandbox.methods.calls import Call
from sandbox.shapes import Json

MAX_POLL_SECONDS = 50
MAX_ANSWER = 200


async def get_updates(call: Call) -> list[Json]:
    """Return updates from `offset` on, waiting up to `timeout` seconds (at most 50) for the first one."""
    if call.bot.profile.webhook.get("url"):
        raise Conflict(
            "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
        )
    arguments = call.arguments
    call.bot.updates.allow(_kinds(call))
    wait = min(max(arguments.integer("timeout", 0), 0), MAX_POLL_SECONDS)
    limit = min(max(arguments.integer("limit", 100), 1), 100)
    return await call.bot.updates.fetch(arguments.integer("offset", 0), limit, wait)


async def set_webhook(call: Call) -> bool:
    """Store the webhook; nothing is ever sent to it."""
    call.bot.updates.interrupt("terminated by setWebhook request")
    call.bot.updates.allow(_kinds(call))
    call.bot.profile.webhook = {"url": call.arguments.text("url")}
    return True


async def delete_webhook(call: Call) -> bool:
    """Forget the webhook and, if asked, all updates that wait."""
    call.bot.profile.webhook = {}
    if call.arguments.flag("drop_pending_updates"):
        call.bot.updates.forget_all()
    return True


async def get_webhook_info(call: Call) -> Json:
    """Return what setWebhook stored, and what a test has put beside it (last_error_message and the like)."""
    plain = {"url": "", "has_custom_certificate": False, "pending_update_count": len(call.bot.updates)}
    return plain | call.bot.profile.webhook


async def answer_callback_query(call: Call) -> bool:
    """End the progress state of a button and perhaps show a toast or an alert."""
    text = call.arguments.text("text")
    if len(text) > MAX_ANSWER:
        raise BadRequest("MESSAGE_TOO_LONG")
    query_id = call.arguments.text("callback_query_id")
    press = call.bot.answered_press(query_id)
    if press is None:
        raise BadRequest("query is too old and response timeout expired or query ID is invalid")
    is_alert = call.arguments.flag("show_alert")
    answer = {"callback_query_id": query_id, "text": text, "show_alert": is_alert}
    call.bot.tell("answer", call.bot.chats[press.user_id], answer)
    call.bot.note_sent("answerCallbackQuery", {"chat_id": press.user_id, "text": text, "show_alert": is_alert})
    return True


def _kinds(call: Call) -> list[str] | None:
    kinds: Any = call.arguments.decoded("allowed_updates", None)
    if kinds is None:
        return None
    if not isinstance(kinds, list) or not all(isinstance(kind, str) for kind in kinds):
        raise BadRequest("can't parse allowed_updates")
    return kinds
