"""The state of the sandbox as the page draws it: its phones, those of Zalo in the same shape."""

from sandbox.bots import Bot
from sandbox.chats import Chat
from sandbox.settings import Step
from sandbox.shapes import Json
from sandbox.world import World


def phone_state(bot: Bot, chat: Chat) -> Json:
    """Return one phone with all its messages, oldest first."""
    return {
        "user_id": chat.phone.user_id,
        "name": chat.phone.name,
        "title": chat.phone.title,
        "blocked": chat.is_blocked,
        "taken_through": chat.taken_through,
        "menu": bot.menus.shown_to(chat.phone.user_id),
        "interface": chat.reply_interface,
        "reactions": chat.reactions,
        "pressed": chat.pressed,
        "messages": list(chat.messages.values()),
    }


def zalo_phone_state(chat: Chat) -> Json:
    """Return one phone with all its messages, oldest first; no menu, Zalo has none."""
    return {
        "channel": "zalo",
        "user_id": chat.phone.user_id,
        "name": chat.phone.name,
        "title": chat.phone.title,
        "blocked": chat.is_blocked,
        "taken_through": chat.taken_through,
        "menu": [],
        "interface": chat.reply_interface,
        "reactions": chat.reactions,
        "pressed": chat.pressed,
        "messages": list(chat.messages.values()),
    }


async def snapshot(world: World, bot: Bot) -> Json:
    """Return the whole state; `number` is the last event it contains."""
    clock = await world.clock()  # first: nothing may happen between the number and the messages
    phones = [phone_state(bot, chat) for chat in bot.chats.values()] + _zalo_phones(world)
    order = {user_id: place for place, user_id in enumerate(world.settings.order)}
    return {
        "number": world.feed.number,
        "started": world.started,
        "bot": {**bot.user, **bot.shown_profile},
        "hint": world.settings.hint,
        "clock": clock,
        "phones": sorted(phones, key=lambda phone: order.get(phone["user_id"], len(order))),
        "story": [_step(number, step) for number, step in enumerate(world.settings.story, 1)],
        "resettable": world.settings.reset is not None,
    }


def _step(number: int, step: Step) -> Json:
    deeds = [{"user_id": deed.user_id, "text": deed.text, "key": deed.key} for deed in step.deeds]
    at = step.at.isoformat() if step.at else None
    return {"number": number, "title": step.title, "text": step.text, "at": at, "deeds": deeds}


def _zalo_phones(world: World) -> list[Json]:
    return [zalo_phone_state(chat) for chat in world.zalo.chats.values()] if world.zalo else []
