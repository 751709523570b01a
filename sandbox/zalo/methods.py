"""The methods of the Zalo Bot Platform that are used, each on its plain JSON arguments."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from sandbox.shapes import Json, utf16_length
from sandbox.zalo.bots import VERIFICATION_WORDS, Refusal, Verification, Webhook, ZaloBot
from sandbox.zalo.pushing import check_address

MAX_TEXT = 2000
MAX_POLL_SECONDS = 50.0
SECRET_LENGTHS = range(8, 257)


async def get_me(bot: ZaloBot, _: Json) -> Json:
    """Who the bot is."""
    return {"id": bot.token.partition(":")[0], "account_name": bot.settings.bot_name, "account_type": "BASIC"}


async def get_updates(bot: ZaloBot, arguments: Json) -> Json:
    """The oldest event, which is gone with this; 408 when none comes in time."""
    if bot.webhook:
        raise Refusal(400, "Bad Request: getUpdates cannot be used while a webhook is set")
    if not bot.events:
        await _arrival(bot, _seconds(arguments))
    if not bot.events:
        raise Refusal(408, "Request timeout", 408)
    # Gone with the answer, as on the real platform, which knows no acknowledgement: what is lost on the way is lost.
    event = bot.events.popleft()
    bot.mark_taken(event)
    return event


async def _arrival(bot: ZaloBot, seconds: float) -> None:
    bot.arrived.clear()
    with contextlib.suppress(TimeoutError):  # nothing came: an empty answer
        async with asyncio.timeout(seconds):
            await bot.arrived.wait()


async def send_message(bot: ZaloBot, arguments: Json) -> Json:
    """A text of 1 to 2000 UTF-16 units; other parameters than parse_mode and text_styles are unknown to Zalo."""
    if unknown := arguments.keys() - {"chat_id", "text", "parse_mode", "text_styles"}:
        raise Refusal(400, f"Bad Request: unknown {sorted(unknown)}")
    text = arguments.get("text")
    if not isinstance(text, str) or not 1 <= utf16_length(text.strip()) <= MAX_TEXT:
        raise Refusal(400, "Bad Request: text must have 1 to 2000 characters")
    chat = bot.chat(arguments.get("chat_id"))
    bot.count_message()
    message = bot.post(chat, text.strip(), bot.user)
    bot.sent.add("zalo.sendMessage", bot.now_text(), {"chat_id": chat.phone.user_id, "text": text.strip()})
    return {"message_id": bot.name_of(message), "date": message["date"] * 1000}


async def send_photo(bot: ZaloBot, arguments: Json) -> Json:
    """A picture by its public https address, with a caption of up to 2000 UTF-16 units; the sandbox fetches nothing."""
    photo, caption = arguments.get("photo"), arguments.get("caption", "")
    if unknown := arguments.keys() - {"chat_id", "photo", "caption"}:
        raise Refusal(400, f"Bad Request: unknown {sorted(unknown)}")
    if not isinstance(photo, str) or urlsplit(photo).scheme != "https":
        raise Refusal(400, "Bad Request: photo must be an https address")
    if not isinstance(caption, str) or utf16_length(caption) > MAX_TEXT:
        raise Refusal(400, "Bad Request: caption is too long")
    chat = bot.chat(arguments.get("chat_id"))
    bot.count_message()
    message = bot.post(chat, caption.strip(), bot.user, photo_url=photo)
    bot.sent.add("zalo.sendPhoto", bot.now_text(), {"chat_id": chat.phone.user_id, "photo": photo, "text": caption})
    return {"message_id": bot.name_of(message), "date": message["date"] * 1000}


async def send_chat_action(bot: ZaloBot, arguments: Json) -> bool:
    """Show that the bot is typing."""
    bot.tell("typing", bot.chat(arguments.get("chat_id")), {"action": "typing"})
    return True


async def set_webhook(bot: ZaloBot, arguments: Json) -> Json:
    """Push events from now on; the real one wants https, the sandbox takes http of this machine."""
    url, secret = str(arguments.get("url", "")), str(arguments.get("secret_token", ""))
    if urlsplit(url).scheme not in {"http", "https"} or len(secret) not in SECRET_LENGTHS:
        raise Refusal(400, "Bad Request: url or secret_token is invalid")
    fault = None if bot.verification is Verification.NONE else await check_address(url, secret)
    if fault and bot.verification is Verification.REFUSING:
        raise Refusal(400, f"{VERIFICATION_WORDS}: {fault}")
    is_kept = fault is None or bot.verification is Verification.REPORTING
    bot.set_webhook(Webhook(url, secret) if is_kept else None)
    told = await get_webhook_info(bot, {})
    return told | {"verification": _report(fault)} if bot.verification is Verification.REPORTING else told


def _report(fault: str | None) -> Json:
    if fault is None:
        return {"ok": True, "outcome": "success", "status_code": 200, "hint": ""}
    status = fault.removeprefix("HTTP ")
    is_answer = status.isdigit()
    return {
        "ok": False,
        "outcome": "http_error" if is_answer else "connection_error",
        "status_code": int(status) if is_answer else None,
        "hint": f"Webhook must answer HTTP 2xx, got {fault}",
    }


async def delete_webhook(bot: ZaloBot, _: Json) -> Json:
    """Wait to be asked again."""
    bot.set_webhook(None)
    return {"url": ""}


async def get_webhook_info(bot: ZaloBot, _: Json) -> Json:
    """Where events are pushed to."""
    return {"url": bot.webhook.url if bot.webhook else "", "updated_at": int(bot.settings.now().timestamp() * 1000)}


def _seconds(arguments: Json) -> float:
    try:
        return min(max(float(arguments.get("timeout", 0)), 0.0), MAX_POLL_SECONDS)
    except (TypeError, ValueError):
        raise Refusal(400, "Bad Request: timeout must be a number") from None


METHODS: dict[str, Callable[[ZaloBot, Json], Awaitable[Json | bool]]] = {
    "getMe": get_me,
    "getUpdates": get_updates,
    "sendMessage": send_message,
    "sendPhoto": send_photo,
    "sendChatAction": send_chat_action,
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
}
